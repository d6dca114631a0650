// What lies between a person and a goal: the skills they lack, in an order that can be learned, and the minutes it should take.
import { goalDistances, type SkillNode } from './graph';
import { assessMastery, MASTERY_RULE, type MasteryRule } from './mastery';
import { noteLesson, update } from './model';
import type { ModelParameters, Question } from './parameters';
import { createRandom } from './random';
import type { LearnerState, SkillState } from './state';

/** A skill to be won. */
export type Gap = {
  skill: string;
  /** The goal skill that needs it most; itself when the goal names it. */
  goalSkill: string;
  minutes: number;
  /** Skills of the gap that need this one, directly or through others. */
  unlocks: number;
  /** Goal weight of the skill and of all it unlocks, for each hour of its minutes: what the order goes by. */
  weightPerHour: number;
  /** Its prerequisites that are gaps too: they come earlier in the list. */
  missing: Array<string>;
};

export type GapAnalysis = { gaps: Array<Gap>; minutes: number; masteredSkills: number };

/** A goal skill counts in full, a prerequisite of it half, one of that a quarter: as in the next step. */
const GOAL_DECAY = 0.5;
/** Nothing takes no time: keeps a skill without a known effort from going first for that alone. */
const LEAST_MINUTES = 1;

/**
 * The skills of the goal and of all its prerequisites that are not mastered. Each comes after its own missing
 * prerequisites; among those that can be begun, the one whose minutes open most of the goal comes first, equal ones by id.
 * `goal` maps skills to weights 0–1. Members of a prerequisite cycle, which authors cannot save, come last of all.
 */
export function findGaps({
  nodes,
  goal,
  isMastered,
  minutesOf,
}: {
  nodes: ReadonlyMap<string, SkillNode>;
  goal: ReadonlyMap<string, number>;
  isMastered: (skill: string) => boolean;
  minutesOf: (skill: string) => number;
}): GapAnalysis {
  const reached = goalDistances(nodes, goal, GOAL_DECAY);
  const open = new Set([...reached.keys()].filter((skill) => !isMastered(skill)));
  const missingOf = (skill: string) => (nodes.get(skill)?.prerequisites ?? []).filter((other) => open.has(other));
  const needed = neededBy(open, missingOf);
  const remaining = [...open].map((skill) => {
    const { goalSkill, weight } = reached.get(skill)!;
    const dependants = needed.get(skill)!;
    const opened = dependants.reduce((sum, other) => sum + reached.get(other)!.weight, weight);
    const minutes = minutesOf(skill);
    const weightPerHour = (opened * 60) / Math.max(LEAST_MINUTES, minutes);
    return { skill, goalSkill, minutes, unlocks: dependants.length, weightPerHour, missing: missingOf(skill) };
  });
  remaining.sort((left, right) => right.weightPerHour - left.weightPerHour || (left.skill < right.skill ? -1 : 1));

  const gaps: Array<Gap> = [];
  const placed = new Set<string>();
  while (remaining.length > 0) {
    const ready = remaining.findIndex(({ missing }) => missing.every((skill) => placed.has(skill)));
    const [gap] = remaining.splice(Math.max(0, ready), 1);
    placed.add(gap!.skill);
    gaps.push(gap!);
  }
  const minutes = gaps.reduce((sum, gap) => sum + gap.minutes, 0);
  return { gaps, minutes, masteredSkills: reached.size - open.size };
}

/** For each skill, the others that need it through any number of steps. */
function neededBy(open: ReadonlySet<string>, missingOf: (skill: string) => Array<string>): Map<string, Array<string>> {
  const needed = new Map([...open].map((skill) => [skill, new Array<string>()]));
  for (const skill of open) {
    const seen = new Set([skill]);
    const queue = missingOf(skill);
    for (let i = 0; i < queue.length; i++) {
      const prerequisite = queue[i]!;
      if (seen.has(prerequisite)) continue;
      seen.add(prerequisite);
      needed.get(prerequisite)!.push(skill);
      queue.push(...missingOf(prerequisite));
    }
  }
  return needed;
}

/** What it should take a person to win a skill. `answers` is a mean over simulated futures and at most `ANSWERS_MAX`. */
export type Effort = { minutes: number; answers: number; lessonMinutes: number };

const FUTURES = 16;
export const ANSWERS_MAX = 30;
const SECONDS_BETWEEN_ANSWERS = 60;

/**
 * Minutes until the mastery rule will call a skill won: the lessons left, then questions. The number of questions is what
 * the learner model itself expects: futures are drawn from its own predictions, answer by answer, and each is followed
 * until the rule holds. Questions are asked in turn, in the order given. The same input gives the same minutes.
 */
export function expectEffort(
  parameters: ModelParameters,
  person: { learner: LearnerState; state: SkillState },
  work: {
    skill: string;
    /** Questions that train this skill alone; without any, an average one is imagined. */
    questions: ReadonlyArray<Question>;
    /** Lessons of the skill not finished yet, and the minutes they take this person. */
    lessons: number;
    lessonMinutes: number;
    minutesPerAnswer: number;
  },
  nowSeconds: number,
  rule: MasteryRule = MASTERY_RULE,
): Effort {
  const { skill, lessons, lessonMinutes, minutesPerAnswer } = work;
  const questions = work.questions.length > 0 ? work.questions : [{ item: `average:${skill}`, skills: [skill] }];
  let taught = person.state;
  for (let lesson = 0; lesson < lessons; lesson++) taught = noteLesson(parameters, taught, nowSeconds);
  const random = createRandom(`effort:${skill}`);
  let total = 0;
  for (let future = 0; future < FUTURES; future++) {
    let { learner } = person;
    let state = taught;
    let answers = 0;
    while (answers < ANSWERS_MAX) {
      const atSeconds = nowSeconds + answers * SECONDS_BETWEEN_ANSWERS;
      if (assessMastery(parameters, learner, skill, state, atSeconds, rule).state === 'mastered') break;
      const question = questions[answers % questions.length]!;
      const known = { learner, skills: [state] };
      const draw = random();
      const right = update(parameters, known, question, { correct: true, firstAttempt: true, hints: 0, atSeconds });
      const after =
        draw < right.prediction.probability
          ? right
          : update(parameters, known, question, { correct: false, firstAttempt: true, hints: 0, atSeconds });
      learner = after.learner;
      state = after.skills[0]!;
      answers++;
    }
    total += answers;
  }
  const answers = total / FUTURES;
  return { answers, lessonMinutes, minutes: lessonMinutes + answers * minutesPerAnswer };
}
