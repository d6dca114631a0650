// Situations in which a question is asked: each has a weight of its own in a shared table, some in the item's or the skill's table too.

/** The latest answers as a number: all patterns of at most four (31) or six (127) answers, the empty one first. */
export const PATTERNS = 31;
const LONG_PATTERNS = 127;
const FOUR = 4;
const SIX = 6;

/** Where each kind of situation lies in the shared table. */
export const CONTEXT = {
  /** Last four answers in the skill; then the last six. */
  pattern: 0,
  longPattern: PATTERNS,
  /** Powers of two of right × wrong answers in the skill, 8 × 8. */
  counts: PATTERNS + LONG_PATTERNS,
  /** Last four answers of the learner in any skill × link to the previous question. */
  stream: 222,
  /** Seconds since the learner's previous answer, powers of two × link × its outcome. */
  pause: 346,
  /** Item met before: its last four answers; powers of two of answers since × last; tries × met just now × last. */
  memory: 474,
  memoryAge: 505,
  memoryTries: 537,
} as const;
/** Length of the shared table. */
export const CONTEXTS = 601;

/** In a skill's own table: the last four answers in it, then how many there were, at most 15. */
export const SKILL_POSITION = PATTERNS;
const POSITIONS = 16;
export const SKILL_CONTEXTS = PATTERNS + POSITIONS;

/** In an item's own table: its last four answers by this learner, then link × outcome of the previous question. */
export const ITEM_MEMORY = 0;
export const ITEM_STREAM = PATTERNS;
export const ITEM_CONTEXTS = PATTERNS + 8;
/** An item has a table of its own from this many answers on: before, it would say nothing. */
export const ITEM_CONTEXTS_FROM = 4;

/** Index of the last `length` answers, newest lowest, among all patterns of at most that many. */
function patternOf(history: number, length: number): number {
  const bits = (1 << length) - 1;
  return bits + (history & bits);
}

export function pattern(history: number, count: number): number {
  return patternOf(history, count < FOUR ? count : FOUR);
}

export function longPattern(history: number, count: number): number {
  return CONTEXT.longPattern + patternOf(history, count < SIX ? count : SIX);
}

/** ⌊log₂(1 + n)⌋, at most `most`. */
function power(n: number, most: number): number {
  const p = 31 - Math.clz32(1 + n);
  return p < most ? p : most;
}

/** Where the sequences of a skill are the same for all, the n-th question is the same question. */
export function positionContext(answers: number): number {
  return SKILL_POSITION + (answers < POSITIONS ? answers : POSITIONS - 1);
}

export function countsContext(successes: number, failures: number): number {
  return CONTEXT.counts + power(successes, 7) * 8 + power(failures, 7);
}

/** `link`: 0 another skill than the previous question, 1 the same skill, 3 the same item (2 the same item under another skill). */
export function streamContext(history: number, count: number, link: number): number {
  return CONTEXT.stream + pattern(history, count) * 4 + link;
}

export function pauseContext(seconds: number, link: number, last: number): number {
  return CONTEXT.pause + (power(seconds, 15) * 4 + link) * 2 + last;
}

export function memoryAgeContext(age: number, last: number): number {
  return CONTEXT.memoryAge + power(age, 15) * 2 + last;
}

export function memoryTriesContext(tries: number, justNow: boolean, last: number): number {
  return CONTEXT.memoryTries + tries * 4 + (justNow ? 2 : 0) + last;
}

/**
 * What is remembered of a learner and one item, in 22 bits: tries (4, they stop at 15), last four answers (4, newest
 * lowest), and the learner's number of answers at the last try (14, counted modulo 16,384). 0 is an item never met.
 */
export type ItemMemory = { readonly tries: number; readonly history: number; readonly turn: number };
export const MEMORY_BITS = 22;
const TRIES_MAX = 15;
const TURN_MASK = 0x3fff;

export function packMemory({ tries, history, turn }: ItemMemory): number {
  return (Math.min(TRIES_MAX, tries) << 18) | ((history & 0xf) << 14) | (turn & TURN_MASK);
}

export function unpackMemory(word: number): ItemMemory {
  return { tries: (word >>> 18) & TRIES_MAX, history: (word >>> 14) & 0xf, turn: word & TURN_MASK };
}

/** The memory after another try, the learner having given `turn` answers with this one. */
export function rememberedAfter(word: number, correct: boolean, turn: number): number {
  const tries = (word >>> 18) & TRIES_MAX;
  const history = (((word >>> 14) << 1) | (correct ? 1 : 0)) & 0xf;
  return ((tries < TRIES_MAX ? tries + 1 : TRIES_MAX) << 18) | (history << 14) | (turn & TURN_MASK);
}

/** The learner's answers since the remembered try. */
export function memoryAge(word: number, turn: number): number {
  return (turn - word) & TURN_MASK;
}
