// "I don't know" as an answer: the right answer and every reason, with nothing chosen. Pure; reads keys, so server only.
import type { Feedback } from '../catalog/catalog';
import type { ItemKey } from '../catalog/catalog.server';
import type { Localized } from '~/i18n/locale';

/** What is shown to somebody who said that they do not know: not right, no points, all the reasons. */
export function unknownFeedback(key: ItemKey, unit: Localized | null): Feedback {
  const base = { correct: false, score: 0, explanation: key.explanation, reason: null };
  switch (key.type) {
    case 'single':
    case 'multiple':
      return {
        ...base,
        options: Object.keys(key.reasons).map((optionId) => ({
          optionId,
          chosen: false,
          correct: key.correct.includes(optionId),
          reason: key.reasons[optionId] ?? null,
        })),
        solution: { type: 'options', optionIds: key.correct },
      };
    case 'order':
      return {
        ...base,
        options: key.order.map((optionId) => ({
          optionId,
          chosen: false,
          correct: false,
          reason: key.reasons[optionId] ?? null,
        })),
        solution: { type: 'order', order: key.order },
      };
    case 'match':
      return {
        ...base,
        options: key.pairs.map(({ left }) => ({
          optionId: left,
          chosen: false,
          correct: false,
          reason: key.reasons[left] ?? null,
        })),
        solution: { type: 'match', pairs: key.pairs },
      };
    case 'numeric':
      return { ...base, options: [], solution: { type: 'numeric', value: key.answer, tolerance: key.tolerance, unit } };
    case 'short':
      return {
        ...base,
        options: [],
        solution: { type: 'short', text: { es: key.accepted.es[0] ?? '', en: key.accepted.en[0] ?? '' } },
      };
  }
}
