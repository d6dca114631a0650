// Marks a lesson read, as JSON from the reading page.
import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { answerJson, markRead, readJson } from '~/modules/learning/learning.server';
import { requireActor } from '~/platform/actor';

const BodySchema = z.object({ courseId: z.string().min(1).max(100), lesson: z.string().min(1).max(100) });

export function action({ request, context }: ActionFunctionArgs) {
  return answerJson(async () => {
    const actor = requireActor(await context.actor());
    return { ok: true, completion: await markRead(actor, await readJson(request, BodySchema)) };
  });
}
