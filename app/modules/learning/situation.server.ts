// Where a person stands over all courses of their path, and what they could do next: the engine's input from what is stored.
import type { CatalogStructure, Goal, LessonEntry, Path } from '../catalog/catalog';
import { structure } from '../catalog/catalog.server';
import type { Actor } from '~/platform/actor';
import { systemClock } from '~/platform/clock';
import { paths } from '~/platform/paths';
import { assignArm, type ExperimentArm } from './engine/experiment';
import { assessMastery, type Mastery } from './engine/mastery';
import { isFirstAttempt, newSkill } from './engine/model';
import type { ModelParameters } from './engine/parameters';
import { type CourseProgress, courseProgress, ITEM_MINUTES, type LessonProgress } from './engine/progress';
import type { Activity, NextStepInput } from './engine/next-step-score';
import { historyOf, isReady, type SkillStanding } from './engine/next-step-standing';
import type { SkillState } from './engine/state';
import { type Memory, toSeconds } from './fold';
import { startOfDay } from './day';
import { AUTHOR_ORDER_SHARE, EXPERIMENT, type StepAction } from './learning';
import { type PinnedLesson, pinnedLesson, progressOf, toEngineLesson, toEvents } from './lessons.server';
import { modelParameters } from './model.server';
import { type ItemHistory, PRACTICE_ITEMS, REVIEW_ITEMS, roundSearch } from './rounds';
import { type Deps, toMemory, untilDone } from './state.server';
import * as store from './store.server';

/** A lesson with everything this person did in it. */
export type LessonSituation = {
  pinned: PinnedLesson;
  startedMs: number | null;
  readMs: number | null;
  touchedMs: number | null;
  histories: ReadonlyMap<string, ItemHistory>;
  progress: LessonProgress;
};

/** An activity with where it leads. */
export type Offer = {
  activity: Activity;
  action: StepAction;
  href: string;
  lesson: LessonEntry | null;
  skill: string | null;
  share: number;
  question: { number: number; of: number } | null;
};

export type Situation = {
  catalog: CatalogStructure;
  parameters: ModelParameters;
  now: Date;
  profile: store.ProfileRow | null;
  path: Path;
  goal: Goal | null;
  memory: Memory;
  overview: store.Overview;
  lessons: ReadonlyArray<LessonSituation>;
  courses: ReadonlyArray<{ courseId: string; progress: CourseProgress }>;
  /** Skills that the path teaches, in order of first appearance. */
  skills: ReadonlyArray<string>;
  standing: ReadonlyMap<string, Mastery>;
  /** Arm of the experiment, for whoever takes part in it. */
  arm: ExperimentArm | null;
};

/** The path to look at: the one that holds `courseId`, when given, else the person's own, else the first there is. */
function choosePath(
  { courses, paths: known }: CatalogStructure,
  profile: store.ProfileRow | null,
  courseId: string | undefined,
): Path | undefined {
  const own = known.get(profile?.pathId ?? '');
  if (courseId === undefined) return own ?? [...known.values()][0];
  const course = courses.get(courseId);
  if (!course) return undefined;
  const holding = [own, ...known.values()].find((path) => path?.courses.includes(courseId));
  // A course outside every path is a path of its own.
  return (
    holding ?? {
      id: courseId,
      title: course.title,
      summary: course.summary,
      audience: course.audience,
      courses: [courseId],
      certification: null,
      goals: [],
    }
  );
}

/** The arm of somebody who takes part in the experiment; null for everybody else. */
function armOf(userId: string, consent: store.Overview['consent']): Situation['arm'] {
  const consented = consent?.given === true && consent.experiment === EXPERIMENT;
  return assignArm(EXPERIMENT, userId, { share: AUTHOR_ORDER_SHARE, consented });
}

