// Rounds of practice: which questions, in which order, and where to go on. Pure; the same on every device.
import { isFirstAttempt } from './engine/model';
import type { DotState, RoundMode } from './learning';

/** Questions of a review: its first answer moves the date, a second one makes sure. More would crowd out what is new. */
export const REVIEW_ITEMS = 2;
/** Questions of a round over a whole lesson once it is done. */
export const PRACTICE_ITEMS = 5;

/** What is known of a person and an item. `item` is the author's id. */
export type ItemHistory = {
  tries: number;
  firstRight: boolean;
  firstAtMs: number;
  rightAtMs: number | null;
  lastRight: boolean;
  lastAtMs: number;
};

/** An item of the lesson as its version holds it. */
export type RoundItem = { itemVersionId: string; itemId: string; skills: ReadonlyArray<string> };

export type GivenAnswer = { itemId: string; correct: boolean; atMs: number };

/** `since` is when the round began, milliseconds; 0 for the lesson's own round, which ends when all are answered. */
export type Round = { mode: RoundMode; skill: string | null; since: number };

/** Histories by item from answers in any order. */
export function historiesOf(answers: ReadonlyArray<GivenAnswer>): Map<string, ItemHistory> {
  const histories = new Map<string, ItemHistory>();
  for (const { itemId, correct, atMs } of [...answers].sort((left, right) => left.atMs - right.atMs)) {
    const known = histories.get(itemId);
    if (!known) {
      histories.set(itemId, {
        tries: 1,
        firstRight: correct,
        firstAtMs: atMs,
        rightAtMs: correct ? atMs : null,
        lastRight: correct,
        lastAtMs: atMs,
      });
    } else {
      known.tries++;
      known.rightAtMs ??= correct ? atMs : null;
      known.lastRight = correct;
      known.lastAtMs = atMs;
    }
  }
  return histories;
}

/**
 * The questions of a round. `lesson`: all, in the author's order. `again`: those whose last answer before the round was
 * wrong. `review`: a few of the skill, or of the whole lesson, first those whose answer counts again, the longest unseen first.
 */
export function roundItems(
  items: ReadonlyArray<RoundItem>,
  answers: ReadonlyArray<GivenAnswer>,
  round: Round,
): Array<RoundItem> {
  if (round.mode === 'lesson') return [...items];
  const before = historiesOf(answers.filter(({ atMs }) => atMs < round.since));
  if (round.mode === 'again') return items.filter(({ itemId }) => before.get(itemId)?.lastRight === false);
  const lastAt = (item: RoundItem) => before.get(item.itemId)?.lastAtMs ?? null;
  const counts = (item: RoundItem) => {
    const at = lastAt(item);
    return isFirstAttempt(at === null ? null : at / 1000, round.since / 1000);
  };
  return items
    .filter(({ skills }) => round.skill === null || skills.includes(round.skill))
    .sort((left, right) => Number(counts(right)) - Number(counts(left)) || (lastAt(left) ?? 0) - (lastAt(right) ?? 0))
    .slice(0, round.skill === null ? PRACTICE_ITEMS : REVIEW_ITEMS);
}

/** How each question of the round stands: by the first answer within the round. */
export function roundStates(
  items: ReadonlyArray<RoundItem>,
  answers: ReadonlyArray<GivenAnswer>,
  round: Round,
): Array<DotState> {
  const within = historiesOf(answers.filter(({ atMs }) => atMs >= round.since));
  return items.map(({ itemId }): DotState => {
    const history = within.get(itemId);
    return !history ? 'open' : history.firstRight ? 'right' : 'wrong';
  });
}

/** Position of the next open question after `from`, then from the start; null when none is left. `from` is −1 to begin. */
export function nextOpen(states: ReadonlyArray<DotState>, from: number): number | null {
  for (let step = 1; step <= states.length; step++) {
    const position = (from + step) % states.length;
    if (states[position] === 'open' && position !== from) return position;
  }
  return null;
}

/** The round in a URL's query; anything unreadable is the lesson's own round. `null` when a round has no beginning yet. */
export function parseRound(search: URLSearchParams): Round | null {
  const mode = search.get('mode');
  if (mode !== 'again' && mode !== 'review') return { mode: 'lesson', skill: null, since: 0 };
  const since = Number(search.get('since') ?? '');
  if (!Number.isSafeInteger(since) || since <= 0) return null;
  const skill = search.get('skill');
  return { mode, skill: mode === 'review' && skill && /^[a-z0-9-]{1,80}$/.test(skill) ? skill : null, since };
}

/** The round in a URL's query, beginning now when it has not begun. */
export function beginRound(search: URLSearchParams, nowMs: number): Round {
  const begun = new URLSearchParams(search);
  begun.set('since', String(nowMs));
  return parseRound(search) ?? parseRound(begun)!;
}

/** The round as a query string with its "?", "" for the lesson's own. */
export function roundSearch({ mode, skill, since }: Round): string {
  if (mode === 'lesson') return '';
  return `?mode=${mode}${skill ? `&skill=${skill}` : ''}&since=${since}`;
}
