// One question of a lesson's practice.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { practiceMessages } from '~/i18n/learning-practice';
import { translator } from '~/i18n/messages';
import { getQuestion, isPrefetch, parseRound, recordAnswerForm } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { PracticeQuestion } from '~/ui/learning/practice-question';
import { roundTitle } from '~/ui/learning/practice-top';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';
import '~/ui/learning/feedback.css';
import '~/ui/learning/practice.css';

export const handle = { shell: 'bare' } satisfies PageHandle;

const LESSON_ROUND = { mode: 'lesson', skill: null, since: 0 } as const;

function askOf({ request, params, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  const round = parseRound(new URL(request.url).searchParams) ?? LESSON_ROUND;
  return { courseId: params.courseId!, lesson: params.lesson!, itemId: params.itemId!, round, locale: context.locale };
}

export function loader(args: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(args.context, args.request);
    return { view: await getQuestion(actor, { ...askOf(args), record: !isPrefetch(args.request) }) };
  });
}

/** Without scripts: takes in the form and shows this page again, now answered. */
export function action(args: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(args.context, args.request);
    const refused = await recordAnswerForm(actor, askOf(args), await args.request.formData());
    if (refused) return data({ issue: refused }, { status: 422 });
    const { pathname, search } = new URL(args.request.url);
    return redirect(pathname.replace(/\.data$/, '') + search);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) =>
  pageMeta(matches, (locale) => ({
    title: loaded ? roundTitle(translator(practiceMessages, locale), loaded.view) : '',
  }));

export default function Question() {
  const { view } = useLoaderData<typeof loader>();
  // A new showing is a new component: nothing of the last question stays.
  return <PracticeQuestion key={`${view.question.itemVersionId}/${view.attempt}/${view.search}`} view={view} />;
}
