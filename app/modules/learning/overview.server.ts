// The dashboard, the map and the figures: one person's path as pages and other modules need it. Reads, and records what it proposes.
import type { Locale } from '~/i18n/locale';
import { whyMessages } from '~/i18n/learning-why';
import { translator } from '~/i18n/messages';
import type { Actor } from '~/platform/actor';
import { AppError } from '~/platform/errors';
import { paths } from '~/platform/paths';
import { missingPrerequisites } from './engine/graph';
import { isReady } from './engine/next-step-score';
import { estimateFinish } from './engine/pace';
import { ITEM_MINUTES } from './engine/progress';
import type {
  CourseStateView,
  DashboardView,
  FinishView,
  LessonStateView,
  LockView,
  MasteryCounts,
  PathView,
  ProgressReport,
  SkillStateView,
} from './learning';
import { listActivity } from './activity.server';
import { decide, type Decision, recordDecision, toStepView } from './next.server';
import { type LessonSituation, loadSituation, type Offer, type Situation } from './situation.server';
import type { Deps } from './state.server';
import { masterySentences } from './why.server';

/** Other steps offered beside the proposed one. */
const ALTERNATIVES = 4;
/** Under this share of the skills that finished lessons teach, a sentence explains why progress and mastery differ. */
const FIRM_SHARE = 0.8;
const AHEAD_SHARE = 0.15;
/** Reading that took longer than this many times the author's minutes was interrupted. */
const INTERRUPTED = 3;

function courseViews({ catalog, courses }: Situation, locale: Locale): Array<CourseStateView> {
  return courses.map(({ courseId, progress }) => ({
    id: courseId,
    title: catalog.courses.get(courseId)?.title[locale] ?? courseId,
    done: progress.done,
    lessons: progress.lessons,
    share: progress.share,
    minutesLeft: Math.ceil(progress.remainingMinutes),
  }));
}

function answersIn({ memory }: Situation, id: string): number {
  const state = memory.skills.get(id);
  return state ? state.successes + state.failures : 0;
}

function skillLine(situation: Situation, id: string, locale: Locale): DashboardView['skills'][number] {
  const { state, probability } = situation.standing.get(id)!;
  return {
    id,
    title: situation.catalog.skills.get(id)?.title[locale] ?? id,
    state,
    probability: answersIn(situation, id) > 0 ? probability : null,
  };
}

function skillView(situation: Situation, id: string, actor: Actor, locale: Locale): SkillStateView {
  const { catalog, standing, lessons } = situation;
  const skill = catalog.skills.get(id);
  const home = lessons.find(({ pinned }) => pinned.skills.includes(id))?.pinned.entry;
  return {
    ...skillLine(situation, id, locale),
    description: skill?.description[locale] ?? '',
    area: skill?.area ?? 'foundations',
    answers: answersIn(situation, id),
    why: masterySentences(standing.get(id)!, { catalog, locale, timeZone: actor.timeZone }),
    lesson: home ? { title: home.title[locale], href: paths.lesson(home.courseId, home.slug) } : null,
  };
}

function countMastery({ skills, standing }: Situation): MasteryCounts {
  const counts: MasteryCounts = { 'not-started': 0, learning: 0, provisional: 0, mastered: 0, 'needs-review': 0 };
  for (const skill of skills) counts[standing.get(skill)!.state]++;
  return counts;
}

/** A sentence when what was finished and what is mastered tell different stories. */
function differSentence({ lessons, skills, standing }: Situation, locale: Locale): string | null {
  const t = translator(whyMessages, locale);
  const finished = lessons.filter(({ progress }) => progress.state === 'done');
  const taught = [...new Set(finished.flatMap(({ pinned }) => pinned.skills))];
  const holds = (skill: string) => ['mastered', 'provisional'].includes(standing.get(skill)!.state);
  const numbers = { done: finished.length, lessons: lessons.length, taught: taught.length, total: skills.length };
  const firm = taught.filter(holds).length;
  if (taught.length > 0 && firm / taught.length < FIRM_SHARE) return t('differ.ahead', { ...numbers, firm });
  const all = skills.filter(holds).length;
  if (all / Math.max(1, skills.length) - finished.length / Math.max(1, lessons.length) > AHEAD_SHARE)
    return t('differ.behind', { ...numbers, firm: all });
  return null;
}

