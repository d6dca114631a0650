// What the engine remembers of a learner and of a learner's skill: the shapes, their 32-bit words and their bytes. No rules.

/** Raised when the meaning of a word changes. Older bytes are refused, and the state is folded again from the answers. */
export const STATE_VERSION = 2;

/** 32-bit words of a learner record: 32 bytes. */
export const LEARNER_WORDS = 8;
/** 32-bit words of a learner-skill record: 64 bytes, review included. */
export const SKILL_WORDS = 16;

/** Two views of one buffer: numbers as float32, counts and times as uint32. */
export type Words = { f32: Float32Array; u32: Uint32Array };

/** When a skill has to be seen again. Stability in days (interval at 90 % recall), difficulty 1–10; times in epoch seconds. */
export type ReviewState = {
  stabilityDays: number;
  difficulty: number;
  lastAtSeconds: number;
  dueAtSeconds: number;
  reviews: number;
  lapses: number;
};

/** What is believed of one person over all skills. Numbers are exact in float32. */
export type LearnerState = {
  /** General ability, logits; 0 is the average learner. */
  mean: number;
  /** Variance of `mean`, logits². */
  variance: number;
  /** Moving averages of (right or wrong) − (probability before), −1 to 1; memories of about 5 and 20 answers. */
  residualFast: number;
  residualSlow: number;
  /** First-attempt answers, right and wrong. */
  successes: number;
  failures: number;
  /** The latest eight answers in any skill as bits, newest lowest, 1 right. */
  recent: number;
  /** Epoch seconds of the latest first-attempt answer; null before any. */
  lastAtSeconds: number | null;
  /** The parameters under which the state was folded (`ModelParameters.snapshot`), 0 to 65,535. */
  snapshot: number;
};

/** What is believed of one person and one skill. Numbers are exact in float32. */
export type SkillState = {
  /** How far this skill lies above the person's general ability, logits. */
  mean: number;
  variance: number;
  /** Moving averages of (right or wrong) − ½, −½ to ½; memories of about 4 and 10 answers; 0 before any. */
  averageFast: number;
  averageSlow: number;
  /** First-attempt answers, right and wrong; they stop counting at 65,535. */
  successes: number;
  failures: number;
  /** The latest answers as bits, newest lowest, 1 right; `recentCount` of them (0–8) are real. */
  recent: number;
  recentCount: number;
  /** Lessons of this skill opened or read (0–255) and when the latest was; null before any. */
  lessons: number;
  lessonAtSeconds: number | null;
  lastAtSeconds: number | null;
  /** The learner's number of answers with the latest one in this skill, modulo 2²⁴; 0 before any. */
  lastTurn: number;
  /** Placement says that the person has this skill; it stands until an answer contradicts it. */
  credited: boolean;
  /** When the skill was last won; null when it never was, or was lost for good. */
  masteredAtSeconds: number | null;
  /** When it was shown again a day later, or passed in an exam; null while it was not. */
  confirmedAtSeconds: number | null;
  review: ReviewState | null;
};

const MAX_U32 = 0xffffffff;
const MAX_U16 = 0xffff;
const MAX_U24 = 0xffffff;
const CREDITED = 1;
const MASTERED = 2;
const CONFIRMED = 4;

/**
 * Words of a record, by position. A skill's recent answers, their number, its lessons and its flags share word 5; the
 * lowest byte of word 7 is the version, above it lie the learner's recent answers and snapshot, or the skill's last turn.
 */
export const WORD = {
  mean: 0,
  variance: 1,
  fast: 2,
  slow: 3,
  learner: { successes: 4, failures: 5, lastAt: 6, version: 7 },
  skill: { counts: 4, recent: 5, lastAt: 6, version: 7, masteredAt: 8, confirmedAt: 9, review: 10, lessonAt: 15 },
} as const;

/** The words of a skill that answers move; those after them belong to mastery, review and lessons. */
export const MOVING_SKILL_WORDS = 8;

export function createWords(count: number): Words {
  const buffer = new ArrayBuffer(count * 4);
  return { f32: new Float32Array(buffer), u32: new Uint32Array(buffer) };
}