/** One person's situation on their path, or on the one that holds `courseId`. Null when nothing such is taught. */
export async function loadSituation(
  actor: Actor,
  courseId?: string,
  { now: clock = systemClock }: Deps = {},
): Promise<Situation | null> {
  const catalog = await structure();
  const now = clock();
  return untilDone(actor.userId, async () => {
    const parameters = await modelParameters(catalog);
    const overview = await store.loadOverview(actor.userId, now);
    const { profile } = overview;
    const path = choosePath(catalog, profile, courseId);
    if (!path) return { none: true as const };
    const memory = toMemory(catalog, parameters, overview);
    const lessons = await lessonsOf(catalog, path, overview);
    const skills = [
      ...new Set(lessons.flatMap(({ pinned }) => [...pinned.skills, ...pinned.items.flatMap((item) => item.skills)])),
    ];
    const nowSeconds = toSeconds(now.getTime());
    const standing = new Map<string, Mastery>();
    for (const skill of new Set([...skills, ...memory.skills.keys()])) {
      standing.set(
        skill,
        assessMastery(parameters, memory.learner, skill, memory.skills.get(skill) ?? newSkill(parameters), nowSeconds),
      );
    }
    return {
      catalog,
      parameters,
      now,
      profile,
      path,
      goal: path.goals.find(({ id }) => id === profile?.goalId) ?? null,
      memory,
      overview,
      lessons,
      courses: path.courses.map((courseId) => ({
        courseId,
        progress: courseProgressOf(lessons.filter(({ pinned }) => pinned.entry.courseId === courseId)),
      })),
      skills,
      standing,
      arm: armOf(actor.userId, overview.consent),
    };
  }).then((found) => ('none' in found ? null : found));
}

async function lessonsOf(
  catalog: CatalogStructure,
  path: Path,
  { starts, histories }: store.Overview,
): Promise<Array<LessonSituation>> {
  const startOf = new Map(starts.map((start) => [start[0], start]));
  const historyOf = new Map<string, Map<string, ItemHistory>>();
  for (const [lessonId, itemId, tries, firstRight, firstAtMs, rightAtMs, lastRight, lastAtMs] of histories) {
    const known = historyOf.get(lessonId) ?? new Map<string, ItemHistory>();
    known.set(itemId, { tries, firstRight, firstAtMs, rightAtMs, lastRight, lastAtMs });
    historyOf.set(lessonId, known);
  }
  const entries = path.courses.flatMap((courseId) => catalog.courses.get(courseId)?.lessons ?? []);
  return Promise.all(
    entries.map(async (entry) => {
      const start = startOf.get(entry.id);
      const pinned = await pinnedLesson(catalog, entry, start?.[1] ?? null);
      const times = { startedMs: start?.[2] ?? null, readMs: start?.[3] ?? null, touchedMs: start?.[4] ?? null };
      const known = historyOf.get(entry.id) ?? new Map<string, ItemHistory>();
      return { pinned, ...times, histories: known, progress: progressOf(pinned, times, known) };
    }),
  );
}

function courseProgressOf(lessons: ReadonlyArray<LessonSituation>): CourseProgress {
  return courseProgress(
    lessons.map(({ pinned }) => toEngineLesson(pinned)),
    lessons.flatMap(({ pinned, histories, ...times }) => toEvents(pinned.entry.id, times, histories)),
  );
}

/** Whether practising this item again would count now. */
function countsNow(history: ItemHistory | undefined, nowMs: number): boolean {
  return isFirstAttempt(history ? history.lastAtMs / 1000 : null, nowMs / 1000);
}

/** Left in the middle. Not so a lesson that a review opened: all its skills were there before it was ever read. */
function isBegun({ standing }: Situation, { pinned, progress, readMs }: LessonSituation): boolean {
  const held = pinned.skills.every((skill) => isReady(standing.get(skill)?.state ?? 'not-started'));
  return progress.state === 'started' && (readMs !== null || !held);
}

