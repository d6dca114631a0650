// The question of the open placement test.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { placementMessages } from '~/i18n/learning-placement';
import { translator } from '~/i18n/messages';
import {
  getPlacementQuestion,
  recordPlacementForm,
  stopPlacement,
  StopPlacementSchema,
} from '~/modules/learning/learning.server';
import { AppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { PlacementQuestion } from '~/ui/learning/placement-question';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';
import '~/ui/learning/practice.css';
import '~/ui/learning/placement.css';

export const handle = { shell: 'bare' } satisfies PageHandle;

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const view = await getPlacementQuestion(actor, { locale: context.locale });
    if (view === null) throw redirect(paths.placement());
    if (view === 'finished') throw redirect(paths.placementResult());
    return { view };
  });
}

/** Without scripts: takes in the form and shows the next question. With the intent "stop", ends the test. */
export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const form = await request.formData();
    if (form.get('intent') === 'stop') {
      const stop = StopPlacementSchema.safeParse({ placementId: form.get('placementId') });
      if (!stop.success) throw new AppError('not-found', { reason: 'placement' });
      await stopPlacement(actor, stop.data);
      return redirect(paths.placementResult());
    }
    const refused = await recordPlacementForm(actor, form);
    return refused ? data({ issue: refused }, { status: 422 }) : redirect(paths.placementQuestion());
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(placementMessages, locale)('question.title') }));

export default function Question() {
  const { view } = useLoaderData<typeof loader>();
  return <PlacementQuestion key={`${view.placementId}/${view.question.itemVersionId}`} view={view} />;
}
