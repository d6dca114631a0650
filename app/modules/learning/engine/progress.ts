// How far somebody has come, as a fold over what they did, and when they may finish. Progress is not mastery: see mastery.ts.

/** What happened in a lesson. Duplicates and any order give the same progress. */
export type LessonEvent =
  | { kind: 'opened'; lesson: string; atSeconds: number }
  | { kind: 'read'; lesson: string; atSeconds: number }
  | { kind: 'answered'; lesson: string; item: string; correct: boolean; atSeconds: number };

/** `minutes` of reading, as its author says; `items` are those that practise it. */
export type Lesson = { id: string; minutes: number; items: ReadonlyArray<string> };

/** When a lesson is done. Shares 0–1 of its items, rounded up; any attempt counts. */
export type CompletionRule = { read: boolean; answeredShare: number; correctShare: number };

export const COMPLETION_RULE: CompletionRule = { read: true, answeredShare: 1, correctShare: 0.6 };

export type LessonProgress = {
  state: 'not-started' | 'started' | 'done';
  /** Of what the rule asks, weighed by minutes, 0–1; 1 exactly when done. */
  share: number;
  read: boolean;
  answered: number;
  correct: number;
  /** What the rule still asks for. */
  missing: { read: boolean; answers: number; correct: number };
  startedAtSeconds: number | null;
  doneAtSeconds: number | null;
};

export type CourseProgress = {
  /** Of the lessons that are not credited, weighed by minutes, 0–1. */
  share: number;
  done: number;
  lessons: number;
  credited: number;
  /** Author's minutes of what is left, items included. */
  remainingMinutes: number;
  byLesson: Map<string, LessonProgress>;
};

/** Minutes that an item takes, answer and feedback together. */
export const ITEM_MINUTES = 1.5;

/** The least number of `count` that is at least this share of it. Binary fractions do not push it one up. */
function needed(count: number, share: number): number {
  return Math.min(count, Math.max(0, Math.ceil(count * share - 1e-9)));
}

function earliest(known: number | undefined, atSeconds: number): number {
  return known === undefined ? atSeconds : Math.min(known, atSeconds);
}

/** When the `count`-th of these happened; −∞ for none needed, null when there were fewer. */
function timeOf(times: Iterable<number>, count: number): number | null {
  if (count === 0) return -Infinity;
  return [...times].sort((left, right) => left - right)[count - 1] ?? null;
}

/**
 * Progress in one lesson. Events of other lessons and answers to items that are not (or no longer) part of it do not
 * count towards it, but any of its events begins it.
 */
export function lessonProgress(
  lesson: Lesson,
  events: Iterable<LessonEvent>,
  rule: CompletionRule = COMPLETION_RULE,
): LessonProgress {
  const items = new Set(lesson.items);
  const answeredAt = new Map<string, number>();
  const correctAt = new Map<string, number>();
  let startedAt: number | undefined;
  let readAt: number | undefined;
  for (const event of events) {
    if (event.lesson !== lesson.id) continue;
    startedAt = earliest(startedAt, event.atSeconds);
    if (event.kind === 'read') readAt = earliest(readAt, event.atSeconds);
    if (event.kind === 'answered' && items.has(event.item)) {
      answeredAt.set(event.item, earliest(answeredAt.get(event.item), event.atSeconds));
      if (event.correct) correctAt.set(event.item, earliest(correctAt.get(event.item), event.atSeconds));
    }
  }
  const answersNeeded = needed(items.size, rule.answeredShare);
  const correctNeeded = needed(items.size, rule.correctShare);
  const times = [
    startedAt ?? null,
    rule.read ? (readAt ?? null) : -Infinity,
    timeOf(answeredAt.values(), answersNeeded),
    timeOf(correctAt.values(), correctNeeded),
  ];
  const doneAt = times.reduce((latest, time) => (latest === null || time === null ? null : Math.max(latest, time)));

  const missing = {
    read: rule.read && readAt === undefined,
    answers: Math.max(0, answersNeeded - answeredAt.size),
    correct: Math.max(0, correctNeeded - correctAt.size),
  };
  const reading = rule.read ? lesson.minutes : 0;
  const practice = ((answersNeeded + correctNeeded) * ITEM_MINUTES) / 2;
  const left = (missing.read ? lesson.minutes : 0) + ((missing.answers + missing.correct) * ITEM_MINUTES) / 2;
  const total = reading + practice;
  const begun = total > 0 ? Math.max(0, 1 - left / total) : 0;
  return {
    state: doneAt !== null ? 'done' : startedAt !== undefined ? 'started' : 'not-started',
    share: doneAt !== null ? 1 : begun,
    read: readAt !== undefined,
    answered: answeredAt.size,
    correct: correctAt.size,
    missing,
    startedAtSeconds: startedAt ?? null,
    doneAtSeconds: doneAt,
  };
}

/** Progress over lessons. Lessons credited by placement count neither as work done nor as work left. */
export function courseProgress(
  lessons: ReadonlyArray<Lesson>,
  events: Iterable<LessonEvent>,
  credited: ReadonlySet<string> = new Set(),
  rule: CompletionRule = COMPLETION_RULE,
): CourseProgress {
  const eventsOf = new Map<string, Array<LessonEvent>>(lessons.map(({ id }) => [id, []]));
  for (const event of events) eventsOf.get(event.lesson)?.push(event);
  const byLesson = new Map<string, LessonProgress>();
  let total = 0;
  let left = 0;
  let done = 0;
  let creditedCount = 0;
  for (const lesson of lessons) {
    const progress = lessonProgress(lesson, eventsOf.get(lesson.id)!, rule);
    byLesson.set(lesson.id, progress);
    if (progress.state === 'done') done++;
    else if (credited.has(lesson.id)) {
      creditedCount++;
      continue;
    }
    const minutes = lesson.minutes + lesson.items.length * ITEM_MINUTES;
    total += minutes;
    left += minutes * (1 - progress.share);
  }
  const share = total > 0 ? 1 - left / total : creditedCount > 0 ? 1 : 0;
  return { share, done, lessons: lessons.length, credited: creditedCount, remainingMinutes: left, byLesson };
}
