// A made-up course and its learners, by seed, with the truth about who has what. Its equations are not the engine's.
import { createRandom } from '~/modules/learning/engine/random';
import type { Row } from './baselines/rival';

export type SimulatedDomain = {
  rows: Array<Row>;
  /** Each learner-skill that was answered: does the learner have it at the end, and when is that. */
  truth: Array<{ learner: number; skill: number; mastered: boolean; endSeconds: number }>;
  guesses: Array<number>;
};

export type DomainOptions = {
  learners?: number;
  /** Wrong answers are mostly tried again at once, and help is clicked through, as in tutors that log every attempt. */
  retries?: boolean;
};

const SKILLS = 30;
const ITEMS = 15;
const BLOCK = 8;
const SECONDS_PER_DAY = 86_400;
/** Expected share of right answers on the skill's average item, luck and slips aside, from which a skill is had. */
const MASTERED = 0.8;
const SLIP = 0.02;

type Practice = { start: number; gain: number; count: number; lastSeconds: number };

/** Standard normal distribution function, Abramowitz and Stegun 26.2.17, at most 7.5e-8 off. */
function phi(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    0.3989422804 *
    Math.exp((-x * x) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

/** Strength now: what was brought, and what practice gave (a saturating exponential) less a power law of forgetting. */
function strength({ start, gain, count, lastSeconds }: Practice, seconds: number): number {
  const days = count === 0 ? 0 : Math.max(0, seconds - lastSeconds) / SECONDS_PER_DAY;
  const kept = (1 + days / (1 + count)) ** -0.25;
  return start + gain * (1 - Math.exp(-count / 6)) * kept;
}

/**
 * Learners go through the skills in blocks, a session a day, with looks back at earlier skills. Chance of a right answer
 * is probit, with luck, slips and spells of inattention. The same seed gives the same rows.
 */
export function simulateDomain(seed: string, { learners = 300, retries = false }: DomainOptions = {}): SimulatedDomain {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const items = Array.from({ length: SKILLS * ITEMS }, () => ({
    difficulty: 0.7 * normal(),
    sharpness: Math.exp(0.25 * normal()),
    guess: random() < 0.6 ? 0.2 + 0.05 * Math.floor(3 * random()) : 0,
  }));
  const rows: Array<Row> = [];
  const truth: SimulatedDomain['truth'] = [];
  for (let learner = 0; learner < learners; learner++) {
    const general = 0.6 * normal();
    const speed = Math.exp(0.5 * normal());
    const clicker = random() < 0.3;
    const skills: Array<Practice> = Array.from({ length: SKILLS }, () => ({
      start: general + 0.6 * normal() - 0.4,
      gain: 2.2 * speed * Math.exp(0.3 * normal()),
      count: 0,
      lastSeconds: 0,
    }));
    const last = 4 + Math.floor(random() * (SKILLS - 4));
    let seconds = Math.floor(random() * SECONDS_PER_DAY);
    let today = 0;
    let attentive = true;
    const work = (item: number): void => {
      const skill = Math.floor(item / ITEMS);
      const practice = skills[skill]!;
      const { difficulty, sharpness, guess } = items[item]!;
      for (let tries = 0; tries < 4; tries++) {
        if (today >= 25) {
          seconds += Math.ceil((0.6 + random()) * SECONDS_PER_DAY);
          today = 0;
        }
        attentive = random() < (attentive ? 0.98 : 0.5);
        const able = phi(sharpness * (strength(practice, seconds) - difficulty));
        const told = tries === 0 ? 0 : clicker ? 0.55 : 0.3;
        const knows = guess + (1 - SLIP - guess) * able;
        const p = attentive ? knows + (1 - knows) * told : 0.6 * guess + told * (1 - guess);
        const correct = random() < p;
        rows.push({ learner, item, skills: [skill], correct, at: seconds });
        seconds += 30 + Math.floor(60 * random());
        today++;
        practice.count++;
        practice.lastSeconds = seconds;
        if (!retries || correct || random() < 0.15) return;
      }
    };
    for (let skill = 0; skill < last; skill++) {
      const order = Array.from({ length: ITEMS }, (_, i) => skill * ITEMS + i).sort(() => random() - 0.5);
      for (const item of order.slice(0, BLOCK)) {
        work(item);
        if (random() < 0.2) work(Math.floor(random() * (skill + 1) * ITEMS));
      }
    }
    skills.forEach((practice, skill) => {
      if (practice.count === 0) return;
      const own = items.slice(skill * ITEMS, (skill + 1) * ITEMS);
      const now = strength(practice, seconds);
      const expected = own.reduce((sum, item) => sum + phi(item.sharpness * (now - item.difficulty)), 0) / ITEMS;
      truth.push({ learner, skill, mastered: expected >= MASTERED, endSeconds: seconds });
    });
  }
  return { rows, truth, guesses: items.map(({ guess }) => guess) };
}
