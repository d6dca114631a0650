// The queue of reviews over all courses: what is due when, why, and where it begins.
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { startOfDay } from './day';
import { ITEM_MINUTES } from './engine/progress';
import { retrievability } from './engine/review';
import type { SkillState } from './engine/state';
import type { ReviewsView, ReviewView } from './learning';
import { paths } from '~/platform/paths';
import { REVIEW_ITEMS, roundSearch } from './rounds';
import { loadSituation, reviewHome, type Situation } from './situation.server';
import type { Deps } from './state.server';

const DAY_MS = 86_400_000;

/** A skill's review as it is shown; null when it has none, or no question is left to ask. */
export function reviewView(situation: Situation, skill: string, locale: Locale): ReviewView | null {
  const { catalog, memory, now, standing } = situation;
  const review = memory.skills.get(skill)?.review ?? null;
  const home = review && reviewHome(situation, skill);
  if (!review || !home) return null;
  const { entry } = home;
  const overdue = now.getTime() / 1000 - review.dueAtSeconds;
  return {
    skill,
    title: catalog.skills.get(skill)?.title[locale] ?? skill,
    lessonTitle: entry.title[locale],
    courseTitle: catalog.courses.get(entry.courseId)?.title[locale] ?? '',
    href: paths.practice(entry.courseId, entry.slug) + roundSearch({ mode: 'review', skill, since: now.getTime() }),
    minutes: Math.ceil(Math.min(REVIEW_ITEMS, home.items) * ITEM_MINUTES),
    dueAt: new Date(review.dueAtSeconds * 1000).toISOString(),
    overdueDays: Math.max(0, Math.floor(overdue / 86_400)),
    recall: retrievability(review, now.getTime() / 1000),
    because: causeOf(memory.skills.get(skill)!, standing.get(skill)?.state === 'needs-review'),
  };
}

function causeOf({ credited, masteredAtSeconds }: SkillState, slipped: boolean): ReviewView['because'] {
  if (slipped) return 'slipped';
  return credited && masteredAtSeconds === null ? 'placement' : 'due';
}

/** Reviews with the moment from which they are due; what slipped is due now. The most forgotten first. */
export function listDue(situation: Situation, locale: Locale): Array<{ review: ReviewView; dueMs: number }> {
  const nowMs = situation.now.getTime();
  const found = [...situation.memory.skills.keys()].flatMap((skill) => {
    const review = reviewView(situation, skill, locale);
    if (!review) return [];
    return [{ review, dueMs: review.because === 'slipped' ? nowMs : new Date(review.dueAt).getTime() }];
  });
  return found.sort((left, right) => left.review.recall - right.review.recall);
}

/** Everything that is due or will be, over all courses. Empty for somebody who has won nothing yet. */
export async function getReviews(actor: Actor, { locale }: { locale: Locale }, deps: Deps = {}): Promise<ReviewsView> {
  const situation = await loadSituation(actor, undefined, deps);
  const empty = { timeZone: actor.timeZone, today: [], tomorrow: [], week: [], later: 0, doneToday: 0 };
  if (!situation) return empty;
  const midnight = startOfDay(situation.now, actor.timeZone);
  const due = listDue(situation, locale);
  const between = (from: number, to: number) =>
    due.filter(({ dueMs }) => dueMs >= from && dueMs < to).map(({ review }) => review);
  const day = (days: number) => midnight + days * DAY_MS;
  const done = [...situation.memory.skills.values()].filter(
    ({ review }) => review !== null && review.reviews > 0 && review.lastAtSeconds * 1000 >= midnight,
  );
  return {
    ...empty,
    today: between(-Infinity, day(1)),
    tomorrow: between(day(1), day(2)),
    week: between(day(2), day(7)),
    later: between(day(7), Infinity).length,
    doneToday: done.length,
  };
}
