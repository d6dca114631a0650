// What to do next: candidates over the prerequisite graph, ranked by the terms of next-step-score.ts, which are also the reasons.
import { authorOrder, commonReasons } from './next-step-common';
import { type Activity, look, mayRepeat, type NextStepInput, type NextStepReason, reasonsFor } from './next-step-score';
import { type StuckSkill, stuckSkills } from './next-step-standing';
import { createRandom } from './random';

/** Recorded with every recommendation. Raised when the same input would give another step. */
export const POLICY_VERSION = 'next-step-3';

/** Share of decisions drawn among candidates whose score lies within `NEAR_TIE` of the best: keeps calibration alive. */
export const EXPLORATION = 0.05;
export const NEAR_TIE = 0.1;
export type RankedActivity = { activity: Activity; score: number; reasons: Array<NextStepReason> };

export type NextStep = {
  /** Null when nothing is left that is open: `locked` then says what stands in the way. */
  chosen: RankedActivity | null;
  /** The other candidates, best first. */
  alternatives: Array<RankedActivity>;
  /** Open lessons left out because their skills are already there; they may be opened anyway. */
  skipped: Array<Activity>;
  locked: Array<{ activity: Activity; missing: Array<string> }>;
  /** Skills that neither lessons nor practice brought: a person should look. */
  stuck: Array<StuckSkill>;
  /** Probability with which this policy makes this choice on this input, 0–1; 1 for an override. */
  propensity: number;
  /** The choice was drawn among near-ties, not taken as the best. */
  explored: boolean;
  policyVersion: string;
};

/**
 * The next step and its ranked alternatives, each with the terms of its score as reasons. The adaptive policy never
 * chooses an activity whose skills miss a prerequisite, unless the person did. The policy `author-order`, the other arm
 * of the experiment, walks the list as it stands: no locks, no reviews, no exploration.
 *
 * @example
 * const { chosen, propensity } = nextStep(input);
 * chosen?.reasons; // [{ code: 'goal-needs-skill', points: 0.3, values: { … } }, …]
 */
export function nextStep(input: NextStepInput): NextStep {
  const situation = look(input);
  const locked: NextStep['locked'] = [];
  const skipped: Array<Activity> = [];
  const ranked: Array<RankedActivity> = [];
  input.activities.forEach((activity, position) => {
    if (input.policy === 'author-order') {
      const belongs = activity.kind !== 'review' && activity.status !== 'done';
      if (belongs) ranked.push(score(activity, [authorOrder(input, position, 1)]));
      return;
    }
    if (activity.status === 'done' && !mayRepeat(situation, activity)) return;
    const missing = situation.missing(activity);
    if (missing.length > 0) {
      locked.push({ activity, missing });
    } else {
      const reasons = reasonsFor(situation, activity);
      if (reasons) ranked.push(score(activity, [...reasons, ...commonReasons(situation, activity, position)]));
      else if (activity.kind === 'lesson') skipped.push(activity);
    }
  });
  // Array sort is stable: equal scores stay in the author's order.
  ranked.sort((left, right) => right.score - left.score);

  const common = { skipped, locked, stuck: stuckSkills(input.standing), policyVersion: POLICY_VERSION };
  const override = input.activities.find(({ id }) => id === input.override);
  if (override) {
    const missing = situation.missing(override);
    const reasons: Array<NextStepReason> = [{ code: 'your-choice', points: 0, values: {} }];
    if (missing.length > 0) reasons.push({ code: 'prerequisite-missing', points: 0, values: { skills: missing } });
    const own = ranked.find(({ activity }) => activity.id === override.id);
    const chosen = { activity: override, score: own?.score ?? 0, reasons: [...reasons, ...(own?.reasons ?? [])] };
    const alternatives = ranked.filter(({ activity }) => activity.id !== override.id);
    return { chosen, alternatives, propensity: 1, explored: false, ...common };
  }
  return { ...draw(ranked, input), ...common };
}

function draw(
  ranked: Array<RankedActivity>,
  { policy, seed }: NextStepInput,
): Pick<NextStep, 'chosen' | 'alternatives' | 'propensity' | 'explored'> {
  const [best] = ranked;
  if (!best) return { chosen: null, alternatives: [], propensity: 1, explored: false };
  const ties = policy === 'adaptive' ? ranked.filter(({ score: value }) => best.score - value <= NEAR_TIE).length : 1;
  const random = createRandom(`${POLICY_VERSION}/${seed}`);
  const explored = ties > 1 && random() < EXPLORATION;
  const index = explored ? Math.floor(random() * ties) : 0;
  const share = ties > 1 ? EXPLORATION / ties : 0;
  return {
    chosen: ranked[index]!,
    alternatives: ranked.filter((_, position) => position !== index),
    propensity: index === 0 ? (ties > 1 ? 1 - EXPLORATION + share : 1) : share,
    explored,
  };
}

function score(activity: Activity, reasons: Array<NextStepReason>): RankedActivity {
  return { activity, score: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
}
