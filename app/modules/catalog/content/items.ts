// An item of the content folder as it is stored: what may be shown (prompt) apart from what may not (key).
import { createHash } from 'node:crypto';
import { type Locale, LOCALES, type Localized } from '~/i18n/locale';
import type { ItemPrompt, PromptOption } from '../catalog';
import type { ItemKey } from '../grading';
import type { ItemSource } from './schemas';

type Distribute<T> = T extends unknown
  ? Omit<T, 'id' | 'itemId' | 'ownerId' | 'use' | 'skills' | 'difficulty' | 'see'>
  : never;
/** The columns `prompt` and `key` of an item version. */
export type StoredPrompt = Distribute<ItemPrompt>;
export type StoredItem = {
  itemId: string;
  type: ItemSource['type'];
  skills: Array<string>;
  difficulty: number;
  see: string | null;
  prompt: StoredPrompt;
  key: ItemKey;
  /** SHA-256 over all of the above. */
  hash: string;
};

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Ids of options: a hash of the item's id, the option's role and its texts. Its place in the file is left out, because in an
 * order or a match the place is the answer; texts within an item differ, so ids do.
 */
function optionId(itemId: string, role: string, text: Localized): string {
  return sha256Hex([itemId, role, ...LOCALES.map((locale) => text[locale])].join('\u0000')).slice(0, 10);
}

/** By id: an order that says nothing about the author's. */
function inNeutralOrder(options: Array<PromptOption>): Array<PromptOption> {
  return options.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function split(item: ItemSource): { prompt: StoredPrompt; key: ItemKey } {
  const { stem } = item;
  const explanation = item.explanation ?? null;
  switch (item.type) {
    case 'single':
    case 'multiple': {
      const options = item.options.map((option) => ({ ...option, id: optionId(item.id, 'option', option.text) }));
      return {
        prompt: { type: item.type, stem, options: inNeutralOrder(options.map(({ id, text }) => ({ id, text }))) },
        key: {
          type: item.type,
          correct: options.filter(({ correct }) => correct).map(({ id }) => id),
          reasons: Object.fromEntries(options.map(({ id, reason }) => [id, reason])),
          explanation,
        },
      };
    }
    case 'order': {
      const elements = item.sequence.map((element) => ({ ...element, id: optionId(item.id, 'element', element.text) }));
      return {
        prompt: { type: 'order', stem, elements: inNeutralOrder(elements.map(({ id, text }) => ({ id, text }))) },
        key: {
          type: 'order',
          order: elements.map(({ id }) => id),
          reasons: Object.fromEntries(elements.map(({ id, reason }) => [id, reason])),
          explanation,
        },
      };
    }
    case 'match': {
      const pairs = item.pairs.map((pair) => ({
        ...pair,
        leftId: optionId(item.id, 'left', pair.left),
        rightId: optionId(item.id, 'right', pair.right),
      }));
      return {
        prompt: {
          type: 'match',
          stem,
          lefts: pairs.map(({ leftId, left }) => ({ id: leftId, text: left })),
          rights: inNeutralOrder(pairs.map(({ rightId, right }) => ({ id: rightId, text: right }))),
        },
        key: {
          type: 'match',
          pairs: pairs.map(({ leftId, rightId }) => ({ left: leftId, right: rightId })),
          reasons: Object.fromEntries(pairs.map(({ leftId, reason }) => [leftId, reason])),
          explanation,
        },
      };
    }
    case 'numeric': {
      const { answer, tolerance, reason, mistakes } = item;
      return {
        prompt: { type: 'numeric', stem, unit: item.unit ?? null },
        key: { type: 'numeric', answer, tolerance, reason, mistakes, explanation },
      };
    }
    case 'short': {
      const { accepted, reason, mistakes } = item;
      return { prompt: { type: 'short', stem }, key: { type: 'short', accepted, reason, mistakes, explanation } };
    }
  }
}

/** An item ready to be stored. The same source gives the same hash. */
export function toStoredItem(item: ItemSource): StoredItem {
  const meta = {
    itemId: item.id,
    type: item.type,
    skills: item.skills,
    difficulty: item.difficulty,
    see: item.see ?? null,
  };
  const parts = { ...meta, ...split(item) };
  return { ...parts, hash: sha256Hex(JSON.stringify(parts)) };
}

export type LessonParts = {
  texts: Record<Locale, { source: string }>;
  skills: ReadonlyArray<string>;
  minutes: number;
  items: ReadonlyArray<StoredItem>;
  pictures: ReadonlyArray<{ src: string; hash: string }>;
};

/** What makes a lesson's version: texts, skills, minutes, items and pictures, and the form of the tree made of them. */
export function lessonHash({ texts, skills, minutes, items, pictures }: LessonParts, treeFormat: number): string {
  return sha256Hex(
    JSON.stringify([
      treeFormat,
      LOCALES.map((locale) => texts[locale].source),
      skills,
      minutes,
      items.map(({ hash }) => hash),
      pictures.map(({ src, hash }) => [src, hash]).sort(),
    ]),
  );
}
