// The weekly review; `?back=` goes to earlier weeks.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mapMessages } from '~/i18n/learning-map';
import { translator } from '~/i18n/messages';
import { getWeek, parseBack, WEEKS_BACK } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Week } from '~/ui/learning/week';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/learning.css';
import '~/ui/learning/skill-page.css';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const back = parseBack(new URL(request.url).searchParams);
    const view = await getWeek(actor, { back, locale: context.locale });
    if (!view) throw redirect(paths.welcome());
    return { view, oldest: WEEKS_BACK };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(mapMessages, locale)('week.title') }));

export default function WeekInReview() {
  return <Week {...useLoaderData<typeof loader>()} />;
}
