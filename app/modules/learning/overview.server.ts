// The dashboard and the figures: one person's path as pages and other modules need it. Reads, and records what it proposes.
import type { Locale } from '~/i18n/locale';
import { whyMessages } from '~/i18n/learning-why';
import { translator } from '~/i18n/messages';
import type { Actor } from '~/platform/actor';
import { AppError } from '~/platform/errors';
import { paths } from '~/platform/paths';
import { estimateFinish } from './engine/pace';
import { ITEM_MINUTES } from './engine/progress';
import {
  type CourseStateView,
  type DashboardView,
  type FinishView,
  type MasteryCounts,
  PLACEMENT_RETAKE_DAYS,
  type PlacementOffer,
  type ProgressReport,
} from './learning';
import { listActivity } from './activity.server';
import { decide, type Decision, recordDecision, toStepView } from './next.server';
import { type LessonSituation, loadSituation, type Offer, type Situation } from './situation.server';
import type { Deps } from './state.server';

/** Other steps offered beside the proposed one. */
const ALTERNATIVES = 4;
/** Under this share of the skills that finished lessons teach, a sentence explains why progress and mastery differ. */
const FIRM_SHARE = 0.8;
const AHEAD_SHARE = 0.15;
/** Reading that took longer than this many times the author's minutes was interrupted. */
const INTERRUPTED = 3;

export function courseViews({ catalog, courses }: Situation, locale: Locale): Array<CourseStateView> {
  return courses.map(({ courseId, progress }) => ({
    id: courseId,
    title: catalog.courses.get(courseId)?.title[locale] ?? courseId,
    done: progress.done,
    lessons: progress.lessons,
    share: progress.share,
    minutesLeft: Math.ceil(progress.remainingMinutes),
  }));
}

export function answersIn({ memory }: Situation, id: string): number {
  const state = memory.skills.get(id);
  return state ? state.successes + state.failures : 0;
}

export function skillLine(situation: Situation, id: string, locale: Locale): DashboardView['skills'][number] {
  const { state, probability } = situation.standing.get(id)!;
  return {
    id,
    title: situation.catalog.skills.get(id)?.title[locale] ?? id,
    state,
    probability: answersIn(situation, id) > 0 ? probability : null,
  };
}

export function countMastery({ skills, standing }: Situation): MasteryCounts {
  const counts: MasteryCounts = { 'not-started': 0, learning: 0, provisional: 0, mastered: 0, 'needs-review': 0 };
  for (const skill of skills) counts[standing.get(skill)!.state]++;
  return counts;
}

/** A sentence when what was finished and what is mastered tell different stories. */
export function differSentence({ lessons, skills, standing }: Situation, locale: Locale): string | null {
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

export function finishOf({ overview, profile, lessons, courses, now }: Situation): FinishView | null {
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

export function dueReviews(
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

export function examOf({ path }: Situation, locale: Locale) {
  return path.certification ? { href: paths.exam(path.certification), title: path.title[locale] } : null;
}

/** Whether the placement test is worth offering. */
export function placementOf({ overview, now }: Situation): PlacementOffer {
  if (!overview.placement) return 'offer';
  const { finishedMs } = overview.placement;
  if (finishedMs === null) return 'open';
  return now.getTime() < finishedMs + PLACEMENT_RETAKE_DAYS * 86_400_000 ? 'done' : 'again';
}

/** The best other steps; of reviews only the first, since all of them have a line of their own. */
export function alternativesOf(
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
    placement: placementOf(situation),
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