/** Epoch seconds as the whole number that a word holds: 0 to 2³²−1 (the year 2106). */
export function toWordSeconds(seconds: number): number {
  return seconds > 0 ? Math.min(MAX_U32, Math.floor(seconds)) : 0;
}

/** A person of whom nothing is known. `variance` is the prior's. */
export function emptyLearnerState(variance: number, snapshot = 0): LearnerState {
  return {
    mean: 0,
    variance: Math.fround(variance),
    residualFast: 0,
    residualSlow: 0,
    successes: 0,
    failures: 0,
    recent: 0,
    lastAtSeconds: null,
    snapshot,
  };
}

/** A skill of which nothing is known yet. `variance` is the prior's. */
export function emptySkillState(variance: number): SkillState {
  return {
    mean: 0,
    variance: Math.fround(variance),
    averageFast: 0,
    averageSlow: 0,
    successes: 0,
    failures: 0,
    recent: 0,
    recentCount: 0,
    lessons: 0,
    lessonAtSeconds: null,
    lastAtSeconds: null,
    lastTurn: 0,
    credited: false,
    masteredAtSeconds: null,
    confirmedAtSeconds: null,
    review: null,
  };
}

export function writeLearner(words: Words, at: number, state: LearnerState): void {
  const { f32, u32 } = words;
  f32[at + WORD.mean] = state.mean;
  f32[at + WORD.variance] = state.variance;
  f32[at + WORD.fast] = state.residualFast;
  f32[at + WORD.slow] = state.residualSlow;
  u32[at + WORD.learner.successes] = Math.min(MAX_U32, state.successes);
  u32[at + WORD.learner.failures] = Math.min(MAX_U32, state.failures);
  u32[at + WORD.learner.lastAt] = toWordSeconds(state.lastAtSeconds ?? 0);
  u32[at + WORD.learner.version] = ((state.snapshot & MAX_U16) << 16) | ((state.recent & 0xff) << 8) | STATE_VERSION;
}

export function readLearner(words: Words, at: number): LearnerState {
  const { f32, u32 } = words;
  const successes = u32[at + WORD.learner.successes]!;
  const failures = u32[at + WORD.learner.failures]!;
  return {
    mean: f32[at + WORD.mean]!,
    variance: f32[at + WORD.variance]!,
    residualFast: f32[at + WORD.fast]!,
    residualSlow: f32[at + WORD.slow]!,
    successes,
    failures,
    recent: (u32[at + WORD.learner.version]! >>> 8) & 0xff,
    lastAtSeconds: successes + failures > 0 ? u32[at + WORD.learner.lastAt]! : null,
    snapshot: u32[at + WORD.learner.version]! >>> 16,
  };
}

export function writeSkill(words: Words, at: number, state: SkillState): void {
  const { f32, u32 } = words;
  const word = WORD.skill;
  const review = state.review;
  const flags =
    (state.credited ? CREDITED : 0) |
    (state.masteredAtSeconds === null ? 0 : MASTERED) |
    (state.confirmedAtSeconds === null ? 0 : CONFIRMED);
  f32[at + WORD.mean] = state.mean;
  f32[at + WORD.variance] = state.variance;
  f32[at + WORD.fast] = state.averageFast;
  f32[at + WORD.slow] = state.averageSlow;
  u32[at + word.counts] = Math.min(MAX_U16, state.successes) | (Math.min(MAX_U16, state.failures) << 16);
  u32[at + word.recent] =
    (state.recent & 0xff) | (state.recentCount << 8) | (Math.min(255, state.lessons) << 16) | (flags << 24);
  u32[at + word.lastAt] = toWordSeconds(state.lastAtSeconds ?? 0);
  u32[at + word.lessonAt] = toWordSeconds(state.lessonAtSeconds ?? 0);
  u32[at + word.masteredAt] = toWordSeconds(state.masteredAtSeconds ?? 0);
  u32[at + word.confirmedAt] = toWordSeconds(state.confirmedAtSeconds ?? 0);
  f32[at + word.review] = review?.stabilityDays ?? 0;
  f32[at + word.review + 1] = review?.difficulty ?? 0;
  u32[at + word.review + 2] = toWordSeconds(review?.lastAtSeconds ?? 0);
  u32[at + word.review + 3] = toWordSeconds(review?.dueAtSeconds ?? 0);
  u32[at + word.review + 4] =
    review === null ? 0 : Math.min(MAX_U16, review.reviews) | (Math.min(MAX_U16, review.lapses) << 16);
  u32[at + word.version] = ((state.lastTurn & MAX_U24) << 8) | STATE_VERSION;
}

