// A library wide enough to measure on: many small lessons in courses of one path, each teaching one skill of a prerequisite graph.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MIN_WORDS } from '../app/modules/catalog/content/lint-lesson';

export type Width = { courses: number; lessonsPerCourse: number };

const ITEMS_PER_LESSON = 2;
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5"/></svg>';

function lessonText(es: boolean, n: number): string {
  return `---
title: ${es ? `Lección ${n}` : `Lesson ${n}`}
summary: ${es ? 'De qué va.' : 'What it is about.'}
objectives:
  - ${es ? 'Calcular un CPA' : 'Work out a CPA'}
  - ${es ? 'Decidir con él' : 'Decide with it'}
---

${`${es ? 'palabra' : 'word'} `.repeat(MIN_WORDS)}

<Anchor id="cpa" />
## ${es ? 'El coste' : 'The cost'}

<Figure src="./drawing.svg" alt="${es ? 'Un cuadrado' : 'A square'}" />

<Check items="l${n}-a l${n}-b" />

<Exercise title="${es ? 'Calcula' : 'Work out'}" minutes={5}>

${es ? 'Hazlo.' : 'Do it.'}

<Solution>

12

</Solution>

</Exercise>

<Sources>

- One author, *A work*, 2020.
- Another author, *Another work*, 2021.

</Sources>
`;
}

function itemText(id: string, skill: string): string {
  return `  - id: ${id}
    type: single
    skills: [${skill}]
    difficulty: ${1 + (id.length % 5)}
    see: cpa
    stem: { es: "¿Qué dice ${id}?", en: "What does ${id} say?" }
    options:
      - { text: { es: Uno, en: One }, correct: true, reason: { es: Sí., en: "Yes, it does." } }
      - { text: { es: Dos, en: Two }, reason: { es: No es dos., en: Not two. } }
      - { text: { es: Tres, en: Three }, reason: { es: No es tres., en: Not three. } }
`;
}

/** Writes the library into a temporary folder. Lesson n teaches skill n, which stands on up to two earlier ones. */
export function writeWideLibrary({ courses, lessonsPerCourse }: Width): { root: string; remove: () => void } {
  const root = mkdtempSync(path.join(tmpdir(), 'pericia-wide-'));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const both = (es: string, en: string) => `{ es: "${es}", en: "${en}" }`;
  const skills: Array<string> = [];
  for (let course = 0; course < courses; course++) {
    const folder = `courses/course-${course}`;
    write(
      `${folder}/course.yml`,
      `title: ${both(`Curso ${course}`, `Course ${course}`)}
summary: ${both('Resumen.', 'Summary.')}
description: ${both('Uno.\\n\\nDos.', 'One.\\n\\nTwo.')}
level: foundation
audience: ${both('Todos.', 'Everybody.')}
outcomes:
  - ${both('Contar', 'Count')}
  - ${both('Medir', 'Measure')}
  - ${both('Decidir', 'Decide')}
proves: ${both('Sabe contar.', 'Can count.')}
authors: [Ana]
`,
    );
    for (let lesson = 0; lesson < lessonsPerCourse; lesson++) {
      const n = course * lessonsPerCourse + lesson;
      const before = [n - 7, n - 13].filter((k) => k >= 0).map((k) => `skill-${k}`);
      skills.push(`- id: skill-${n}
  area: measurement
  title: ${both(`Habilidad ${n}`, `Skill ${n}`)}
  description: ${both('Hace algo.', 'Does something.')}
  prerequisites: [${before.join(', ')}]
`);
      const place = `${folder}/${String(lesson + 1).padStart(2, '0')}-lesson-${n}`;
      write(`${place}/index.es.mdx`, lessonText(true, n));
      write(`${place}/index.en.mdx`, lessonText(false, n));
      write(`${place}/drawing.svg`, DRAWING);
      const items = ['a', 'b'].slice(0, ITEMS_PER_LESSON).map((letter) => itemText(`l${n}-${letter}`, `skill-${n}`));
      write(`${place}/items.yml`, `skills: [skill-${n}]\nminutes: 10\nitems:\n${items.join('')}`);
    }
  }
  write('skills.yml', skills.join(''));
  const goal = [courses * lessonsPerCourse - 1, Math.floor((courses * lessonsPerCourse) / 2)];
  write(
    'paths/wide.yml',
    `title: ${both('Camino', 'Path')}
summary: ${both('Resumen.', 'Summary.')}
audience: ${both('Todos.', 'Everybody.')}
courses: [${Array.from({ length: courses }, (_, course) => `course-${course}`).join(', ')}]
goals:
  - { id: far, title: ${both('Lejos', 'Far')}, skills: [${goal.map((n) => `skill-${n}`).join(', ')}] }
`,
  );
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
