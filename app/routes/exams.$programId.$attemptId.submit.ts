// Hands an exam in.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerJson, submitExam } from '~/modules/certification/certification.server';

export function action({ params, context }: ActionFunctionArgs) {
  return answerJson(async () => {
    const { programId = '', attemptId = '' } = params;
    await submitExam(await context.actor(), { programId, attemptId });
    return { submitted: true };
  });
}
