// A mastery state's sign: the same everywhere.
import type { MasteryState } from '~/modules/learning/learning';
import type { StateKind } from '~/ui/kit/badge';

export const MASTERY_SIGN: Record<MasteryState, StateKind> = {
  'not-started': 'idle',
  learning: 'active',
  provisional: 'pending',
  mastered: 'done',
  'needs-review': 'attention',
};

/** From the firmest down. */
export const MASTERY_ORDER: ReadonlyArray<MasteryState> = [
  'mastered',
  'provisional',
  'needs-review',
  'learning',
  'not-started',
];
