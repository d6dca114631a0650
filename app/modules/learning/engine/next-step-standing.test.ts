// What follows from how a person stands on a skill: rest after an answer, order by doubt, and what to do with what does not come.
import { expect, test } from 'vitest';
import type { MasteryState } from './mastery';
import { nextStep } from './next-step';
import type { Activity } from './next-step-score';
import { isSecure, mayBeKnown, rests, type SkillStanding } from './next-step-standing';

const NOW = 1_760_000_000;
const DAY = 86_400;

function lesson(skill: string, status: Activity['status'] = 'done'): Activity {
  return { id: `lesson-${skill}`, kind: 'lesson', skills: [skill], minutes: 14, formats: ['text'], status };
}
function practice(skill: string): Activity {
  return { ...lesson(skill), id: `practice-${skill}`, kind: 'practice', minutes: 6 };
}
function at(state: MasteryState, more: Partial<SkillStanding> = {}): SkillStanding {
  return { state, probability: 0.6, dueAtSeconds: null, ...more };
}
function ranked(activities: Array<Activity>, standing: Record<string, SkillStanding>): Array<string> {
  const { chosen, alternatives } = nextStep({
    skills: ['bidding', 'creative'].map((id) => ({ id, prerequisites: [] })),
    activities,
    standing: new Map(Object.entries(standing)),
    goal: new Map(),
    override: null,
    minutesAvailable: null,
    formats: [],
    today: { minutes: 0, reviewMinutes: 0, lastSkills: [] },
    policy: 'adaptive',
    nowSeconds: NOW,
    seed: 'seed',
  });
  return [...(chosen ? [chosen] : []), ...alternatives].map(({ activity }) => activity.id);
}

test('a skill won by a hair rests for the day, and of several the least sure one comes first', () => {
  const activities = [practice('bidding'), practice('creative')];
  const won = (lowerBound: number, lastAtSeconds: number) =>
    at('mastered', { probability: 0.9, lowerBound, lastAtSeconds });
  const bidding = won(0.84, NOW - DAY);
  expect(ranked(activities, { bidding, creative: won(0.78, NOW - DAY) })).toEqual([
    'practice-creative',
    'practice-bidding',
  ]);
  expect(ranked(activities, { bidding, creative: won(0.78, NOW - 3600) })).toEqual(['practice-bidding']);
});

test('what does not come waits behind what is new, and is explained again before it is asked again', () => {
  const struggling = at('learning', { probability: 0.45, answers: 8, misses: 3, lessons: 1 });
  const activities = [lesson('bidding'), practice('bidding'), lesson('creative', 'not-started')];
  expect(ranked(activities, { bidding: struggling })).toEqual([
    'lesson-creative',
    'lesson-bidding',
    'practice-bidding',
  ]);
});

test('practice that still brings something is not cut short by another explanation', () => {
  const activities = [lesson('bidding'), practice('bidding')];
  const better = at('learning', { probability: 0.45, answers: 8, misses: 2, lessons: 1 });
  const sooner = at('learning', { probability: 0.45, answers: 7, misses: 3, lessons: 1 });
  const likelier = at('learning', { probability: 0.55, answers: 8, misses: 3, lessons: 1 });
  for (const bidding of [better, sooner, likelier]) expect(ranked(activities, { bidding })[0]).toBe('practice-bidding');
});

test('a skill that was won comes back by practice, not by its lesson', () => {
  const lost = at('needs-review', { probability: 0.45, answers: 20, misses: 4, lessons: 1 });
  expect(ranked([lesson('bidding'), practice('bidding')], { bidding: lost })).not.toContain('lesson-bidding');
});

test('of two new lessons the one placement thought less likely to be known comes first', () => {
  const activities = [lesson('bidding', 'not-started'), lesson('creative', 'not-started')];
  const open = (knownChance: number) => at('not-started', { knownChance, answers: 0, misses: 0, lessons: 0 });
  expect(ranked(activities, { bidding: open(0.4), creative: open(0.1) })).toEqual([
    'lesson-creative',
    'lesson-bidding',
  ]);
});

test('secure means a high bound and at most one of the latest five wrong, of all five', () => {
  const won = (more: Partial<SkillStanding>) => isSecure(at('mastered', { lowerBound: 0.9, answers: 5, ...more }));
  expect(won({})).toBe(true);
  expect(won({ lowerBound: 0.87 })).toBe(false);
  expect(won({ misses: 1 })).toBe(true);
  expect(won({ misses: 1, answers: 4 })).toBe(false);
  expect(won({ misses: 2, answers: 9 })).toBe(false);
  expect(isSecure(at('provisional', { lowerBound: 0.99, answers: 9 }))).toBe(false);
});

test('only what is won rests, for twenty hours; a miss ends the hope that a new skill is known', () => {
  expect(rests(at('mastered', { lastAtSeconds: NOW - 19 * 3600 }), NOW)).toBe(true);
  expect(rests(at('mastered', { lastAtSeconds: NOW - 20 * 3600 }), NOW)).toBe(false);
  expect(rests(at('mastered'), NOW)).toBe(false);
  expect(rests(at('learning', { lastAtSeconds: NOW }), NOW)).toBe(false);
  expect(mayBeKnown(at('not-started', { knownChance: 0.6 }))).toBe(true);
  expect(mayBeKnown(at('learning', { knownChance: 0.6, misses: 1 }))).toBe(false);
});
