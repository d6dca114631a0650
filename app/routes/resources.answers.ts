// Takes in one answer as JSON from the practice page; its feedback is the reply.
import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { AnswerInputSchema, answerJson, parseRound, readJson, recordAnswer } from '~/modules/learning/learning.server';
import { requireActor } from '~/platform/actor';
import { AppError } from '~/platform/errors';

const BodySchema = AnswerInputSchema.extend({ search: z.string().max(300).default('') });

export function action({ request, context }: ActionFunctionArgs) {
  return answerJson(async () => {
    const actor = requireActor(await context.actor());
    const { search, ...input } = await readJson(request, BodySchema);
    const round = parseRound(new URLSearchParams(search));
    if (!round) throw new AppError('invalid', { reason: 'round' });
    return { ok: true, result: await recordAnswer(actor, { ...input, round, locale: context.locale }) };
  });
}
