// Before the placement test.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { placementMessages } from '~/i18n/learning-placement';
import { translator } from '~/i18n/messages';
import { getPlacementIntro, getProfile, startPlacement } from '~/modules/learning/learning.server';
import { isAppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { PlacementIntro } from '~/ui/learning/placement-intro';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/placement.css';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const [profile, view] = await Promise.all([getProfile(actor), getPlacementIntro(actor)]);
    if (!profile) throw redirect(paths.welcome());
    return { view };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    try {
      await startPlacement(actor);
    } catch (error) {
      if (!isAppError(error) || error.code !== 'conflict') throw error;
      return redirect(`${paths.placement()}${error.reason === 'no-questions' ? '?none=1' : ''}`);
    }
    return redirect(paths.placementQuestion());
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(placementMessages, locale)('intro.title') }));

export default function Placement() {
  return <PlacementIntro view={useLoaderData<typeof loader>().view} none={useSearchParams()[0].has('none')} />;
}
