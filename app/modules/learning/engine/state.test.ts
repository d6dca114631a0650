// The bytes of a state: sizes, round trips, and what is refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  emptyLearnerState,
  emptySkillState,
  type LearnerState,
  packLearnerState,
  packSkillState,
  type SkillState,
  STATE_VERSION,
  unpackLearnerState,
  unpackSkillState,
} from './state';

const float = fc.float({ noNaN: true, noDefaultInfinity: true });
const seconds = fc.integer({ min: 0, max: 0xffffffff });
const count = fc.integer({ min: 0, max: 0xffff });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const review = fc.record({
  stabilityDays: fc.float({ min: Math.fround(0.001), max: 36_500, noNaN: true }),
  difficulty: fc.float({ min: 1, max: 10, noNaN: true }),
  lastAtSeconds: seconds,
  dueAtSeconds: seconds,
  reviews: count,
  lapses: count,
});
const skill: fc.Arbitrary<SkillState> = fc
  .record({
    mean: float,
    variance: float,
    averageFast: float,
    averageSlow: float,
    successes: count,
    failures: count,
    recent: fc.integer({ min: 0, max: 255 }),
    recentCount: fc.integer({ min: 0, max: 8 }),
    lessons: fc.integer({ min: 0, max: 255 }),
    lessonAtSeconds: fc.integer({ min: 2, max: 0xffffffff }),
    lastAtSeconds: seconds,
    lastTurn: fc.nat(0xffffff),
    credited: fc.boolean(),
    masteredAtSeconds: maybe(seconds),
    confirmedAtSeconds: maybe(seconds),
    review: maybe(review),
  })
  .map((state) => ({
    ...state,
    lessonAtSeconds: state.lessons > 0 ? state.lessonAtSeconds : null,
    lastAtSeconds: state.successes + state.failures > 0 ? state.lastAtSeconds : null,
  }));
const learner: fc.Arbitrary<LearnerState> = fc
  .record({
    mean: float,
    variance: float,
    residualFast: float,
    residualSlow: float,
    successes: seconds,
    failures: seconds,
    recent: fc.nat(0xff),
    snapshot: fc.nat(0xffff),
    lastAtSeconds: seconds,
  })
  .map((state) => ({ ...state, lastAtSeconds: state.successes + state.failures > 0 ? state.lastAtSeconds : null }));

test('a skill packs into 64 bytes and comes back the same', () => {
  fc.assert(
    fc.property(skill, (state) => {
      const bytes = packSkillState(state);
      expect(bytes).toHaveLength(64);
      expect(unpackSkillState(bytes)).toEqual(state);
    }),
  );
});

test('a learner packs into 32 bytes and comes back the same', () => {
  fc.assert(
    fc.property(learner, (state) => {
      const bytes = packLearnerState(state);
      expect(bytes).toHaveLength(32);
      expect(unpackLearnerState(bytes)).toEqual(state);
    }),
  );
});

test('bytes are little-endian and carry the version', () => {
  const bytes = packSkillState({ ...emptySkillState(1), mean: 1, successes: 3, failures: 258, lastTurn: 0x010203 });
  expect([...bytes.slice(0, 4)]).toEqual([0, 0, 0x80, 0x3f]);
  expect([...bytes.slice(16, 20)]).toEqual([3, 0, 2, 1]);
  expect([...bytes.slice(28, 32)]).toEqual([STATE_VERSION, 3, 2, 1]);
});

test('bytes in the middle of a larger buffer are read where they lie', () => {
  const state = { ...emptyLearnerState(0.3), successes: 7, lastAtSeconds: 99 };
  const larger = new Uint8Array(100);
  larger.set(packLearnerState(state), 13);
  expect(unpackLearnerState(larger.subarray(13, 45))).toEqual(state);
});

test('another length or another version is refused', () => {
  expect(() => unpackSkillState(new Uint8Array(63))).toThrow(RangeError);
  expect(() => unpackLearnerState(new Uint8Array(64))).toThrow(RangeError);
  const other = packSkillState(emptySkillState(1));
  other[28] = STATE_VERSION + 1;
  expect(() => unpackSkillState(other)).toThrow(/version/);
  const lessonAt = { ...emptySkillState(1), lessons: 1, lessonAtSeconds: 0x6802 };
  const first = packSkillState(lessonAt);
  // As version 1 wrote it: a lesson's time that ends like this version's number, its own number in the last word.
  first.set([2, 0x68, 0, 0], 28);
  first.set([1, 0, 0, 0], 60);
  expect(() => unpackSkillState(first)).toThrow(/version 1/);
});

test('counts stop at what their bits hold', () => {
  const full = unpackSkillState(
    packSkillState({ ...emptySkillState(1), successes: 70_000, failures: 5, lessons: 300 }),
  );
  expect(full).toMatchObject({ successes: 65_535, failures: 5, lessons: 255 });
});
