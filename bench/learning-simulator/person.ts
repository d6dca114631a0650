// A simulated person: how strong in each skill, how they learn, forget and answer. Nothing here knows the engine's equations.
import { MASTERY_RULE } from '../../app/modules/learning/engine/mastery';
import { createRandom, normal } from '../../app/modules/learning/engine/random';
import { type Domain, type SimulatedItem } from './domain';

/** Truly mastered, by the product's own definition: three in four right on a question of difficulty 0, luck aside. */
export const MASTERED = Math.log(MASTERY_RULE.threshold / (1 - MASTERY_RULE.threshold));
export const LESSON_MINUTES = 8;
export const ITEM_MINUTES = 1.5;
/** Without feedback to read. */
export const PLACEMENT_ITEM_MINUTES = 1;
export const DAY_MINUTES = 40;
const DAY_SECONDS = 86_400;
const START_SECONDS = 1_700_000_000;

/**
 * `strength` was reached at `atDays`; forgetting leads down to `base`, the slower the larger `stability` (days). `ease` is how
 * lightly the skill comes to this person.
 */
type Trace = { strength: number; base: number; stability: number; atDays: number; lessons: number; ease: number };

export type Person = {
  readonly domain: Domain;
  /** Share of skills mastered before the first minute. */
  readonly priorShare: number;
  /** Minutes of learning so far, and the time of day and year that goes with them. */
  minutes(): number;
  days(): number;
  atSeconds(): number;
  /** Ends today, however much of it is left. */
  sleep(): void;
  lesson(skill: string): void;
  /** The answer to a question; `mayDecline` lets them say "I don't know". Feedback teaches a little. */
  answer(item: SimulatedItem, mayDecline?: boolean): 'right' | 'wrong' | 'unknown';
  isMastered(skill: string, inDays?: number): boolean;
  /** Share of all skills that are truly mastered, now or so many days from now without learning. */
  masteredShare(inDays?: number): number;
};

/**
 * The person of this seed, the same for every policy. Prior knowledge is a set closed under prerequisites; the rate of
 * learning is log-normal, and so is how lightly each skill comes to them; lessons and feedback teach as far as the
 * prerequisites are there; forgetting is a power of time whose stability grows by practice after a pause, hardly by practice
 * at once.
 */
export function createPerson(domain: Domain, seed: string): Person {
  const random = createRandom(`person/${domain.seed}/${seed}`);
  const rate = Math.exp(0.4 * normal(random));
  const candour = 0.8 * random();
  const advance = 3 + 2.2 * normal(random);
  const { teaching } = domain;
  const traces = new Map<string, Trace>();
  for (const { id, prerequisites } of domain.skills) {
    const open = prerequisites.every((before) => traces.get(before)!.strength >= MASTERED);
    const known = open && random() < 1 / (1 + Math.exp(-advance));
    const strength = known
      ? MASTERED + 0.15 + Math.abs(0.7 * normal(random))
      : Math.min(MASTERED - 0.2, -0.5 + 0.6 * normal(random));
    traces.set(id, {
      strength,
      base: known ? 0.8 * strength : strength,
      stability: known ? 60 : 12,
      atDays: 0,
      lessons: 0,
      ease: Math.exp(0.4 * normal(random)),
    });
  }
  const prerequisitesOf = new Map(domain.skills.map(({ id, prerequisites }) => [id, prerequisites]));
  let minutes = 0;
  let day = 0;
  let today = 0;
  const now = () => day + today / 1440;

  function strengthAt({ strength, base, stability, atDays }: Trace, days: number): number {
    return base + (strength - base) * Math.pow(1 + Math.max(0, days - atDays) / stability, -0.3);
  }
  function readiness(skill: string): number {
    const before = prerequisitesOf.get(skill)!;
    if (before.length === 0) return 1;
    const there = before.map((id) => 1 / (1 + Math.exp(-3 * (strengthAt(traces.get(id)!, now()) - (MASTERED - 0.5)))));
    return 0.15 + (0.85 * there.reduce((sum, share) => sum + share, 0)) / before.length;
  }
  function spend(more: number): void {
    minutes += more;
    today += more;
    if (today >= DAY_MINUTES) sleep();
  }
  function sleep(): void {
    day++;
    today = 0;
  }
  /** Strength now plus `gain`; practice after a pause settles memory, so much the more the longer the pause. */
  function practise(trace: Trace, gain: number, settles: number): void {
    const pause = now() - trace.atDays;
    trace.strength = strengthAt(trace, now()) + gain;
    trace.stability *= 1 + settles * (0.02 + 0.9 * Math.min(1, (2 * pause) / trace.stability));
    trace.atDays = now();
  }

  const person: Person = {
    domain,
    priorShare: [...traces.values()].filter(({ strength }) => strength >= MASTERED).length / traces.size,
    minutes: () => minutes,
    days: now,
    atSeconds: () => Math.floor(START_SECONDS + day * DAY_SECONDS + today * 60),
    sleep,
    lesson(skill) {
      const trace = traces.get(skill)!;
      const strength = strengthAt(trace, now());
      const again = Math.pow(teaching.again, trace.lessons);
      const gain =
        teaching.lesson *
        rate *
        trace.ease *
        again *
        readiness(skill) *
        Math.max(0, 1 - strength / 2.6) *
        Math.exp(0.2 * normal(random));
      practise(trace, gain, 0.3);
      trace.lessons++;
      spend(LESSON_MINUTES);
    },
    answer(item, mayDecline = false) {
      const trace = traces.get(item.skill)!;
      const strength = strengthAt(trace, now());
      const sees = random() < 1 / (1 + Math.exp(-(strength - item.difficulty)));
      const declines = !sees && mayDecline && random() < candour;
      const right = sees || (!declines && random() < item.guess);
      const gain =
        teaching.feedback *
        rate *
        trace.ease *
        readiness(item.skill) *
        Math.max(0, 1 - strength / 3.4) *
        (right ? 1 : 1.3);
      // Placement gives no feedback, so it teaches nothing.
      practise(trace, mayDecline ? 0 : gain, right ? 1 : 0.5);
      spend(mayDecline ? PLACEMENT_ITEM_MINUTES : ITEM_MINUTES);
      return right ? 'right' : declines ? 'unknown' : 'wrong';
    },
    isMastered: (skill, inDays = 0) => strengthAt(traces.get(skill)!, now() + inDays) >= MASTERED,
    masteredShare(inDays = 0) {
      let mastered = 0;
      for (const trace of traces.values()) if (strengthAt(trace, now() + inDays) >= MASTERED) mastered++;
      return mastered / traces.size;
    },
  };
  return person;
}
