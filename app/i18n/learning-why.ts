// Why a step is next, why something is locked and why a skill stands where it stands: sentences with the engine's numbers. Used on the server.
import { defineMessages } from './messages';

export const whyMessages = defineMessages('learning-why', {
  en: {
    next: {
      continueOpened: 'You opened it and have not finished reading it.',
      continueRead: 'You have read it; its questions are waiting.',
      continueMissed: 'Little is missing: you have {{right}} right answers and {{needed}} complete it.',
      continueUnread: 'Its questions are done; only reading it is missing.',
      continueAnswered: 'You are in the middle of it: {{answered}} of {{items}} questions answered.',
      dueToday: '{{skill}} is due for review: today is when it would begin to fade.',
      dueLate_one: '{{skill}} has been due for review for {{count}} day.',
      dueLate_other: '{{skill}} has been due for review for {{count}} days.',
      reviewsPileUp: '{{minutes}} minutes of review are waiting, more than {{limit}} of a usual session.',
      reviewShareReached: 'You have already given {{share}} of today to review, so it can wait.',
      weakSkill: '{{skill}}, mastered before, is no longer sure: we expect {{probability}} right answers now.',
      closeToMastery: '{{skill}} is within reach: we expect {{probability}} right answers from you.',
      ready_zero: 'It needs nothing before it, and we expect about {{probability}} right answers at your first try.',
      ready_one:
        'The skill it builds on is in place, and we expect about {{probability}} right answers at your first try.',
      ready_other:
        'The {{count}} skills it builds on are in place, and we expect about {{probability}} right answers at your first try.',
      mayKnow:
        'You may know this already (we expect {{probability}} right): a few good answers can save you the lesson.',
      makeSure:
        '{{skill}} is mastered by a narrow margin (at least {{lowerBound}} right): a few more answers, up to {{secure}}, make it hold.',
      explainAgain:
        'You missed {{count}} of your latest five answers on {{skill}}, and we expect {{probability}} right now: another explanation helps more than more questions.',
      readyForExam_one: 'The skill it examines is mastered.',
      readyForExam_other: 'All {{count}} skills it examines are mastered.',
      goal: 'Your goal, “{{goal}}”, needs {{skill}}.',
      goalAhead_one: 'It leads to {{goalSkill}}, which your goal needs: {{count}} step away.',
      goalAhead_other: 'It leads to {{goalSkill}}, which your goal needs: {{count}} steps away.',
      unlocks_one: 'It opens {{count}} more skill.',
      unlocks_other: 'It opens {{count}} more skills.',
      justPractised: 'You have just practised {{skill}}; something else in between helps it settle.',
      tooLong: 'It takes {{minutes}} minutes and you have {{available}}.',
      format: 'It comes in a format you said you like: {{format}}.',
      authorOrder: 'It comes next in the order the authors chose.',
      yourChoice: 'You chose this yourself.',
      missing: 'It builds on {{skills}}, which is not firm yet. You can open it all the same.',
    },
    format: { text: 'reading', interactive: 'questions', lab: 'hands-on tasks', video: 'video', audio: 'audio' },
    mastery: {
      nothingYet: 'No answers yet.',
      lessonOpened_one: 'You have opened its lesson.',
      lessonOpened_other: 'You have opened {{count}} of its lessons.',
      credited: 'Taken as known from your placement, provisionally; a review within a day or two will confirm it.',
      estimateHigh: 'Even cautiously we expect {{probability}} right answers; mastery asks for {{threshold}}.',
      estimateKept: 'Cautiously we expect {{probability}} right answers, enough to keep what you won ({{threshold}}).',
      estimateLow: 'Cautiously we expect {{probability}} right answers; mastery asks for {{threshold}}.',
      estimateLikely: 'We expect {{probability}} right answers; a little more evidence will settle it.',
      fewAnswers: '{{answers}} of the {{needed}} first answers that mastery needs.',
      lastWrong: 'Your latest answer was not right.',
      wasMastered: 'You mastered it on {{date}}.',
      faded: 'It has been a while: the chance that you still recall it is about {{probability}}.',
      passedExam: 'Proved in an exam on {{date}}.',
      confirmed: 'Confirmed on {{date}}, at least a day after you first won it.',
      awaits: 'It can be confirmed by right answers from {{date}} on.',
    },
    differ: {
      ahead:
        'You have finished {{done}} of {{lessons}} lessons, and {{firm}} of the {{taught}} skills they teach hold so far. Finishing shows what you did; mastery shows what you would get right again today. Practice and reviews close the gap.',
      behind:
        'You have finished {{done}} of {{lessons}} lessons, yet {{firm}} of {{total}} skills already hold: your answers show more than the lessons you ticked off.',
    },
    and: 'and',
  },
  es: {
    next: {
      continueOpened: 'La abriste y aún no has terminado de leerla.',
      continueRead: 'Ya la has leído; esperan sus preguntas.',
      continueMissed: 'Falta poco: llevas {{right}} aciertos y se completa con {{needed}}.',
      continueUnread: 'Sus preguntas están hechas; solo falta leerla.',
      continueAnswered: 'La tienes a medias: {{answered}} de {{items}} preguntas respondidas.',
      dueToday: 'Toca repasar {{skill}}: hoy es cuando empezaría a olvidarse.',
      dueLate_one: 'El repaso de {{skill}} lleva {{count}} día pendiente.',
      dueLate_other: 'El repaso de {{skill}} lleva {{count}} días pendiente.',
      reviewsPileUp: 'Esperan {{minutes}} minutos de repaso, más del {{limit}} de una sesión normal.',
      reviewShareReached: 'Hoy ya has dedicado el {{share}} a repasar, así que puede esperar.',
      weakSkill:
        '{{skill}}, que ya dominabas, ha dejado de ser segura: ahora esperamos un {{probability}} de aciertos.',
      closeToMastery: '{{skill}} está a tu alcance: esperamos de ti un {{probability}} de aciertos.',
      ready_zero: 'No requiere nada previo y esperamos en torno a un {{probability}} de aciertos a la primera.',
      ready_one:
        'Ya tienes la competencia en la que se apoya y esperamos en torno a un {{probability}} de aciertos a la primera.',
      ready_other:
        'Ya tienes las {{count}} competencias en las que se apoya y esperamos en torno a un {{probability}} de aciertos a la primera.',
      mayKnow:
        'Puede que ya lo sepas (esperamos un {{probability}} de aciertos): unas pocas respuestas buenas pueden ahorrarte la lección.',
      makeSure:
        'Dominas {{skill}} por poco margen (al menos {{lowerBound}} de aciertos): unas respuestas más, hasta el {{secure}}, lo afianzan.',
      explainAgain:
        'Has fallado {{count}} de tus últimas cinco respuestas sobre {{skill}} y ahora esperamos un {{probability}} de aciertos: otra explicación te ayuda más que otras preguntas.',
      readyForExam_one: 'Dominas la competencia que examina.',
      readyForExam_other: 'Dominas las {{count}} competencias que examina.',
      goal: 'Tu objetivo, «{{goal}}», necesita {{skill}}.',
      goalAhead_one: 'Lleva a {{goalSkill}}, que tu objetivo necesita: está a {{count}} paso.',
      goalAhead_other: 'Lleva a {{goalSkill}}, que tu objetivo necesita: está a {{count}} pasos.',
      unlocks_one: 'Abre {{count}} competencia más.',
      unlocks_other: 'Abre {{count}} competencias más.',
      justPractised: 'Acabas de practicar {{skill}}; alternar con otra cosa ayuda a fijarla.',
      tooLong: 'Lleva {{minutes}} minutos y dispones de {{available}}.',
      format: 'Viene en un formato que dijiste que te gusta: {{format}}.',
      authorOrder: 'Es la siguiente en el orden que eligieron los autores.',
      yourChoice: 'La has elegido tú.',
      missing: 'Se apoya en {{skills}}, que aún no está firme. Puedes abrirla de todos modos.',
    },
    format: { text: 'lectura', interactive: 'preguntas', lab: 'tareas prácticas', video: 'vídeo', audio: 'audio' },
    mastery: {
      nothingYet: 'Todavía no hay respuestas.',
      lessonOpened_one: 'Has abierto su lección.',
      lessonOpened_other: 'Has abierto {{count}} de sus lecciones.',
      credited:
        'La damos por sabida según tu prueba de nivel, de forma provisional; un repaso en uno o dos días lo confirmará.',
      estimateHigh: 'Aun con cautela esperamos un {{probability}} de aciertos; el dominio pide un {{threshold}}.',
      estimateKept:
        'Con cautela esperamos un {{probability}} de aciertos, suficiente para conservar lo ganado ({{threshold}}).',
      estimateLow: 'Con cautela esperamos un {{probability}} de aciertos; el dominio pide un {{threshold}}.',
      estimateLikely: 'Esperamos un {{probability}} de aciertos; con alguna respuesta más quedará claro.',
      fewAnswers: '{{answers}} de las {{needed}} primeras respuestas que pide el dominio.',
      lastWrong: 'Tu última respuesta no fue correcta.',
      wasMastered: 'La dominaste el {{date}}.',
      faded: 'Ha pasado tiempo: la probabilidad de que aún la recuerdes ronda el {{probability}}.',
      passedExam: 'Demostrada en un examen el {{date}}.',
      confirmed: 'Confirmada el {{date}}, al menos un día después de ganarla.',
      awaits: 'Podrá confirmarse con aciertos a partir del {{date}}.',
    },
    differ: {
      ahead:
        'Has terminado {{done}} de {{lessons}} lecciones y se sostienen {{firm}} de las {{taught}} competencias que enseñan. Terminar muestra lo que hiciste; el dominio, lo que volverías a acertar hoy. La práctica y los repasos cierran esa distancia.',
      behind:
        'Has terminado {{done}} de {{lessons}} lecciones, pero ya se sostienen {{firm}} de {{total}} competencias: tus respuestas muestran más que las lecciones que has marcado.',
    },
    and: 'y',
  },
});