function lessonOffer(situation: Situation, lesson: LessonSituation, nowMs: number): Offer {
  const { pinned, histories, progress } = lesson;
  const { entry, items } = pinned;
  const { missing } = progress;
  const open = items.findIndex(({ itemId }) => !histories.has(itemId));
  const practise = !missing.read && open >= 0;
  const again = !missing.read && open < 0 && missing.correct > 0;
  const reading = missing.read ? pinned.minutes : 0;
  return {
    activity: {
      id: `lesson:${entry.courseId}/${entry.slug}`,
      kind: 'lesson',
      skills: pinned.skills,
      minutes: Math.max(1, Math.ceil(reading + Math.max(missing.answers, missing.correct) * ITEM_MINUTES)),
      formats: ['text', 'interactive'],
      status: progress.state === 'started' && !isBegun(situation, lesson) ? 'not-started' : progress.state,
    },
    action: practise ? 'practise' : again ? 'practise-missed' : 'read',
    href: practise
      ? paths.practice(entry.courseId, entry.slug, items[open]!.itemId)
      : again
        ? paths.practice(entry.courseId, entry.slug) + roundSearch({ mode: 'again', skill: null, since: nowMs })
        : paths.lesson(entry.courseId, entry.slug),
    lesson: entry,
    skill: null,
    share: progress.share,
    question: practise ? { number: open + 1, of: items.length } : null,
  };
}

/** Practice apart from the lesson: before it, as a way past it; after it, while something in it counts again or was missed. */
function practiceOffer({ pinned, histories, progress }: LessonSituation, nowMs: number): Offer | null {
  const { entry, items } = pinned;
  const missed = items.filter(({ itemId }) => histories.get(itemId)?.lastRight === false);
  const before = progress.state === 'not-started';
  const useful = before || missed.length > 0 || items.some(({ itemId }) => countsNow(histories.get(itemId), nowMs));
  if (items.length === 0 || progress.state === 'started' || !useful) return null;
  const count = before ? items.length : missed.length || Math.min(PRACTICE_ITEMS, items.length);
  const mode = missed.length > 0 ? 'again' : 'review';
  return {
    activity: {
      id: `practice:${entry.courseId}/${entry.slug}`,
      kind: 'practice',
      skills: pinned.skills,
      minutes: Math.ceil(count * ITEM_MINUTES),
      formats: ['interactive'],
      status: before ? 'not-started' : 'done',
    },
    action: before ? 'try-first' : missed.length > 0 ? 'practise-missed' : 'practise',
    href: paths.practice(entry.courseId, entry.slug) + (before ? '' : roundSearch({ mode, skill: null, since: nowMs })),
    lesson: entry,
    skill: null,
    share: progress.share,
    question: null,
  };
}

/** Where a skill can be reviewed: a lesson that was opened before any other, on the path before elsewhere. */
export function reviewHome(situation: Situation, skill: string): { entry: LessonEntry; items: number } | null {
  const { catalog, lessons, overview } = situation;
  const asks = ({ pinned }: LessonSituation) => pinned.items.filter((item) => item.skills.includes(skill)).length;
  const home =
    lessons.find((lesson) => lesson.startedMs !== null && asks(lesson) > 0) ??
    lessons.find((lesson) => asks(lesson) > 0);
  if (home) return { entry: home.pinned.entry, items: asks(home) };
  const elsewhere = new Map<string, number>();
  for (const { lessonId, skills } of catalog.items.values())
    if (skills.includes(skill)) elsewhere.set(lessonId, (elsewhere.get(lessonId) ?? 0) + 1);
  const opened = overview.starts.find(([lessonId]) => elsewhere.has(lessonId))?.[0];
  const entry = catalog.lessons.get(opened ?? elsewhere.keys().next().value ?? '');
  return entry ? { entry, items: elsewhere.get(entry.id)! } : null;
}

