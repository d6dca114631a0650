// The first page after signing up, and later the place to change goal and time.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { learningMessages } from '~/i18n/learning';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import {
  ConsentSchema,
  getConsent,
  getProfile,
  listPathChoices,
  ProfileInputSchema,
  saveProfile,
  setConsent,
} from '~/modules/learning/learning.server';
import { formFailure, readForm, requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Page, PageHeader } from '~/ui/kit/page';
import { ExperimentConsent } from '~/ui/learning/experiment-consent';
import { WelcomeForm } from '~/ui/learning/welcome-form';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/learning.css';

const FormSchema = ProfileInputSchema.extend({ then: z.literal('placement').optional() });

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const [profile, choices, consent] = await Promise.all([
      getProfile(actor),
      listPathChoices(context.locale),
      getConsent(actor),
    ]);
    return { profile, choices, consent, timeZone: actor.timeZone };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    if ((await request.clone().formData()).get('intent') === 'consent') {
      const said = await readForm(request, ConsentSchema);
      if (!said.ok) return formFailure(said);
      await setConsent(actor, said.value);
      return redirect(`${paths.welcome()}#experiment`);
    }
    const form = await readForm(request, FormSchema);
    if (!form.ok) return formFailure(form);
    await saveProfile(actor, form.value);
    return redirect(form.value.then === 'placement' ? paths.placement() : paths.dashboard());
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(learningMessages, locale)('welcome.title') }));

export default function Welcome() {
  const t = useMessages(learningMessages);
  const { profile, choices, consent, timeZone } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow">
      <PageHeader title={t(profile ? 'welcome.titleEdit' : 'welcome.title')} lead={t('welcome.lead')} />
      <WelcomeForm choices={choices} profile={profile} answer={useActionData()} />
      {profile && <ExperimentConsent consent={consent} timeZone={timeZone} />}
    </Page>
  );
}
