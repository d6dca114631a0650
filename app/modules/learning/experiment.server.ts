// Consent to the comparison with the authors' order: asked plainly, off unless somebody says yes, each yes and no kept with its time.
import { z } from 'zod';
import type { Actor } from '~/platform/actor';
import { systemClock } from '~/platform/clock';
import { transaction } from '~/platform/db.server';
import { record } from '~/platform/events.server';
import { limit } from '~/platform/limits.server';
import { EXPERIMENT } from './learning';
import * as store from './placement-store.server';
import type { Deps } from './state.server';

const CHANGES_PER_HOUR = 20;

export const ConsentSchema = z.object({ given: z.enum(['yes', 'no']) });

/** What the person said last; null when they never said. */
export async function getConsent(actor: Actor): Promise<{ given: boolean; at: string } | null> {
  const found = await store.findConsent(actor.userId, EXPERIMENT);
  return found && { given: found.given, at: found.at.toISOString() };
}

/** Keeps a yes or a no; saying the same again keeps nothing. Throws `limit-reached` past 20 changes an hour. */
export async function setConsent(
  actor: Actor,
  input: z.infer<typeof ConsentSchema>,
  { now = systemClock }: Deps = {},
): Promise<void> {
  await limit(`learning.consent:${actor.userId}`, CHANGES_PER_HOUR, 3600);
  const given = input.given === 'yes';
  const before = await store.findConsent(actor.userId, EXPERIMENT);
  if (given === (before?.given ?? false)) return;
  await transaction(async (tx) => {
    await store.insertConsent(tx, { userId: actor.userId, experiment: EXPERIMENT, given, createdAt: now() });
    await record(tx, {
      type: given ? 'learning.experiment-joined' : 'learning.experiment-left',
      actorId: actor.userId,
      subjectType: 'experiment',
      subjectId: EXPERIMENT,
    });
  });
}
