// The terms of the score that any activity can have: goal, what it opens, variety, time, format and the author's order.
import {
  type Activity,
  NEXT_STEP_POINTS,
  type NextStepInput,
  type NextStepReason,
  type Situation,
} from './next-step-score';

/** Terms that any candidate can have. */
export function commonReasons(situation: Situation, activity: Activity, position: number): Array<NextStepReason> {
  const { input } = situation;
  const { minutesAvailable: available } = input;
  const reasons: Array<NextStepReason> = [];

  const goals = activity.skills.flatMap((skill) => {
    const found = situation.goal.get(skill);
    return found ? [{ skill, ...found }] : [];
  });
  const goal = goals.sort((left, right) => right.weight - left.weight)[0];
  if (goal) reasons.push({ code: 'goal-needs-skill', points: NEXT_STEP_POINTS.goal * goal.weight, values: goal });

  const unlocks = activity.skills.map((skill) => ({ skill, count: situation.unlocked(skill) }));
  const most = unlocks.sort((left, right) => right.count - left.count)[0];
  if (most && most.count > 0) {
    const points = NEXT_STEP_POINTS.unlock * Math.min(NEXT_STEP_POINTS.unlockMax, most.count);
    reasons.push({ code: 'unlocks-skills', points, values: most });
  }

  const just = activity.skills.find((skill) => input.today.lastSkills.includes(skill));
  if (just && activity.status !== 'started') {
    reasons.push({ code: 'just-practised', points: NEXT_STEP_POINTS.justPractised, values: { skill: just } });
  }
  if (available !== null && activity.minutes > available && activity.status !== 'started') {
    const values = { minutes: activity.minutes, available };
    reasons.push({ code: 'longer-than-your-time', points: NEXT_STEP_POINTS.tooLong, values });
  }
  const rank = input.formats.findIndex((format) => activity.formats.includes(format));
  if (rank >= 0) {
    const points = NEXT_STEP_POINTS.format / (rank + 1);
    reasons.push({ code: 'format-preferred', points, values: { format: input.formats[rank]! } });
  }
  reasons.push(authorOrder(input, position, NEXT_STEP_POINTS.order));
  return reasons;
}

export function authorOrder(input: NextStepInput, position: number, weight: number): NextStepReason {
  const of = input.activities.length;
  return { code: 'author-order', points: weight * (1 - position / of), values: { position: position + 1, of } };
}
