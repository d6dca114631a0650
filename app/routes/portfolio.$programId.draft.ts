// Saves the draft of a portfolio while it is being written.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerJson, SaveDraftSchema, savePortfolioDraft } from '~/modules/certification/certification.server';
import { requireActor } from '~/platform/actor';
import { AppError } from '~/platform/errors';

export function action({ request, params, context }: ActionFunctionArgs) {
  return answerJson(async () => {
    const actor = requireActor(await context.actor());
    const sent = (await request.json().catch(() => null)) as object | null;
    const draft = SaveDraftSchema.safeParse({ ...sent, programId: params.programId });
    if (!draft.success) throw new AppError('invalid', { reason: 'draft-unreadable' });
    return savePortfolioDraft(actor, draft.data);
  });
}
