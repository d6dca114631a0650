// What a person wants: their path, goal, time and preferred formats.
import { z } from 'zod';
import { say } from '../catalog/catalog';
import { structure } from '../catalog/catalog.server';
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { systemClock } from '~/platform/clock';
import { transaction } from '~/platform/db.server';
import { AppError } from '~/platform/errors';
import { record } from '~/platform/events.server';
import { ITEM_MINUTES } from './engine/progress';
import { FORMATS, type PathChoice, type ProfileView, WEEKLY_MINUTES_MAX, WEEKLY_MINUTES_MIN } from './learning';
import type { Deps } from './state.server';
import * as store from './store.server';

export const ProfileInputSchema = z.object({
  /** "path/goal", or "path/" for the whole path without a goal. */
  aim: z.string().regex(/^[a-z0-9-]{1,80}\/[a-z0-9-]{0,80}$/),
  minutesPerWeek: z.coerce.number().int().min(WEEKLY_MINUTES_MIN).max(WEEKLY_MINUTES_MAX),
  formats: z.array(z.enum(FORMATS)).max(FORMATS.length).default([]),
});
export type ProfileInput = z.infer<typeof ProfileInputSchema>;

/** The stated wishes, or null when nothing was stated yet. */
export async function getProfile(actor: Actor): Promise<ProfileView | null> {
  return store.findProfile(actor.userId);
}

/** What can be chosen. */
export async function listPathChoices(locale: Locale): Promise<Array<PathChoice>> {
  const catalog = await structure();
  return [...catalog.paths.values()].map((path) => {
    const { id, title, summary, goals, courses } = say(path, locale);
    const held = courses.flatMap((course) => catalog.courses.get(course) ?? []);
    const lessons = held.flatMap((course) => course.lessons);
    return {
      id,
      title,
      summary,
      minutes: lessons.reduce((sum, { minutes, itemIds }) => sum + minutes + itemIds.length * ITEM_MINUTES, 0),
      courses: held.map((course) => course.title[locale]),
      goals: goals.map((goal) => ({
        id: goal.id,
        title: goal.title,
        skills: goal.skills.flatMap((skill) => catalog.skills.get(skill)?.title[locale] ?? []),
      })),
    };
  });
}

/** Stores what a person wants; the first time starts the path. What was learned stays. Throws `invalid` for an unknown aim. */
export async function saveProfile(actor: Actor, input: ProfileInput, { now = systemClock }: Deps = {}): Promise<void> {
  const catalog = await structure();
  const [pathId = '', goalId = ''] = input.aim.split('/');
  const path = catalog.paths.get(pathId);
  if (!path || (goalId !== '' && !path.goals.some(({ id }) => id === goalId))) {
    throw new AppError('invalid', { reason: 'aim', issues: [{ path: 'aim', message: 'invalid' }] });
  }
  const before = await store.findProfile(actor.userId);
  const { minutesPerWeek, formats } = input;
  await transaction(async (tx) => {
    await store.upsertProfile(tx, actor.userId, { pathId, goalId: goalId || null, minutesPerWeek, formats }, now());
    if (before?.pathId !== pathId)
      await record(tx, {
        type: 'learning.path-started',
        actorId: actor.userId,
        subjectType: 'path',
        subjectId: pathId,
        data: { goalId: goalId || null, minutesPerWeek },
      });
    else if (before.goalId !== (goalId || null) || before.minutesPerWeek !== minutesPerWeek)
      await record(tx, {
        type: 'learning.plan-changed',
        actorId: actor.userId,
        subjectType: 'path',
        subjectId: pathId,
        data: {
          from: { goalId: before.goalId, minutesPerWeek: before.minutesPerWeek },
          to: { goalId: goalId || null, minutesPerWeek },
        },
      });
  });
}
