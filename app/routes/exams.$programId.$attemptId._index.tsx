// An exam under way.
import '~/ui/certification/exam.css';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { examMessages } from '~/i18n/exam';
import { translator } from '~/i18n/messages';
import { resultPath } from '~/modules/certification/certification';
import { getExam, readExamForm, saveExamAnswer, submitExam } from '~/modules/certification/certification.server';
import { isAppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { ExamRoom } from '~/ui/certification/exam-room';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';

export const handle = { shell: 'bare' } satisfies PageHandle;

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { programId = '', attemptId = '' } = params;
    const exam = await getExam(actor, { programId, attemptId });
    if (!exam) throw redirect(resultPath(programId, attemptId));
    const asked = new URL(request.url).searchParams.get('q');
    const start: number | 'review' =
      asked === 'review'
        ? asked
        : asked && /^\d{1,3}$/.test(asked)
          ? Math.min(exam.items.length, Math.max(1, Number(asked))) - 1
          : exam.resumeAt;
    return { exam, start, timeZone: actor.timeZone };
  });
}

/** Forms of pages without JavaScript. */
export function action({ request, params, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { programId = '', attemptId = '' } = params;
    const form = await request.formData();
    const here = (go: number | 'review') =>
      `${paths.examAttempt(programId, attemptId)}?q=${go === 'review' ? go : go + 1}`;
    if (form.get('intent') === 'submit') {
      await submitExam(actor, { programId, attemptId });
      return redirect(resultPath(programId, attemptId));
    }
    try {
      const { save, go } = readExamForm(form, attemptId);
      if (!form.has('from')) await saveExamAnswer(actor, save);
      return redirect(here(go));
    } catch (error) {
      if (isAppError(error) && error.code === 'gone') return redirect(resultPath(programId, attemptId));
      if (isAppError(error) && error.code === 'invalid')
        return data({ error: error.reason ?? 'invalid' }, { status: 422 });
      throw error;
    }
  });
}

/** The page keeps its own state: only a new address of another attempt asks again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentParams, nextParams }) =>
  currentParams.attemptId !== nextParams.attemptId;

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) =>
  pageMeta(matches, (locale) => ({
    title: translator(examMessages, locale)('title', { title: loaded?.exam.programTitle ?? '' }),
  }));

export default function ExamPage() {
  const { exam, start, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const here = paths.examAttempt(exam.programId, exam.attemptId);
  return (
    <ExamRoom
      key={exam.attemptId}
      exam={exam}
      start={start}
      timeZone={timeZone}
      addresses={{
        save: `${here}/answers`,
        handIn: `${here}/submit`,
        result: resultPath(exam.programId, exam.attemptId),
      }}
      error={answer && 'error' in answer ? answer.error : null}
    />
  );
}
