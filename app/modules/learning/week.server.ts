// The weekly review: what went up and down and why, time against plan, and a proposal for the days to come. Folded from the log.
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { paths } from '~/platform/paths';
import { weekOf } from './day';
import { assessMastery, type MasteryState } from './engine/mastery';
import { newSkill } from './engine/model';
import type { ModelParameters } from './engine/parameters';
import { ITEM_MINUTES } from './engine/progress';
import { retrievability } from './engine/review';
import { foldLog, type LogEntry, type Memory, type Move, toSeconds } from './fold';
import type { WeekChangeView, WeekView } from './learning';
import { decide, type Decision } from './next.server';
import { loadEntries } from './rebuild.server';
import { listDue } from './reviews.server';
import type { Situation } from './situation.server';
import type { Deps } from './state.server';

/** Weeks one can look back. */
export const WEEKS_BACK = 26;
/** Lessons proposed when there is no plan to fill. */
const STEPS_WITHOUT_PLAN = 3;
const STEPS_MAX = 6;
const WEEK_MS = 7 * 86_400_000;

/** The weeks to go back that an address asks for; anything unreadable is the current week. */
export function parseBack(search: URLSearchParams): number {
  const back = Number(search.get('back') ?? 0);
  return Number.isInteger(back) && back >= 0 && back <= WEEKS_BACK ? back : 0;
}

/** From the firmest down; a skill that needs review stands above one that is still being learned. */
const RANK: Record<MasteryState, number> = {
  mastered: 4,
  provisional: 3,
  'needs-review': 2,
  learning: 1,
  'not-started': 0,
};

/** Minutes of learning and when: questions at their usual time, lessons read at their author's. */
function work(
  log: ReadonlyArray<LogEntry>,
  { overview, catalog }: Situation,
): Array<{ atMs: number; minutes: number }> {
  const answers = log.flatMap(({ kind, atMs }) => (kind === 'answer' ? [{ atMs, minutes: ITEM_MINUTES }] : []));
  const reading = overview.starts.flatMap(([lessonId, , , readMs]) =>
    readMs === null ? [] : [{ atMs: readMs, minutes: catalog.lessons.get(lessonId)?.minutes ?? 0 }],
  );
  return [...answers, ...reading];
}

function because(moves: ReadonlyArray<Move>): WeekChangeView['because'] {
  const kinds = new Set(moves.map(({ entry }) => entry.kind));
  if (kinds.has('exam')) return 'exam';
  if (kinds.has('answer')) return 'answers';
  if (kinds.has('placement')) return 'placement';
  return kinds.has('lesson') ? 'lesson' : 'faded';
}

/** Skills whose state at the end of the week is another than at its start: by what was done, or by time alone. */
function changesOf(
  parameters: ModelParameters,
  situation: Situation,
  before: Memory,
  after: Memory,
  moves: ReadonlyArray<Move>,
  [from, to]: [number, number],
  locale: Locale,
): Array<WeekChangeView> {
  const stand = (memory: Memory, skill: string, atMs: number) =>
    assessMastery(parameters, memory.learner, skill, memory.skills.get(skill) ?? newSkill(parameters), toSeconds(atMs));
  const changes: Array<WeekChangeView> = [];
  for (const [skill, state] of after.skills) {
    const was = stand(before, skill, from).state;
    const is = stand(after, skill, to).state;
    if (was === is) continue;
    const about = moves.filter(({ changes: moved }) => moved.some((change) => change.skill === skill));
    const answers = about.flatMap(({ entry }) => (entry.kind === 'answer' ? [entry.correct] : []));
    changes.push({
      id: skill,
      title: situation.catalog.skills.get(skill)?.title[locale] ?? skill,
      state: is,
      from: was,
      way: RANK[is] < RANK[was] ? 'down' : is === 'learning' ? 'begun' : 'up',
      right: answers.filter(Boolean).length,
      wrong: answers.filter((correct) => !correct).length,
      because: because(about),
      recall: state.review && retrievability(state.review, toSeconds(to)),
    });
  }
  return changes.sort((left, right) => RANK[right.state] - RANK[left.state]);
}

