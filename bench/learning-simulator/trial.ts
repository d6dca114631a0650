// One person under one policy, from the first minute until nine tenths are truly mastered or the time is up: what came of it.
import type { Domain } from './domain';
import { createPerson } from './person';
import type { Policy } from './policies';

export type Outcome = {
  priorShare: number;
  /** Minutes until the policy said that the course is done. */
  doneMinutes: number;
  /** At that moment: share truly mastered, claims, those of them that are false, and what is left fourteen days later. */
  mastered: number;
  claims: number;
  falseClaims: number;
  retained: number;
  /** Minutes until 90 % were truly mastered; the horizon when they never were. */
  minutesTo90: number;
  reached: boolean;
};

export const HORIZON_MINUTES = 2400;
const HORIZON_DAYS = 150;
const RETENTION_DAYS = 14;
const GOAL = 0.9;

/** Who knows this share beforehand is not in the course. */
const PRIOR_MAX = 0.85;

/** The first `count` people of a domain who have something to learn, by their seeds. */
export function enrol(domain: Domain, count: number, group: string): Array<string> {
  const seeds: Array<string> = [];
  for (let i = 0; seeds.length < count; i++) {
    const seed = `${group}-${i}`;
    if (createPerson(domain, seed).priorShare < PRIOR_MAX) seeds.push(seed);
  }
  return seeds;
}

export function runTrial(domain: Domain, person: string, policy: Policy): Outcome {
  const learner = createPerson(domain, person);
  const course = policy(learner, person);
  let end: Omit<Outcome, 'priorShare' | 'minutesTo90' | 'reached'> | null = null;
  let reached = learner.masteredShare() >= GOAL ? 0 : null;
  const take = () => {
    const claims = [...course.claims()];
    return {
      doneMinutes: learner.minutes(),
      mastered: learner.masteredShare(),
      claims: claims.length,
      falseClaims: claims.filter((skill) => !learner.isMastered(skill)).length,
      retained: learner.masteredShare(RETENTION_DAYS),
    };
  };
  while (end === null || reached === null) {
    if (learner.minutes() >= HORIZON_MINUTES || learner.days() >= HORIZON_DAYS) break;
    const before = learner.days();
    const goesOn = course.step();
    if (!goesOn && end === null) end = take();
    if (reached === null && learner.masteredShare() >= GOAL) reached = learner.minutes();
    // Nothing to do today: time passes.
    if (learner.days() === before) learner.sleep();
  }
  return {
    priorShare: learner.priorShare,
    ...(end ?? take()),
    minutesTo90: reached ?? HORIZON_MINUTES,
    reached: reached !== null,
  };
}
