// The text of "How it works", in both languages. It stays on the server: a page sends only the language that is read.
import type { Locale } from './locale';
import type { Prose } from './prose';

export const ABOUT: Readonly<Record<Locale, Prose>> = {
  en: {
    title: 'How it works',
    description:
      'How answers become an estimate of your skills, how the next step is chosen, how the exam works and what makes a certificate checkable.',
    lead: 'From the first answer to a certificate that a stranger can check: what happens, and where its limits are.',
    contents: 'On this page',
    sections: [
      {
        id: 'answers',
        title: 'What happens with an answer',
        paragraphs: [
          'Each practice question trains one to four skills. When you answer, Pericia compares the result with what it expected of you: a right answer to a hard question says more than a right answer to an easy one, and the chance of guessing is taken into account.',
          'Only your first answer to a question counts, or one at least 20 hours after the last, because an answer given right after the explanation shows memory rather than skill. How long you take is never scored.',
          'Every answer stays in a log to which things are only added. All estimates can be worked out again from it, so a change of method can be checked against what really happened.',
        ],
      },
      {
        id: 'mastery',
        title: 'When a skill counts as mastered',
        paragraphs: [
          'Mastered means: cautiously estimated, you get at least 75% of the skill’s average questions right, you have given at least three answers, and the last one was right; a single slip is overlooked only when the cautious estimate is 81% or more. Cautiously matters: with few answers the estimate is cut back on purpose.',
          'The word can be taken back. Memory fades, so mastered skills return for review when it is worth it, and a wrong answer then counts.',
          'The rule is strict, not perfect. In simulations where we know who can do what, about one in ten claims of mastery was false. That is why practice alone never earns a certificate.',
        ],
      },
      {
        id: 'next',
        title: 'How the next step is chosen',
        paragraphs: [
          'Candidates are the lessons whose foundations you have and the reviews that are due. Among them counts how much you would gain, how many skills it opens up and whether it leads to your goal. Questions are chosen so that you should get about three in four right.',
          'You always see the reasons with their figures, and you can take another step. Every lesson can be opened, including one that is advised against. What you choose instead is recorded to improve the choice, not to judge you.',
          'We do not sort people into learning styles: there is no good evidence that it helps. Your preferred formats are a wish that you state, and nothing is inferred from them.',
        ],
      },
      {
        id: 'sandbox',
        title: 'The simulator',
        paragraphs: [
          'You practise campaigns in a simulated ad platform with auctions, budgets, delayed conversions and chance. No ad is shown to anybody and no money moves. It teaches you to decide under uncertainty; it does not predict what a particular campaign of yours would bring.',
        ],
      },
      {
        id: 'exam',
        title: 'The exam',
        paragraphs: [
          'Before you begin you see the number of questions, the time, the pass mark and the attempts. Questions are drawn from a bank that is kept apart from practice, by a published plan of skills. The server’s clock decides, and each answer is saved as you give it: a lost connection costs you neither answers nor the attempt.',
          'The mark comes from the exam alone. Whatever you did in practice neither adds nor takes away. You need a confirmed mail address, so that the certificate can be tied to an account.',
          'The exam is taken online and nobody watches. We do not ask for a camera: it would intrude on everybody and stop few. Whoever needs more certainty should give a short task of their own, and the certificate tells them which skills to test.',
        ],
      },
      {
        id: 'certificate',
        title: 'The certificate',
        paragraphs: [
          'Passing produces a document with your name, the skills in plain words, the result, the date of issue and the date it expires. It is signed digitally in the open format Open Badges 3.0, which other programs can read, and comes as a page, PDF, picture and file.',
          'Whoever checks it, by link, QR code or file, triggers five checks:',
        ],
        points: [
          'The signature fits the content: not one letter has been changed.',
          'The issuer is this installation and the key is one of its published keys.',
          'Today lies between issue and expiry.',
          'It has not been withdrawn.',
          'The content is a certificate of the kind it claims to be.',
        ],
      },
      {
        id: 'limits',
        title: 'What we do not promise',
        paragraphs: [
          'Pericia is no official degree and no guarantee of a job. A certificate shows that a person answered applied questions about certain skills well on one day. Used beside their work and a conversation, it is useful. Used instead of them, it is not enough.',
        ],
      },
    ],
  },
  es: {
    title: 'Cómo funciona',
    description:
      'Cómo las respuestas se convierten en una estimación de tus habilidades, cómo se elige el siguiente paso, cómo es el examen y qué hace comprobable un certificado.',
    lead: 'De la primera respuesta a un certificado que un desconocido puede comprobar: qué pasa y hasta dónde llega.',
    contents: 'En esta página',
    sections: [
      {
        id: 'answers',
        title: 'Qué pasa con una respuesta',
        paragraphs: [
          'Cada pregunta de práctica entrena entre una y cuatro habilidades. Cuando respondes, Pericia compara el resultado con lo que esperaba de ti: acertar una pregunta difícil dice más que acertar una fácil, y se descuenta la probabilidad de acertar por azar.',
          'Solo cuenta tu primera respuesta a cada pregunta, o una dada al menos 20 horas después de la anterior, porque acertar justo después de leer la explicación demuestra memoria, no habilidad. El tiempo que tardas no puntúa nunca.',
          'Todas las respuestas quedan en un registro al que solo se añade. Cualquier estimación se puede volver a calcular a partir de él, así que un cambio de método se puede contrastar con lo que pasó de verdad.',
        ],
      },
      {
        id: 'mastery',
        title: 'Cuándo se da una habilidad por dominada',
        paragraphs: [
          'Dominada significa que, estimando con prudencia, aciertas al menos el 75 % de las preguntas medias de esa habilidad, que has dado como mínimo tres respuestas y que la última fue correcta; un solo fallo se pasa por alto únicamente cuando la estimación prudente llega al 81 %. Lo de la prudencia importa: con pocas respuestas, la estimación se recorta a propósito.',
          'La palabra se puede retirar. La memoria se desgasta, así que las habilidades dominadas vuelven a repaso cuando merece la pena, y un fallo entonces cuenta.',
          'La regla es estricta, no perfecta. En simulaciones en las que sabemos quién domina qué, cerca de una de cada diez habilidades dadas por dominadas no lo estaba. Por eso la práctica sola nunca da un certificado.',
        ],
      },
      {
        id: 'next',
        title: 'Cómo se elige el siguiente paso',
        paragraphs: [
          'Los candidatos son las lecciones cuyas bases ya tienes y los repasos que tocan. Entre ellos pesa cuánto ganarías, cuántas habilidades abre y si te acerca a tu objetivo. Las preguntas se eligen para que aciertes unas tres de cada cuatro.',
          'Siempre ves los motivos con sus cifras y puedes tomar otro camino. Todas las lecciones se pueden abrir, también la que no te aconsejamos. Lo que eliges en su lugar se anota para mejorar la elección, no para juzgarte.',
          'No clasificamos a nadie por «estilos de aprendizaje»: no hay buenas pruebas de que ayude. Tus formatos preferidos son un deseo que tú expresas, y de ellos no se deduce nada.',
        ],
      },
      {
        id: 'sandbox',
        title: 'El simulador',
        paragraphs: [
          'Practicas campañas en una plataforma de anuncios simulada, con subastas, presupuestos, conversiones que llegan tarde y azar. No se enseña ningún anuncio a nadie ni se mueve dinero. Sirve para aprender a decidir con incertidumbre; no predice qué daría una campaña tuya en concreto.',
        ],
      },
      {
        id: 'exam',
        title: 'El examen',
        paragraphs: [
          'Antes de empezar ves cuántas preguntas son, el tiempo, la nota de corte y los intentos. Las preguntas salen de un banco separado de la práctica, según un plan de habilidades publicado. Manda el reloj del servidor y cada respuesta se guarda en cuanto la das: si se corta la conexión, no pierdes ni las respuestas ni el intento.',
          'La nota sale solo del examen. Lo que hiciste en la práctica ni suma ni resta. Hace falta una dirección de correo confirmada, para que el certificado quede ligado a una cuenta.',
          'El examen se hace en línea y nadie vigila. No pedimos cámara: invadiría a todo el mundo y frenaría a pocos. Quien necesite más certeza puede poner una tarea breve propia, y el certificado le dice qué habilidades probar.',
        ],
      },
      {
        id: 'certificate',
        title: 'El certificado',
        paragraphs: [
          'Al aprobar se crea un documento con tu nombre, las habilidades en palabras claras, el resultado, la fecha de emisión y la de caducidad. Lleva una firma digital en el formato abierto Open Badges 3.0, que otros programas saben leer, y se entrega como página, PDF, imagen y archivo.',
          'Quien lo comprueba, con el enlace, el código QR o el archivo, pone en marcha cinco controles:',
        ],
        points: [
          'La firma corresponde al contenido: no se ha cambiado ni una letra.',
          'Lo emitió esta instalación y la clave es una de las que tiene publicadas.',
          'Hoy está entre la emisión y la caducidad.',
          'No ha sido retirado.',
          'El contenido es un certificado del tipo que dice ser.',
        ],
      },
      {
        id: 'limits',
        title: 'Lo que no prometemos',
        paragraphs: [
          'Pericia no es un título oficial ni una garantía de empleo. Un certificado demuestra que una persona respondió bien, un día concreto, a preguntas aplicadas sobre unas habilidades concretas. Junto a su trabajo y una conversación, es útil. En su lugar, se queda corto.',
        ],
      },
    ],
  },
};
