// Takes in one answer of the placement test as JSON; how far the test is, is the reply.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerJson, PlacementAnswerSchema, readJson, recordPlacementAnswer } from '~/modules/learning/learning.server';
import { requireActor } from '~/platform/actor';

export function action({ request, context }: ActionFunctionArgs) {
  return answerJson(async () => {
    const actor = requireActor(await context.actor());
    return { ok: true, result: await recordPlacementAnswer(actor, await readJson(request, PlacementAnswerSchema)) };
  });
}
