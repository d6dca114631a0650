// What the placement test found.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { placementMessages } from '~/i18n/learning-placement';
import { translator } from '~/i18n/messages';
import { getPlacementResult } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { PlacementResult } from '~/ui/learning/placement-result';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/placement.css';
import '~/ui/learning/step.css';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const view = await getPlacementResult(actor, { locale: context.locale });
    if (!view) throw redirect(paths.placement());
    return { view };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(placementMessages, locale)('result.title') }));

export default function Result() {
  return <PlacementResult view={useLoaderData<typeof loader>().view} />;
}
