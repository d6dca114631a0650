import { expect, test } from 'vitest';
import { type Change, sampleFaults } from '../testing/sample-faults';

/** The sample's certification with more at its end: the first added line is 18. */
const programWith = (...more: Array<string>): Record<string, Change> => ({
  'certifications/counting-certificate.yml': (text) => `${text}${more.join('\n')}\n`,
});
const portfolioLines = (change: (line: string) => string = (line) => line) => {
  const level = '{ title: { es: n, en: n }, descriptor: { es: d, en: d } }';
  const criterion = (id: string) =>
    `    - { id: ${id}, title: { es: c, en: c }, levels: [${level}, ${level}, ${level}] }`;
  return [
    'portfolio:',
    '  title: { es: t, en: t }',
    '  brief: { es: b, en: b }',
    '  sections:',
    '    - { id: one, title: { es: s, en: s }, instructions: { es: i, en: i }, minWords: 10, maxWords: 20 }',
    '    - { id: two, title: { es: s, en: s }, instructions: { es: i, en: i }, minWords: 10, maxWords: 20 }',
    '  links: { min: 0, max: 2, instructions: { es: l, en: l } }',
    '  rubric:',
    criterion('first'),
    criterion('second'),
    '  passPercent: 60',
    '  submissions: 2',
    '  appealDays: 7',
    '  doubleMarkPercent: 20',
  ].map(change);
};
const CERTIFICATION = 'certifications/counting-certificate.yml';

test('a certification with everything it can have has no fault', async () => {
  const renewal = [
    'renewal:',
    '  minutes: 10',
    '  passPercent: 70',
    '  draw: changes',
    '  blueprint:',
    '    - { skills: [metrics], count: 1 }',
  ];
  const more = [
    'languages: [es]',
    'design: role',
    'integrity: { secondsPerAnswer: 4 }',
    'overall: { passPercent: 65, examShare: 40 }',
  ];
  expect(await sampleFaults(programWith(...more, ...renewal, ...portfolioLines()))).toEqual([]);
});

test.each([
  ['a lab, which cannot be asked for yet', programWith('labs: [a-lab]'), `${CERTIFICATION}:18:8 lab-unknown`],
  [
    'an unknown certification before it',
    programWith('prerequisites: { programs: [cooking] }'),
    `${CERTIFICATION}:18:29 program-unknown`,
  ],
  [
    'a certification that asks for itself',
    programWith('prerequisites: { programs: [counting-certificate] }'),
    `${CERTIFICATION}:18:29 program-cycle`,
  ],
  [
    'an unknown skill before it',
    programWith('prerequisites: { skills: [cooking] }'),
    `${CERTIFICATION}:18:27 skill-unknown`,
  ],
  ['a bank of nobody', programWith('bank: cooking'), `${CERTIFICATION}:18:7 bank-unknown`],
  ['its own bank borrowed', programWith('bank: counting-certificate'), `${CERTIFICATION}:18:7 bank-unknown`],
  [
    'an overall mark of one assessment',
    programWith('overall: { passPercent: 60, examShare: 50 }'),
    `${CERTIFICATION}:18:10 overall-alone`,
  ],
  [
    'a section twice',
    programWith(...portfolioLines((line) => line.replace('id: two', 'id: one'))),
    `${CERTIFICATION}:23:13 part-repeated`,
  ],
  [
    'a criterion twice',
    programWith(...portfolioLines((line) => line.replace('id: second', 'id: first'))),
    `${CERTIFICATION}:27:13 part-repeated`,
  ],
  [
    'words that cross',
    programWith(
      ...portfolioLines((line) => (line.includes('id: two') ? line.replace('minWords: 10', 'minWords: 30') : line)),
    ),
    `${CERTIFICATION}:23:99 bounds-crossed`,
  ],
])('tells %s', async (_, changes, expected) => {
  expect(await sampleFaults(changes)).toContain(expected);
});
