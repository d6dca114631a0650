// Practice: one question at a time, from wherever the person left off, and what a round came to.
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { AppError } from '~/platform/errors';
import { uuid7 } from '~/platform/ids.server';
import { paths } from '~/platform/paths';
import { requireItem, startOf, storedResult } from './answers.server';
import { toChanges, toQuestionView } from './feedback.server';
import type { TakenAnswer } from './fold';
import type { PracticeQuestionView, PracticeSummaryView, SkillChangeView } from './learning';
import { progressOf, requireLesson, toCompletion } from './lessons.server';
import { nextStepFor } from './next.server';
import { foldPerson } from './rebuild.server';
import { type GivenAnswer, historiesOf, nextOpen, type Round, roundItems, roundSearch, roundStates } from './rounds';
import { type Deps, openState, type OpenLesson } from './state.server';

type Ask = { courseId: string; lesson: string; round: Round; locale: Locale; record?: boolean };

function givenOf({ state }: OpenLesson): Array<GivenAnswer> {
  return state.answers.map(([, itemId, , , correct, atMs]) => ({ itemId, correct, atMs }));
}

function frame(
  { catalog, lesson }: OpenLesson,
  answers: ReadonlyArray<GivenAnswer>,
  { round, locale }: Ask,
  current: string | null,
) {
  const { courseId, slug, title, position } = lesson.entry;
  const items = roundItems(lesson.items, answers, round);
  const states = roundStates(items, answers, round);
  return {
    lesson: { title: title[locale], href: paths.lesson(courseId, slug), number: position },
    courseTitle: catalog.courses.get(courseId)?.title[locale] ?? '',
    courseId,
    slug,
    mode: round.mode,
    skillTitle: round.skill && (catalog.skills.get(round.skill)?.title[locale] ?? null),
    dots: items.map(({ itemId }, k) => ({
      href: paths.practice(courseId, slug, itemId) + roundSearch(round),
      state: states[k]!,
      current: itemId === current,
    })),
  };
}

/** Where the round goes on: its first open question, or null when all are answered. Opens the lesson. Throws `not-found`. */
export async function resumePractice(actor: Actor, ask: Ask, deps: Deps = {}): Promise<string | null> {
  const entry = await requireLesson(ask.courseId, ask.lesson);
  const open = await openState(actor, entry, { record: ask.record ?? true }, deps);
  const answers = givenOf(open);
  const items = roundItems(open.lesson.items, answers, ask.round);
  const next = nextOpen(roundStates(items, answers, ask.round), -1);
  return next === null
    ? null
    : paths.practice(entry.courseId, entry.slug, items[next]!.itemId) + roundSearch(ask.round);
}

/**
 * One question of a round, with the answer given in it, if any. `itemId` is the author's id, as in the address.
 * Throws `not-found` for an item that the person's version of the lesson does not have.
 */
export async function getQuestion(
  actor: Actor,
  ask: Ask & { itemId: string },
  deps: Deps = {},
): Promise<PracticeQuestionView> {
  const { round, locale, itemId } = ask;
  const entry = await requireLesson(ask.courseId, ask.lesson);
  const open = await openState(actor, entry, { itemId, record: ask.record ?? true }, deps);
  const item = open.lesson.items.find((candidate) => candidate.itemId === itemId);
  if (!item) throw new AppError('not-found', { reason: 'item' });
  const prompt = await requireItem(open, item.itemVersionId);
  const answers = givenOf(open);
  const items = roundItems(open.lesson.items, answers, round);
  const given = open.state.answers.filter(([, answered]) => answered === itemId);
  const last = given.at(-1);
  const result =
    last && last[5] >= round.since ? await storedResult(actor, open, prompt, last, round, locale, false) : null;
  const attempt = (last?.[3] ?? 0) + (result ? 0 : 1);
  return {
    ...frame(open, answers, ask, itemId),
    position: items.findIndex((candidate) => candidate.itemId === itemId) + 1,
    of: items.length,
    question: toQuestionView(prompt, locale, actor.userId, attempt),
    attempt,
    key: uuid7(),
    result,
    search: roundSearch(round),
  };
}

/** From the first change to the last, a skill each. */
function sumChanges(changes: ReadonlyArray<SkillChangeView>): Array<SkillChangeView> {
  const bySkill = new Map<string, SkillChangeView>();
  for (const change of changes) {
    const first = bySkill.get(change.skill);
    bySkill.set(change.skill, first ? { ...change, from: first.from, before: first.before } : change);
  }
  return [...bySkill.values()];
}

/** What the round came to: right at the first try, what moved in mastery, and the next step with its reasons. */
export async function getSummary(actor: Actor, ask: Ask, deps: Deps = {}): Promise<PracticeSummaryView> {
  const { round, locale } = ask;
  const entry = await requireLesson(ask.courseId, ask.lesson);
  const open = await openState(actor, entry, { record: ask.record ?? true }, deps);
  const answers = givenOf(open);
  const items = roundItems(open.lesson.items, answers, round);
  const states = roundStates(items, answers, round);
  const ids = open.state.answers.filter(([, , , , , atMs]) => atMs >= round.since).map(([id]) => id);
  const { outcomes } = await foldPerson(actor.userId);
  const taken = ids.flatMap((id): Array<TakenAnswer> => (outcomes.has(id) ? [outcomes.get(id)!] : []));
  const histories = historiesOf(answers);
  const missed = items.filter(({ itemId }) => histories.get(itemId)?.lastRight === false).length;
  const { next } = await nextStepFor(actor, locale, deps);
  const now = (deps.now?.() ?? new Date()).getTime();
  return {
    ...frame(open, answers, ask, null),
    right: states.filter((state) => state === 'right').length,
    of: items.length,
    missed,
    completion: toCompletion(open.lesson, progressOf(open.lesson, startOf(open), histories)),
    changes: sumChanges(taken.flatMap((outcome) => toChanges(open.catalog, outcome, locale))),
    next,
    againHref:
      missed > 0
        ? paths.practice(entry.courseId, entry.slug) + roundSearch({ mode: 'again', skill: null, since: now })
        : null,
  };
}
