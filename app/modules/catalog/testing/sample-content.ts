// A small, faultless content folder for tests, written to a temporary place; tests break it file by file.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locale } from '~/i18n/locale';
import { MIN_WORDS } from '../content/lint-lesson';

const skill = (id: string, prerequisites: ReadonlyArray<string> = []) => `- id: ${id}
  area: measurement
  title: { es: Título ${id}, en: Title ${id} }
  description: { es: Hace ${id}., en: Does ${id}. }
  prerequisites: [${prerequisites.join(', ')}]
`;

/** A lesson's text with everything that is required. `extra` goes before the sources. */
export function sampleText(locale: Locale, extra = ''): string {
  const word = locale === 'es' ? 'palabra' : 'word';
  return `---
title: ${locale === 'es' ? 'Los números' : 'The numbers'}
summary: ${locale === 'es' ? 'De qué van.' : 'What they are about.'}
objectives:
  - ${locale === 'es' ? 'Calcular un CPA' : 'Work out a CPA'}
  - ${locale === 'es' ? 'Decidir con él' : 'Decide with it'}
---

${`${word} `.repeat(MIN_WORDS)}

<Anchor id="cpa" />
## ${locale === 'es' ? 'El coste' : 'The cost'}

<Figure src="./drawing.svg" alt="${locale === 'es' ? 'Un cuadrado' : 'A square'}" />

<Check items="first-item second-item" />

<Exercise title="${locale === 'es' ? 'Calcula' : 'Work out'}" minutes={5}>

${locale === 'es' ? 'Hazlo.' : 'Do it.'}

<Solution>

12

</Solution>

</Exercise>

${extra}

<Sources>

- One author, *A work*, 2020.
- Another author, *Another work*, 2021.

</Sources>
`;
}

/** A single-choice item as YAML, indented for a list. */
export function sampleItem(
  id: string,
  { see = 'cpa', skills = ['metrics'] }: { see?: string | null; skills?: ReadonlyArray<string> } = {},
): string {
  return `  - id: ${id}
    type: single
    skills: [${skills.join(', ')}]
    difficulty: 2
${see ? `    see: ${see}\n` : ''}    stem: { es: "¿Qué dice ${id}?", en: "What does ${id} say?" }
    options:
      - { text: { es: Uno, en: One }, correct: true, reason: { es: Sí., en: "Yes, it does." } }
      - { text: { es: Dos, en: Two }, reason: { es: No es dos., en: Not two. } }
      - { text: { es: Tres, en: Three }, reason: { es: No es tres., en: Not three. } }
`;
}

export function sampleItems(...ids: ReadonlyArray<string>): string {
  return `skills: [metrics]\nminutes: 10\nitems:\n${ids.map((id) => sampleItem(id)).join('')}`;
}

const COURSE = `title: { es: Curso, en: Course }
summary: { es: Resumen., en: Summary. }
description: { es: "Uno.\\n\\nDos.", en: "One.\\n\\nTwo." }
level: foundation
audience: { es: Todos., en: Everybody. }
outcomes:
  - { es: Contar, en: Count }
  - { es: Medir, en: Measure }
  - { es: Decidir, en: Decide }
proves: { es: Sabe contar., en: Can count. }
authors: [Ana]
`;

const PROGRAM = `type: skill
version: 1
title: { es: Certificado, en: Certificate }
summary: { es: Resumen., en: Summary. }
proves: { es: Sabe contar., en: Can count. }
criteria: { es: Un examen., en: An exam. }
skills: [metrics]
course: counting
hours: 2
validMonths: 24
exam:
  minutes: 20
  passPercent: 75
  attempts: 3
  retakeAfterHours: 24
  blueprint:
    - { skills: [metrics], count: 1 }
`;

const PATH = `title: { es: Camino, en: Path }
summary: { es: Resumen., en: Summary. }
audience: { es: Todos., en: Everybody. }
courses: [counting]
certification: counting-certificate
goals:
  - { id: count, title: { es: Contar, en: Count }, skills: [metrics] }
`;

export const LESSON = 'courses/counting/01-numbers';

const FILES: Readonly<Record<string, string>> = {
  'skills.yml': skill('metrics') + skill('economics', ['metrics']),
  'paths/analyst.yml': PATH,
  'courses/counting/course.yml': COURSE,
  [`${LESSON}/index.es.mdx`]: sampleText('es'),
  [`${LESSON}/index.en.mdx`]: sampleText('en'),
  [`${LESSON}/items.yml`]: sampleItems('first-item', 'second-item'),
  [`${LESSON}/drawing.svg`]:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5"/></svg>',
  'certifications/counting-certificate.yml': PROGRAM,
  'certifications/counting-certificate.items.yml': `items:\n${sampleItem('exam-one', { see: null })}${sampleItem('exam-two', { see: null })}`,
};

export type SampleContent = {
  root: string;
  /** Replaces or adds a file; null removes it. A function gets what the sample has there. */
  write: (file: string, text: string | Uint8Array | null | ((sample: string) => string)) => void;
  remove: () => void;
};

/** Writes the sample, with `changes` to its files. Its one skill "economics" is an orphan: a warning, no error. */
export function sampleContent(changes: Readonly<Record<string, string | null>> = {}): SampleContent {
  const root = mkdtempSync(path.join(tmpdir(), 'pericia-content-'));
  const write: SampleContent['write'] = (file, text) => {
    const target = path.join(root, file);
    const content = typeof text === 'function' ? text(FILES[file]!) : text;
    if (content === null) return rmSync(target, { recursive: true, force: true });
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  };
  for (const [file, text] of Object.entries({ ...FILES, ...changes })) write(file, text);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
