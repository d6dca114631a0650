// The terms that make an activity worth doing next: what counts, how much, and the numbers behind each. It chooses nothing.
import { goalDistances, missingPrerequisites, type SkillNode, unlockedBy } from './graph';
import { MASTERY_RULE } from './mastery';
import {
  isReady,
  isSecure,
  isUntaught,
  LESSONS_MAX,
  mayBeKnown,
  NOT_STARTED,
  rests,
  SECURE,
  type SkillStanding,
  struggles,
} from './next-step-standing';

export const ACTIVITY_KINDS = ['lesson', 'practice', 'review', 'exam'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export type Activity = {
  id: string;
  kind: ActivityKind;
  /** Skills it teaches, trains or examines. */
  skills: ReadonlyArray<string>;
  minutes: number;
  formats: ReadonlyArray<string>;
  status: 'not-started' | 'started' | 'done';
};

export type NextStepInput = {
  /** Every skill that occurs, with its prerequisites. A prerequisite missing here counts as not started. */
  skills: ReadonlyArray<SkillNode>;
  /** In the author's order. */
  activities: ReadonlyArray<Activity>;
  standing: ReadonlyMap<string, SkillStanding>;
  /** How much each skill matters to the person's goal, 0–1; empty without a goal. */
  goal: ReadonlyMap<string, number>;
  /** What the person chose instead; it is taken, open or not. */
  override: string | null;
  /** Time they have now; null when unknown. */
  minutesAvailable: number | null;
  /** Formats they like, most liked first. A preference, never inferred. */
  formats: ReadonlyArray<string>;
  /** Today so far: minutes learned, those spent on review, and the skills of the activity that ended last. */
  today: { minutes: number; reviewMinutes: number; lastSkills: ReadonlyArray<string> };
  policy: 'adaptive' | 'author-order';
  nowSeconds: number;
  /** Any text that differs from one decision to the next, such as person and time. */
  seed: string;
};

/** A term of the score: `points` is what it added. The score is the sum of its reasons' points, and nothing else. */
export type NextStepReason = { points: number } & (
  | { code: 'continue-where-you-left'; values: Record<never, never> }
  | { code: 'due-for-review'; values: { skill: string; overdueDays: number } }
  | { code: 'reviews-pile-up'; values: { dueMinutes: number; shareOfSession: number; limit: number } }
  | { code: 'review-share-reached'; values: { shareOfToday: number; limit: number } }
  | { code: 'weak-skill'; values: { skill: string; probability: number; threshold: number } }
  | { code: 'close-to-mastery'; values: { skill: string; probability: number } }
  | { code: 'prerequisite-ready'; values: { skill: string; prerequisites: number; probability: number } }
  | { code: 'may-know-already'; values: { skill: string; probability: number } }
  | { code: 'make-sure'; values: { skill: string; lowerBound: number; secure: number } }
  | { code: 'explain-again'; values: { skill: string; probability: number; misses: number; lessons: number } }
  | { code: 'ready-for-exam'; values: { skills: number } }
  | { code: 'goal-needs-skill'; values: { skill: string; goalSkill: string; weight: number; steps: number } }
  | { code: 'unlocks-skills'; values: { skill: string; count: number } }
  | { code: 'just-practised'; values: { skill: string } }
  | { code: 'longer-than-your-time'; values: { minutes: number; available: number } }
  | { code: 'format-preferred'; values: { format: string } }
  | { code: 'author-order'; values: { position: number; of: number } }
  | { code: 'your-choice'; values: Record<never, never> }
  | { code: 'prerequisite-missing'; values: { skills: ReadonlyArray<string> } }
);
export type NextStepReasonCode = NextStepReason['code'];

/**
 * Points of each term. `due`, `continue` and `pile` are steps of a stair, each higher than all lower terms together:
 * something new reaches 2.0, a due review 2.5 to 5.3, what is in progress 6 to 8, piled-up reviews 8.5 and more. The small
 * terms are those of README, "Next step".
 */
export const NEXT_STEP_POINTS = {
  pile: 6,
  continue: 6,
  due: 3,
  overdueDay: 0.05,
  overdueMax: 0.4,
  exam: 1,
  probability: 1,
  weak: 1,
  mayKnow: 0.4,
  teach: 0.6,
  mayKnowLesson: 0.15,
  sure: 1.1,
  again: 0.2,
  sameAgain: 0.15,
  struggling: 0.1,
  unlock: 0.1,
  unlockMax: 5,
  goal: 0.3,
  justPractised: -0.2,
  tooLong: -0.3,
  format: 0.05,
  order: 0.05,
} as const;

/** Share of today's session that review may take first, and from which due reviews count as piled up. */
export const REVIEW_SHARE = 0.35;
/** Minutes of a session when the person has not said. */
export const SESSION_MINUTES = 30;
/** A goal reaches back through prerequisites, halving at each. */
const GOAL_DECAY = 0.5;
const SECONDS_PER_DAY = 86_400;

export type Situation = {
  input: NextStepInput;
  nodes: ReadonlyMap<string, SkillNode>;
  standing: (skill: string) => SkillStanding;
  missing: (activity: Activity) => Array<string>;
  unlocked: (skill: string) => number;
  goal: ReadonlyMap<string, { goalSkill: string; weight: number; steps: number }>;
  /** Skills with a lesson that is not done. */
  untaught: ReadonlySet<string>;
  reviewShare: number;
  dueMinutes: number;
  sessionMinutes: number;
};

/** The skill of a lesson that needs to be explained once more; null when none does, or lessons did not help. */
function strugglingSkill({ standing }: Situation, { skills }: Activity): { skill: string; at: SkillStanding } | null {
  for (const skill of skills) {
    const at = standing(skill);
    if (struggles(at) && at.lessons! < LESSONS_MAX) return { skill, at };
  }
  return null;
}

/** Whether what is done may be done again: practice and reviews always, a lesson when practice shows that it did not help. */
export function mayRepeat(situation: Situation, activity: Activity): boolean {
  if (activity.kind === 'lesson') return strugglingSkill(situation, activity) !== null;
  return activity.kind === 'practice' || activity.kind === 'review';
}

/** What all candidates share, worked out once. */
export function look(input: NextStepInput): Situation {
  const standing = (skill: string) => input.standing.get(skill) ?? NOT_STARTED;
  const ready = (skill: string) => isReady(standing(skill).state);
  const nodes = new Map(input.skills.map((node) => [node.id, node]));
  const unlocks = unlockedBy(input.skills, ready);
  const sessionMinutes = Math.max(1, input.minutesAvailable ?? SESSION_MINUTES);
  const due = (activity: Activity) => activity.kind === 'review' && dueSkill(activity, standing, input.nowSeconds);
  return {
    input,
    standing,
    nodes,
    // What was learned once may be refreshed at any time.
    missing: ({ kind, skills }) => (kind === 'review' ? [] : missingPrerequisites(nodes, skills, ready)),
    unlocked: (skill) => unlocks.get(skill) ?? 0,
    goal: goalDistances(nodes, input.goal, GOAL_DECAY),
    untaught: new Set(
      input.activities
        .filter(({ kind, status }) => kind === 'lesson' && status !== 'done')
        .flatMap(({ skills }) => [...skills]),
    ),
    reviewShare: input.today.reviewMinutes / Math.max(input.today.minutes, sessionMinutes),
    dueMinutes: input.activities.reduce((sum, activity) => sum + (due(activity) ? activity.minutes : 0), 0),
    sessionMinutes,
  };
}

/** The skill of this activity that has been due the longest; a skill that needs review is due now. */
function dueSkill(
  activity: Activity,
  standing: Situation['standing'],
  nowSeconds: number,
): { skill: string; overdueDays: number } | null {
  let found: { skill: string; overdueDays: number } | null = null;
  for (const skill of activity.skills) {
    const { state, dueAtSeconds } = standing(skill);
    const overdue = dueAtSeconds === null ? -1 : nowSeconds - dueAtSeconds;
    const overdueDays = Math.max(0, overdue) / SECONDS_PER_DAY;
    if ((overdue >= 0 || state === 'needs-review') && (found === null || overdueDays > found.overdueDays)) {
      found = { skill, overdueDays };
    }
  }
  return found;
}

/** Why an open activity is a candidate; null when it is none. */
export function reasonsFor(situation: Situation, activity: Activity): Array<NextStepReason> | null {
  switch (activity.kind) {
    case 'lesson':
      return lessonReasons(situation, activity);
    case 'practice':
      return practiceReasons(situation, activity);
    case 'review':
      return reviewReasons(situation, activity);
    case 'exam':
      return examReasons(situation, activity);
  }
}

function continued(activity: Activity): Array<NextStepReason> {
  const points = NEXT_STEP_POINTS.continue;
  return activity.status === 'started' ? [{ code: 'continue-where-you-left', points, values: {} }] : [];
}

/** The skill of an activity that is furthest from won, leaving out what is settled; null when all is. */
function weakest(
  { standing }: Situation,
  activity: Activity,
  settled: (at: SkillStanding) => boolean,
): { skill: string; at: SkillStanding } | null {
  let found: { skill: string; at: SkillStanding } | null = null;
  for (const skill of activity.skills) {
    const at = standing(skill);
    if (settled(at)) continue;
    if (found === null || at.probability < found.at.probability) found = { skill, at };
  }
  return found;
}

function lessonReasons(situation: Situation, activity: Activity): Array<NextStepReason> | null {
  const again = activity.status === 'started' ? null : strugglingSkill(situation, activity);
  if (again) {
    const { skill, at } = again;
    const values = { skill, probability: at.probability, misses: at.misses!, lessons: at.lessons! };
    // Another lesson of the skill, most of all in another form, comes before the same one once more.
    const points = activity.status === 'done' ? NEXT_STEP_POINTS.sameAgain : NEXT_STEP_POINTS.again;
    return [{ code: 'explain-again', points, values }];
  }
  const target = weakest(situation, activity, (at) => {
    const unexplained = at.lessons === 0 && (at.misses ?? 0) >= 2;
    return (at.state === 'mastered' || at.state === 'provisional') && !unexplained;
  });
  if (!target) return activity.status === 'started' ? continued(activity) : null;
  const { skill, at } = target;
  const values = { skill, prerequisites: prerequisitesOf(situation, activity), probability: at.probability };
  // What may be known already is asked before it is taught, and neither comes before what is surely new.
  const weight = isUntaught(at) && mayBeKnown(at) ? NEXT_STEP_POINTS.mayKnowLesson : NEXT_STEP_POINTS.teach;
  const points = weight * (1 - (at.knownChance ?? 0));
  return [...continued(activity), { code: 'prerequisite-ready', points, values }];
}

function prerequisitesOf({ nodes }: Situation, { skills }: Activity): number {
  const before = skills.flatMap((skill) => nodes.get(skill)?.prerequisites ?? []);
  return new Set(before.filter((skill) => !skills.includes(skill))).size;
}

function practiceReasons(situation: Situation, activity: Activity): Array<NextStepReason> | null {
  // What placement credited has a review that verifies it; what a few answers made likely has none yet.
  const verified = ({ state, dueAtSeconds }: SkillStanding) => state === 'provisional' && dueAtSeconds !== null;
  const { nowSeconds } = situation.input;
  const settled = (at: SkillStanding) => isSecure(at) || verified(at) || rests(at, nowSeconds);
  const target = weakest(situation, activity, settled);
  if (!target) return null;
  const { skill, at } = target;
  const { probability } = at;
  if (at.state === 'mastered') {
    const values = { skill, lowerBound: at.lowerBound!, secure: SECURE };
    return [{ code: 'make-sure', points: NEXT_STEP_POINTS.sure * (1 - at.lowerBound!), values }];
  }
  if (at.state === 'needs-review') return [weakSkill(skill, probability)];
  const untaught = isUntaught(at) && situation.untaught.has(skill);
  if (untaught && !mayBeKnown(at)) return null;
  const near: NextStepReason = {
    code: 'close-to-mastery',
    // What does not come gets a pause: new things go first, then another explanation, then more questions.
    points: (struggles(at) ? NEXT_STEP_POINTS.struggling : NEXT_STEP_POINTS.probability) * probability,
    values: { skill, probability },
  };
  if (!untaught) return [...continued(activity), near];
  return [{ code: 'may-know-already', points: NEXT_STEP_POINTS.mayKnow * probability, values: { skill, probability } }];
}

/** The weaker a skill that was once won, the more it presses. */
function weakSkill(skill: string, probability: number): NextStepReason {
  return {
    code: 'weak-skill',
    points: NEXT_STEP_POINTS.weak * (1 - probability),
    values: { skill, probability, threshold: MASTERY_RULE.threshold },
  };
}

function reviewReasons(situation: Situation, activity: Activity): Array<NextStepReason> | null {
  const due = dueSkill(activity, situation.standing, situation.input.nowSeconds);
  if (!due) return null;
  const { state, probability } = situation.standing(due.skill);
  const weak = state === 'needs-review' ? [weakSkill(due.skill, probability)] : [];
  const limit = REVIEW_SHARE;
  const { reviewShare, dueMinutes, sessionMinutes } = situation;
  if (reviewShare >= limit) {
    const share: NextStepReason = {
      code: 'review-share-reached',
      points: 0,
      values: { shareOfToday: reviewShare, limit },
    };
    return [...weak, share];
  }
  const { due: base, overdueDay, overdueMax, pile } = NEXT_STEP_POINTS;
  const points = base + Math.min(overdueMax, due.overdueDays * overdueDay);
  const reasons: Array<NextStepReason> = [{ code: 'due-for-review', points, values: due }, ...weak];
  const shareOfSession = dueMinutes / sessionMinutes;
  if (shareOfSession > limit) {
    const values = { dueMinutes, shareOfSession, limit };
    reasons.push({ code: 'reviews-pile-up', points: pile, values });
  }
  return reasons;
}

function examReasons({ standing }: Situation, activity: Activity): Array<NextStepReason> | null {
  if (!activity.skills.every((skill) => standing(skill).state === 'mastered')) return null;
  const ready: NextStepReason = {
    code: 'ready-for-exam',
    points: NEXT_STEP_POINTS.exam,
    values: { skills: activity.skills.length },
  };
  return [...continued(activity), ready];
}
