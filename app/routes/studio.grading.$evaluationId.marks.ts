// Saves a marker's marks while they are given.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerJson, MarksSchema, saveWorkMarks } from '~/modules/certification/certification.server';
import { requireActor } from '~/platform/actor';
import { AppError } from '~/platform/errors';

export function action({ request, params, context }: ActionFunctionArgs) {
  return answerJson(async () => {
    const actor = requireActor(await context.actor());
    const sent = (await request.json().catch(() => null)) as object | null;
    const marks = MarksSchema.safeParse({ ...sent, evaluationId: params.evaluationId });
    if (!marks.success) throw new AppError('invalid', { reason: 'marks-unreadable' });
    return saveWorkMarks(actor, marks.data);
  });
}