/** Own minutes of a lesson's reading, when they tell something. */
function readingMinutes({ pinned, startedMs, readMs }: LessonSituation): number | null {
  if (startedMs === null || readMs === null) return null;
  const minutes = (readMs - startedMs) / 60_000;
  return minutes > 0 && minutes <= pinned.minutes * INTERRUPTED ? minutes : null;
}

function finishOf({ overview, profile, lessons, courses, now }: Situation): FinishView | null {
  const remainingMinutes = courses.reduce((sum, { progress }) => sum + progress.remainingMinutes, 0);
  if (remainingMinutes === 0) return null;
  const answering = overview.work.map(([atMs, answers]) => ({
    minutes: Math.min(30, answers * ITEM_MINUTES),
    atSeconds: atMs / 1000,
  }));
  const read = lessons.filter(({ readMs }) => readMs !== null);
  const reading = read.map((lesson) => ({
    minutes: readingMinutes(lesson) ?? lesson.pinned.minutes,
    atSeconds: lesson.readMs! / 1000,
  }));
  const finished = read.flatMap((lesson) => {
    const minutes = readingMinutes(lesson);
    return minutes === null ? [] : [{ authorMinutes: lesson.pinned.minutes, minutes }];
  });
  const estimate = estimateFinish({
    remainingMinutes,
    plannedMinutesPerWeek: profile?.minutesPerWeek ?? null,
    sessions: [...answering, ...reading],
    finished,
    nowSeconds: now.getTime() / 1000,
  });
  return (
    estimate && {
      earliest: new Date(estimate.earliestSeconds * 1000).toISOString(),
      latest: new Date(estimate.latestSeconds * 1000).toISOString(),
      minutesPerWeek: Math.round(estimate.minutesPerWeek),
      basis: estimate.basis,
    }
  );
}

function dueReviews(
  { standing, memory, now }: Situation,
  offers: ReadonlyMap<string, Offer>,
): DashboardView['reviews'] {
  const due = [...offers.values()].filter(({ activity, skill }) => {
    if (activity.kind !== 'review' || !skill) return false;
    const at = memory.skills.get(skill)?.review?.dueAtSeconds ?? Infinity;
    return at <= now.getTime() / 1000 || standing.get(skill)?.state === 'needs-review';
  });
  const oldest = (offer: Offer) => memory.skills.get(offer.skill ?? '')?.review?.dueAtSeconds ?? Infinity;
  const [first] = due.sort((left, right) => oldest(left) - oldest(right));
  return first
    ? { skills: due.length, minutes: due.reduce((sum, { activity }) => sum + activity.minutes, 0), href: first.href }
    : null;
}

function examOf({ path }: Situation, locale: Locale) {
  return path.certification ? { href: paths.exam(path.certification), title: path.title[locale] } : null;
}

/** The best other steps; of reviews only the first, since all of them have a line of their own. */
function alternativesOf(
  { alternatives }: Decision['step'],
  chosen: Decision['chosen'],
): Decision['step']['alternatives'] {
  const others = alternatives.filter(({ activity }) => activity.id !== chosen?.activity.id);
  const review = others.find(({ activity }) => activity.kind === 'review');
  return others.filter((ranked) => ranked === review || ranked.activity.kind !== 'review').slice(0, ALTERNATIVES);
}

/**
 * What the dashboard shows. Null for somebody who has not said yet what they want to learn. `passed`: programs they hold a
 * certificate of, so that their exam is not proposed again.
 */
export async function getDashboard(
  actor: Actor,
  input: { locale: Locale; passed?: ReadonlyArray<string> },
  deps: Deps = {},
): Promise<DashboardView | null> {
  const { locale } = input;
  const decision = await decide(actor, new Set(input.passed), deps);
  if (!decision?.situation.profile) return null;
  const { situation, offers, step, chosen } = decision;
  const [activity] = await Promise.all([listActivity(actor, { locale, limit: 6 }), recordDecision(actor, decision)]);
  const view = (ranked: Decision['step']['alternatives'][number]) => toStepView(decision, ranked, actor, locale);
  const exam = examOf(situation, locale);
  return {
    timeZone: actor.timeZone,
    pathTitle: situation.path.title[locale],
    goalTitle: situation.goal?.title[locale] ?? null,
    next: chosen && view(chosen),
    recommendationId: decision.recommendationId,
    ownChoice: decision.ownChoice,
    reviews: dueReviews(situation, offers),
    alternatives: alternativesOf(step, chosen).map(view),
    courses: courseViews(situation, locale),
    mastery: countMastery(situation),
    skills: situation.skills.map((id) => skillLine(situation, id, locale)),
    differ: differSentence(situation, locale),
    finish: finishOf(situation),
    activity,
    exam: exam && { ...exam, passed: input.passed?.includes(situation.path.certification ?? '') ?? false },
  };
}

