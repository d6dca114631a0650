// The words of the experiment's report: what is compared, what may be said, and what not yet.
import { defineMessages } from './messages';

export const experimentReportMessages = defineMessages('experimentReport', {
  en: {
    title: 'Does adapting help?',
    lead: 'Of the people who agreed to take part, a share drawn by lot learns in the author’s order; the others get the adaptive path. Nobody’s marks depend on it. This compares how long both take to master their goal, and what is left 14 days later.',
    reckoned: 'Reckoned {{at}}. {{share}} of the participants are drawn for the author’s order.',
    none: 'Nothing reckoned yet',
    noneText: 'The report is made every night, once people have agreed to take part in their account settings.',
    ratioOk: 'The groups are as large as the draw says ({{observed}} against {{expected}}).',
    ratioBad:
      'The groups are not as large as the draw says ({{observed}} against {{expected}}, p = {{p}}). Something is wrong with the assignment: read nothing into the figures.',
    groups: 'The groups',
    arm: 'Group',
    adaptive: 'Adaptive path',
    'author-order': 'Author’s order',
    people: 'People',
    mastered: 'Reached their goal',
    median: 'Median minutes to it',
    minutes: '{{minutes}} min',
    notHalf: 'less than half so far',
    time: 'Time to mastery',
    timeKnown:
      'Within the first {{horizon}} minutes, the adaptive group takes {{difference}} minutes on average against the author’s order (95 %: {{low}} to {{high}}), that is {{ratio}} of its time ({{ratioLow}} to {{ratioHigh}}).',
    faster: 'The interval leaves out “no difference”: adapting is faster here.',
    slower: 'The interval leaves out “no difference”: adapting is slower here.',
    unclear: 'The interval holds “no difference”: nothing can be claimed yet.',
    retention: 'What is left after 14 days',
    retentionKnown:
      '{{adaptive}} of the adaptive group kept what they had won, {{author}} of the other: a difference of {{difference}} points (95 %: {{low}} to {{high}}).',
    tooFew:
      'Not enough yet: {{have}} of the {{needed}} people that the smaller group needs. Saying more would be guessing.',
  },
  es: {
    title: '¿Sirve adaptarse?',
    lead: 'Entre quienes aceptaron participar, una parte sorteada aprende en el orden de la autora o el autor; el resto sigue el camino adaptativo. A nadie le cambia la nota. Aquí se compara cuánto tarda cada grupo en dominar su objetivo y qué queda 14 días después.',
    reckoned: 'Calculado {{at}}. Al {{share}} de quienes participan le toca el orden del curso.',
    none: 'Aún no hay cálculo',
    noneText: 'El informe se hace cada noche, cuando haya personas que acepten participar en los ajustes de su cuenta.',
    ratioOk: 'Los grupos tienen el tamaño que dice el sorteo ({{observed}} frente a {{expected}}).',
    ratioBad:
      'Los grupos no tienen el tamaño que dice el sorteo ({{observed}} frente a {{expected}}, p = {{p}}). Algo falla en el reparto: no saques conclusiones.',
    groups: 'Los grupos',
    arm: 'Grupo',
    adaptive: 'Camino adaptativo',
    'author-order': 'Orden del curso',
    people: 'Personas',
    mastered: 'Han alcanzado su objetivo',
    median: 'Mediana de minutos hasta él',
    minutes: '{{minutes}} min',
    notHalf: 'menos de la mitad por ahora',
    time: 'Tiempo hasta dominar',
    timeKnown:
      'En los primeros {{horizon}} minutos, el grupo adaptativo tarda de media {{difference}} minutos respecto al orden del curso (95 %: de {{low}} a {{high}}), es decir, {{ratio}} de su tiempo (de {{ratioLow}} a {{ratioHigh}}).',
    faster: 'El intervalo deja fuera «sin diferencia»: aquí adaptarse es más rápido.',
    slower: 'El intervalo deja fuera «sin diferencia»: aquí adaptarse es más lento.',
    unclear: 'El intervalo incluye «sin diferencia»: todavía no se puede afirmar nada.',
    retention: 'Qué queda a los 14 días',
    retentionKnown:
      'El {{adaptive}} del grupo adaptativo conservó lo ganado y el {{author}} del otro: una diferencia de {{difference}} puntos (95 %: de {{low}} a {{high}}).',
    tooFew: 'Aún no basta: {{have}} de las {{needed}} personas que necesita el grupo menor. Decir más sería adivinar.',
  },
});