export function readSkill(words: Words, at: number): SkillState {
  const { f32, u32 } = words;
  const word = WORD.skill;
  const counts = u32[at + word.counts]!;
  const recent = u32[at + word.recent]!;
  const flags = recent >>> 24;
  const lessons = (recent >>> 16) & 0xff;
  const passes = u32[at + word.review + 4]!;
  const stabilityDays = f32[at + word.review]!;
  return {
    mean: f32[at + WORD.mean]!,
    variance: f32[at + WORD.variance]!,
    averageFast: f32[at + WORD.fast]!,
    averageSlow: f32[at + WORD.slow]!,
    successes: counts & MAX_U16,
    failures: counts >>> 16,
    recent: recent & 0xff,
    recentCount: (recent >>> 8) & 0xff,
    lessons,
    lessonAtSeconds: lessons > 0 ? u32[at + word.lessonAt]! : null,
    lastAtSeconds: counts > 0 ? u32[at + word.lastAt]! : null,
    lastTurn: u32[at + word.version]! >>> 8,
    credited: (flags & CREDITED) !== 0,
    masteredAtSeconds: flags & MASTERED ? u32[at + word.masteredAt]! : null,
    confirmedAtSeconds: flags & CONFIRMED ? u32[at + word.confirmedAt]! : null,
    review:
      stabilityDays > 0
        ? {
            stabilityDays,
            difficulty: f32[at + word.review + 1]!,
            lastAtSeconds: u32[at + word.review + 2]!,
            dueAtSeconds: u32[at + word.review + 3]!,
            reviews: passes & MAX_U16,
            lapses: passes >>> 16,
          }
        : null,
  };
}

function toBytes(words: Words): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(words.u32.length * 4);
  const view = new DataView(bytes.buffer);
  words.u32.forEach((word, index) => view.setUint32(index * 4, word, true));
  return bytes;
}

function fromBytes(bytes: Uint8Array, count: number, versionWord: number): Words {
  if (bytes.length !== count * 4) throw new RangeError(`State of ${bytes.length} bytes, expected ${count * 4}`);
  const words = createWords(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < count; index++) words.u32[index] = view.getUint32(index * 4, true);
  const version = words.u32[versionWord]! & 0xff;
  if (version !== STATE_VERSION) throw new RangeError(`State of version ${version}, expected ${STATE_VERSION}`);
  return words;
}

/** The 32 bytes of a learner, little-endian on every machine. */
export function packLearnerState(state: LearnerState): Uint8Array<ArrayBuffer> {
  const words = createWords(LEARNER_WORDS);
  writeLearner(words, 0, state);
  return toBytes(words);
}

/** The learner in these bytes. Throws `RangeError` on another length or version: fold the answers again then. */
export function unpackLearnerState(bytes: Uint8Array): LearnerState {
  return readLearner(fromBytes(bytes, LEARNER_WORDS, WORD.learner.version), 0);
}

/** The 64 bytes of a learner's skill, review included, little-endian on every machine. */
export function packSkillState(state: SkillState): Uint8Array<ArrayBuffer> {
  const words = createWords(SKILL_WORDS);
  writeSkill(words, 0, state);
  return toBytes(words);
}

/** The skill in these bytes. Throws `RangeError` on another length or version: fold the answers again then. */
export function unpackSkillState(bytes: Uint8Array): SkillState {
  const words = fromBytes(bytes, SKILL_WORDS, WORD.skill.version);
  // Version 1 wrote its number where the time of a lesson is now.
  if (words.u32[WORD.skill.lessonAt] === 1) throw new RangeError(`State of version 1, expected ${STATE_VERSION}`);
  return readSkill(words, 0);
}
