// The learner's path: what comes next, the map of skills, the lessons.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { learningMessages } from '~/i18n/learning';
import { translator } from '~/i18n/messages';
import { listHeldPrograms } from '~/modules/certification/certification.server';
import { getPathView, overrideNext, OverrideInputSchema } from '~/modules/learning/learning.server';
import { AppError } from '~/platform/errors';
import { readForm, requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { PathMap } from '~/ui/learning/path-map';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/learning.css';
import '~/ui/learning/path-map.css';
import '~/ui/learning/skill-map.css';
import '~/ui/learning/step.css';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const passed = await listHeldPrograms(actor);
    const view = await getPathView(actor, { locale: context.locale, passed });
    if (!view) throw redirect(paths.welcome());
    return { view };
  });
}

/** Takes another step than the proposed one, and goes there. */
export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const form = await readForm(request, OverrideInputSchema);
    if (!form.ok) throw new AppError('invalid', { reason: 'override' });
    return redirect((await overrideNext(actor, form.value)) ?? paths.path());
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(learningMessages, locale)('path.title') }));

export default function Path() {
  return <PathMap view={useLoaderData<typeof loader>().view} />;
}
