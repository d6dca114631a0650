// The queue of reviews over all courses.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mapMessages } from '~/i18n/learning-map';
import { translator } from '~/i18n/messages';
import { getReviews } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { Reviews } from '~/ui/learning/reviews';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/skill-page.css';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return { view: await getReviews(actor, { locale: context.locale }) };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(mapMessages, locale)('reviews.title') }));

export default function ReviewQueue() {
  return <Reviews view={useLoaderData<typeof loader>().view} />;
}
