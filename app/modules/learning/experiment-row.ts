// One person of the experiment as a row of its report: minutes until the goal was mastered, and what was left 14 days after. Pure.
import type { ExperimentArm, ExperimentRow } from './engine/experiment';
import { ITEM_MINUTES } from './engine/progress';
import type { LogEntry, Move } from './fold';

const DAY_MS = 86_400_000;
/** A skill counts as asked again this long after it was won, or later. */
const RETENTION_DAYS = 14;

/**
 * The row of somebody who joined at a moment. Minutes are those of the author: an answer, and a lesson at its opening. `goal` is
 * what the person set out to master. A skill counts as kept when the first answer on it after 14 days is right.
 */
export function experimentRow(
  arm: ExperimentArm,
  joinedMs: number,
  goal: ReadonlySet<string>,
  moves: ReadonlyArray<Move>,
  lessonMinutes: (lessonId: string) => number,
): ExperimentRow {
  const mastered = new Set<string>();
  const wonMs = new Map<string, number>();
  const asked = new Map<string, boolean>();
  let minutes = 0;
  let masteredAt: number | null = null;
  for (const { entry, changes, counted } of moves) {
    if (entry.atMs >= joinedMs) minutes += minutesOf(entry, lessonMinutes);
    if (entry.kind === 'answer' && counted) noteRetention(entry, goal, wonMs, asked);
    for (const { skill, after } of changes) {
      if (!goal.has(skill)) continue;
      if (after.state !== 'mastered') {
        mastered.delete(skill);
        continue;
      }
      mastered.add(skill);
      if (!wonMs.has(skill)) wonMs.set(skill, entry.atMs);
    }
    if (masteredAt === null && entry.atMs >= joinedMs && goal.size > 0 && mastered.size === goal.size)
      masteredAt = minutes;
  }
  const kept = [...asked.values()].filter(Boolean).length;
  return {
    arm,
    minutes: masteredAt ?? minutes,
    mastered: masteredAt !== null,
    retention: asked.size > 0 ? { asked: asked.size, kept } : null,
  };
}

function minutesOf(entry: LogEntry, lessonMinutes: (lessonId: string) => number): number {
  if (entry.kind === 'answer') return ITEM_MINUTES;
  return entry.kind === 'lesson' ? lessonMinutes(entry.id) : 0;
}

function noteRetention(
  entry: Extract<LogEntry, { kind: 'answer' }>,
  goal: ReadonlySet<string>,
  wonMs: ReadonlyMap<string, number>,
  asked: Map<string, boolean>,
): void {
  for (const skill of entry.question.skills) {
    const won = wonMs.get(skill);
    if (won === undefined || !goal.has(skill) || asked.has(skill)) continue;
    if (entry.atMs - won >= RETENTION_DAYS * DAY_MS) asked.set(skill, entry.correct);
  }
}
