// Rules of items: right answers that are right, wrong ones that are wrong, nothing asked twice.
import { type Locale, LOCALES } from '~/i18n/locale';
import { foldOption, foldText } from '../fold';
import { type FileProblem, problem, type Problem } from '../problems';
import type { ItemSource } from './schemas';

type At = (...path: Array<string | number>) => { line: number; column: number };

/** Places and ids of items already seen in the same course or bank, and of stems anywhere. */
export type SeenItems = { ids: Map<string, string>; stems: Map<string, string> };

const OPTION_COUNTS = { single: [3, 5], multiple: [4, 6] } as const;

/** Components, HTML, links, pictures and lists: not in items. */
const MARKUP = /<[A-Za-z/!]|\]\(|\]\[|^\s*(?:[-*+]|\d+[.)])\s|^#{1,6}\s|\n\s*\n/m;

type Text = { path: Array<string | number>; text: Record<Locale, string> };

function textsOf(item: ItemSource): Array<Text> {
  const texts: Array<Text> = [{ path: ['stem'], text: item.stem }];
  if (item.explanation) texts.push({ path: ['explanation'], text: item.explanation });
  const add = (list: string, rows: ReadonlyArray<Record<string, unknown>>, names: ReadonlyArray<string>) =>
    rows.forEach((row, index) =>
      names.forEach((name) => texts.push({ path: [list, index, name], text: row[name] as Text['text'] })),
    );
  if ('options' in item) add('options', item.options, ['text', 'reason']);
  if ('sequence' in item) add('sequence', item.sequence, ['text', 'reason']);
  if ('pairs' in item) add('pairs', item.pairs, ['left', 'right', 'reason']);
  if ('mistakes' in item) add('mistakes', item.mistakes, ['reason']);
  if ('reason' in item) texts.push({ path: ['reason'], text: item.reason });
  return texts;
}

/** Indexes of the first two rows that say the same in a language, or null. */
function findTwins(rows: ReadonlyArray<Record<Locale, string>>, locale: Locale): [number, number] | null {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const key = foldOption(row[locale]);
    const first = seen.get(key);
    if (first !== undefined) return [first, index];
    seen.set(key, index);
  }
  return null;
}

function checkChoices(item: Extract<ItemSource, { type: 'single' | 'multiple' }>, at: At): Array<Problem> {
  const problems: Array<Problem> = [];
  const { options, type } = item;
  const [min, max] = OPTION_COUNTS[type];
  const correct = options.filter((option) => option.correct).length;
  if (options.length < min || options.length > max)
    problems.push(problem(at('options'), 'item-option-count', { count: options.length, type, min, max }));
  if (type === 'single' ? correct !== 1 : correct < 1)
    problems.push(problem(at('options'), 'item-correct-count', { count: correct }));
  for (const language of LOCALES) {
    const twins = findTwins(
      options.map(({ text }) => text),
      language,
    );
    if (!twins) continue;
    const mixed = Boolean(options[twins[0]]!.correct) !== Boolean(options[twins[1]]!.correct);
    const rule = mixed ? 'item-distractor-is-answer' : 'item-option-repeated';
    problems.push(problem(at('options', twins[1], 'text', language), rule, { language }));
  }
  return problems;
}

function checkRows(
  rows: ReadonlyArray<Record<Locale, string>>,
  at: (index: number, language: Locale) => ReturnType<At>,
): Array<Problem> {
  return LOCALES.flatMap((language) => {
    const twins = findTwins(rows, language);
    return twins ? [problem(at(twins[1], language), 'item-option-repeated', { language })] : [];
  });
}

function checkMistakes(item: ItemSource, at: At): Array<Problem> {
  if (item.type === 'numeric') {
    return item.mistakes.flatMap(({ value, tolerance }, index) =>
      Math.abs(value - item.answer) <= item.tolerance + tolerance
        ? [problem(at('mistakes', index, 'value'), 'item-mistake-is-answer', { value })]
        : [],
    );
  }
  if (item.type !== 'short') return [];
  const right = new Set(LOCALES.flatMap((language) => item.accepted[language].map(foldText)));
  return item.mistakes.flatMap(({ text }, index) =>
    LOCALES.flatMap((language) =>
      text[language].flatMap((value, position) =>
        right.has(foldText(value))
          ? [problem(at('mistakes', index, 'text', language, position), 'item-mistake-is-answer', { value })]
          : [],
      ),
    ),
  );
}

/** The faults of one item in itself. */
export function checkItem(item: ItemSource, at: At): Array<Problem> {
  const problems = textsOf(item).flatMap(({ path, text }) =>
    LOCALES.filter((language) => MARKUP.test(text[language])).map((language) =>
      problem(at(...path, language), 'item-markup'),
    ),
  );
  if (item.type === 'single' || item.type === 'multiple') problems.push(...checkChoices(item, at));
  if (item.type === 'order')
    problems.push(
      ...checkRows(
        item.sequence.map(({ text }) => text),
        (index, language) => at('sequence', index, 'text', language),
      ),
    );
  if (item.type === 'match') {
    for (const side of ['left', 'right'] as const) {
      problems.push(
        ...checkRows(
          item.pairs.map((pair) => pair[side]),
          (index, language) => at('pairs', index, side, language),
        ),
      );
    }
  }
  problems.push(...checkMistakes(item, at));
  return problems;
}

/** The faults of a file's items, alone and against those `seen` before; adds them to `seen`. */
export function checkItems(
  file: string,
  items: ReadonlyArray<ItemSource>,
  at: At,
  skills: ReadonlySet<string> | null,
  seen: SeenItems,
): Array<FileProblem> {
  const problems: Array<Problem> = [];
  items.forEach((item, index) => {
    const here: At = (...path) => at('items', index, ...path);
    const other = seen.ids.get(item.id);
    if (other) problems.push(problem(here('id'), 'item-repeated', { item: item.id, other }));
    seen.ids.set(item.id, file);
    for (const language of LOCALES) {
      const stem = `${language}:${foldText(item.stem[language])}`;
      const same = seen.stems.get(stem);
      if (same) problems.push(problem(here('stem', language), 'item-stem-repeated', { item: item.id, other: same }));
      seen.stems.set(stem, item.id);
    }
    item.skills.forEach((skill, position) => {
      if (skills && !skills.has(skill)) problems.push(problem(here('skills', position), 'skill-unknown', { skill }));
      if (item.skills.indexOf(skill) !== position)
        problems.push(problem(here('skills', position), 'skill-repeated-here', { skill }));
    });
    problems.push(...checkItem(item, here));
  });
  return problems.map((found) => ({ ...found, file }));
}