/** Lessons to take first, in the authors' order, so that this one stands on firm ground. */
function lockOf(
  { catalog, lessons, standing }: Situation,
  { pinned }: LessonSituation,
  locale: Locale,
): LockView | null {
  const ready = (skill: string) => isReady(standing.get(skill)?.state ?? 'not-started');
  const direct = missingPrerequisites(catalog.skills, pinned.skills, ready);
  if (direct.length === 0) return null;
  const missing = new Set(direct);
  for (const skill of missing)
    for (const before of missingPrerequisites(catalog.skills, [skill], ready)) missing.add(before);
  const way = lessons.filter(
    ({ pinned: other, progress }) =>
      other !== pinned && progress.state !== 'done' && other.skills.some((skill) => missing.has(skill)),
  );
  return {
    missing: direct.map((skill) => catalog.skills.get(skill)?.title[locale] ?? skill),
    way: way.map(({ pinned: { entry, minutes, items } }) => ({
      title: entry.title[locale],
      href: paths.lesson(entry.courseId, entry.slug),
      minutes: Math.ceil(minutes + items.length * ITEM_MINUTES),
    })),
  };
}

function lessonView(situation: Situation, lesson: LessonSituation, locale: Locale): LessonStateView {
  const { pinned, progress } = lesson;
  const { entry, items } = pinned;
  return {
    lessonId: entry.id,
    courseId: entry.courseId,
    slug: entry.slug,
    number: entry.position,
    title: entry.title[locale],
    summary: entry.summary[locale],
    href: paths.lesson(entry.courseId, entry.slug),
    state: progress.state,
    share: progress.share,
    minutes: Math.ceil(pinned.minutes + items.length * ITEM_MINUTES),
    answered: progress.answered,
    right: progress.correct,
    items: items.length,
    skills: pinned.skills,
    lock: progress.state === 'not-started' ? lockOf(situation, lesson, locale) : null,
  };
}

/** The map: every lesson and every skill of the path, with states and why. Null for somebody without a goal. */
export async function getPathView(
  actor: Actor,
  { locale }: { locale: Locale },
  deps: Deps = {},
): Promise<PathView | null> {
  const decision = await decide(actor, new Set(), deps);
  if (!decision?.situation.profile) return null;
  const { situation, chosen, offers } = decision;
  return {
    pathTitle: situation.path.title[locale],
    goalTitle: situation.goal?.title[locale] ?? null,
    nextLessonId: (chosen && offers.get(chosen.activity.id)?.lesson?.id) ?? null,
    courses: courseViews(situation, locale).map((course) => ({
      ...course,
      lessonStates: situation.lessons
        .filter(({ pinned }) => pinned.entry.courseId === course.id)
        .map((lesson) => lessonView(situation, lesson, locale)),
    })),
    skills: situation.skills.map((id) => skillView(situation, id, actor, locale)),
    exam: examOf(situation, locale),
  };
}

/** How far somebody is in a course and where they stand on its skills: advice for certification. Throws `not-found`. */
export async function getProgress(
  actor: Actor,
  { courseId }: { courseId: string },
  deps: Deps = {},
): Promise<ProgressReport> {
  const situation = await loadSituation(actor, courseId, deps);
  const course = situation?.courses.find((candidate) => candidate.courseId === courseId);
  if (!situation || !course) throw new AppError('not-found', { reason: 'course' });
  const lessons = situation.lessons.filter(({ pinned }) => pinned.entry.courseId === courseId);
  const skills = [...new Set(lessons.flatMap(({ pinned }) => pinned.skills))];
  return {
    lessons: course.progress.lessons,
    lessonsDone: course.progress.done,
    answers: lessons.reduce((sum, { progress }) => sum + progress.answered, 0),
    right: lessons.reduce((sum, { progress }) => sum + progress.correct, 0),
    minutesLeft: Math.ceil(course.progress.remainingMinutes),
    skills: skills.map((id) => {
      const { state, probability, certifiable } = situation.standing.get(id)!;
      return { id, state, probability: situation.memory.skills.has(id) ? probability : null, certifiable };
    }),
  };
}
