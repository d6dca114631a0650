// Saves one answer of an exam.
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerJson, saveExamAnswer } from '~/modules/certification/certification.server';

export function action({ request, params, context }: ActionFunctionArgs) {
  return answerJson(async () => {
    const save = (await request.json().catch(() => null)) as object | null;
    return saveExamAnswer(await context.actor(), { ...save, attemptId: params.attemptId });
  });
}