/** Reviews of the coming days first, then lessons in the engine's order, then in the authors', while the plan has room. */
function propose(decision: Decision, planned: number | null, locale: Locale): NonNullable<WeekView['proposal']> {
  const { situation, chosen, step, offers } = decision;
  const until = situation.now.getTime() + WEEK_MS;
  const reviews = listDue(situation, locale).filter(({ dueMs }) => dueMs < until);
  const reviewMinutes = reviews.reduce((sum, { review }) => sum + review.minutes, 0);
  const ranked = [chosen, ...step.alternatives].flatMap((found) => (found ? [found.activity] : []));
  const rest = [...offers.values()].map(({ activity }) => activity).filter(({ status }) => status !== 'done');
  const steps = new Map<string, { title: string; href: string; minutes: number }>();
  let minutes = reviewMinutes;
  for (const { id, kind, minutes: needed } of [...ranked, ...rest]) {
    const lesson = offers.get(id)?.lesson;
    if (kind !== 'lesson' || !lesson || steps.has(lesson.id)) continue;
    const full = planned === null ? steps.size >= STEPS_WITHOUT_PLAN : minutes >= planned;
    if (full || steps.size >= STEPS_MAX) break;
    steps.set(lesson.id, {
      title: lesson.title[locale],
      href: paths.lesson(lesson.courseId, lesson.slug),
      minutes: needed,
    });
    minutes += needed;
  }
  return { reviews: reviews.length, reviewMinutes, steps: [...steps.values()], minutes };
}

/** A week of one person, Monday to Sunday in their zone; `back` 0 is the current one. Null without a path. */
export async function getWeek(
  actor: Actor,
  { back, locale }: { back: number; locale: Locale },
  deps: Deps = {},
): Promise<WeekView | null> {
  const [decision, { parameters, log }] = await Promise.all([
    decide(actor, new Set(), deps),
    loadEntries(actor.userId),
  ]);
  if (!decision?.situation.profile) return null;
  const { situation } = decision;
  const days = weekOf(situation.now, actor.timeZone, back);
  const from = days[0]!;
  const to = Math.min(days[7]!, situation.now.getTime());
  const within = (atMs: number) => atMs >= from && atMs < days[7]!;
  const before = foldLog(
    parameters,
    log.filter(({ atMs }) => atMs < from),
  );
  const { memory, moves } = foldLog(
    parameters,
    log.filter(({ atMs }) => atMs < days[7]!),
  );
  const own = moves.filter(({ entry }) => within(entry.atMs));
  const done = work(log, situation).filter(({ atMs }) => within(atMs));
  const answers = own.flatMap(({ entry }) => (entry.kind === 'answer' ? [entry.correct] : []));
  const minutesBetween = (start: number, end: number) =>
    Math.round(done.reduce((sum, { atMs, minutes }) => sum + (atMs >= start && atMs < end ? minutes : 0), 0));
  const planned = situation.profile!.minutesPerWeek;
  return {
    timeZone: actor.timeZone,
    from: new Date(from).toISOString(),
    to: new Date(days[7]! - 1).toISOString(),
    back,
    minutes: minutesBetween(from, days[7]!),
    planned,
    days: days.slice(0, 7).map((at, day) => ({
      at: new Date(at).toISOString(),
      minutes: minutesBetween(at, days[day + 1]!),
    })),
    answers: answers.length,
    right: answers.filter(Boolean).length,
    reviews: own.reduce((sum, { reviewed }) => sum + reviewed.length, 0),
    lessonsRead: situation.overview.starts.filter(([, , , readMs]) => readMs !== null && within(readMs)).length,
    changes: changesOf(parameters, situation, before.memory, memory, own, [from, to], locale),
    proposal: back === 0 ? propose(decision, planned, locale) : null,
  };
}
