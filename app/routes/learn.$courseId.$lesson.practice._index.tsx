// Practice without a question: goes on where the round stands, or shows what it came to.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { practiceMessages } from '~/i18n/learning-practice';
import { translator } from '~/i18n/messages';
import {
  beginRound,
  getSummary,
  isPrefetch,
  parseRound,
  resumePractice,
  roundSearch,
} from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { PracticeSummary } from '~/ui/learning/practice-summary';
import { roundTitle } from '~/ui/learning/practice-top';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';
import '~/ui/learning/feedback.css';
import '~/ui/learning/practice.css';
import '~/ui/learning/step.css';

export const handle = { shell: 'bare' } satisfies PageHandle;

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { searchParams } = new URL(request.url);
    const [courseId, lesson] = [params.courseId!, params.lesson!];
    const round = parseRound(searchParams);
    // A round begins when its link is followed: from then on its address says since when.
    if (!round) throw redirect(paths.practice(courseId, lesson) + roundSearch(beginRound(searchParams, Date.now())));
    const ask = { courseId, lesson, round, locale: context.locale, record: !isPrefetch(request) };
    const next = await resumePractice(actor, ask);
    if (next) throw redirect(next);
    return { view: await getSummary(actor, ask) };
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (locale) => ({ title: data ? roundTitle(translator(practiceMessages, locale), data.view) : '' }));

export default function Practice() {
  return <PracticeSummary view={useLoaderData<typeof loader>().view} />;
}