function reviewOffer(situation: Situation, skill: string, state: SkillState): Offer | null {
  const home = state.review === null ? null : reviewHome(situation, skill);
  if (!home) return null;
  const { entry } = home;
  return {
    activity: {
      id: `review:${skill}`,
      kind: 'review',
      skills: [skill],
      minutes: Math.ceil(Math.min(REVIEW_ITEMS, home.items) * ITEM_MINUTES),
      formats: ['interactive'],
      status: 'not-started',
    },
    action: 'review',
    href:
      paths.practice(entry.courseId, entry.slug) +
      roundSearch({ mode: 'review', skill, since: situation.now.getTime() }),
    lesson: entry,
    skill,
    share: 0,
    question: null,
  };
}

/** Everything that could be done, in the author's order: lessons, practice, reviews, the exam. */
export function offersOf(situation: Situation, passed: ReadonlySet<string>): Map<string, Offer> {
  const nowMs = situation.now.getTime();
  const offers: Array<Offer | null> = [];
  for (const lesson of situation.lessons)
    offers.push(lessonOffer(situation, lesson, nowMs), practiceOffer(lesson, nowMs));
  for (const [skill, state] of situation.memory.skills) offers.push(reviewOffer(situation, skill, state));
  const { certification } = situation.path;
  if (certification) {
    // How long it takes is the program's to say: 0 is not shown.
    offers.push({
      activity: {
        id: `exam:${certification}`,
        kind: 'exam',
        skills: situation.skills,
        minutes: 0,
        formats: [],
        status: passed.has(certification) ? 'done' : 'not-started',
      },
      action: 'exam',
      href: paths.exam(certification),
      lesson: null,
      skill: null,
      share: 0,
      question: null,
    });
  }
  return new Map(offers.flatMap((offer) => (offer ? [[offer.activity.id, offer]] : [])));
}

/** The engine's input for one decision. */
export function toNextStepInput(
  situation: Situation,
  offers: ReadonlyMap<string, Offer>,
  seed: string,
  override: string | null,
  timeZone: string,
): NextStepInput {
  const { catalog, goal, now, profile, standing, memory, overview } = situation;
  return {
    skills: [...catalog.skills.values()],
    activities: [...offers.values()].map(({ activity }) => activity),
    standing: new Map(
      [...standing].map(([skill, { state, probability, lowerBound }]): [string, SkillStanding] => [
        skill,
        {
          state,
          probability,
          lowerBound,
          knownChance: overview.placement?.undecided[skill],
          dueAtSeconds: memory.skills.get(skill)?.review?.dueAtSeconds ?? null,
          ...historyOf(memory.skills.get(skill) ?? newSkill(situation.parameters)),
        },
      ]),
    ),
    goal: new Map((goal?.skills ?? []).map((skill) => [skill, 1])),
    override,
    minutesAvailable: null,
    formats: profile?.formats ?? [],
    today: todayOf(situation, timeZone),
    policy: situation.arm ?? 'adaptive',
    nowSeconds: toSeconds(now.getTime()),
    seed,
  };
}

/** What was done today in the person's zone: minutes by the author's measure, and the skills of the last answer. */
function todayOf({ lessons, now }: Situation, timeZone: string): NextStepInput['today'] {
  const began = startOfDay(now, timeZone);
  const isToday = (ms: number | null) => ms !== null && ms >= began;
  let minutes = 0;
  let reviewMinutes = 0;
  let last: { atMs: number; skills: ReadonlyArray<string> } = { atMs: 0, skills: [] };
  for (const { pinned, readMs, histories } of lessons) {
    if (isToday(readMs)) minutes += pinned.minutes;
    for (const { itemId, skills } of pinned.items) {
      const history = histories.get(itemId);
      if (!history || !isToday(history.lastAtMs)) continue;
      minutes += ITEM_MINUTES;
      if (!isToday(history.firstAtMs)) reviewMinutes += ITEM_MINUTES;
      if (history.lastAtMs > last.atMs) last = { atMs: history.lastAtMs, skills };
    }
  }
  return { minutes, reviewMinutes, lastSkills: last.skills };
}
