// The map of the learner's path.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { learningMessages } from '~/i18n/learning';
import { translator } from '~/i18n/messages';
import { getPathView } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { PathMap } from '~/ui/learning/path-map';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/path-map.css';
import '~/ui/learning/step.css';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const view = await getPathView(actor, { locale: context.locale });
    if (!view) throw redirect(paths.welcome());
    return { view };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(learningMessages, locale)('path.title') }));

export default function Path() {
  return <PathMap view={useLoaderData<typeof loader>().view} />;
}
