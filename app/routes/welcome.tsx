// The first page after signing up, and later the place to change goal and time.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { learningMessages } from '~/i18n/learning';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { getProfile, listPathChoices, ProfileInputSchema, saveProfile } from '~/modules/learning/learning.server';
import { formFailure, readForm, requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Page, PageHeader } from '~/ui/kit/page';
import { WelcomeForm } from '~/ui/learning/welcome-form';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/learning.css';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const [profile, choices] = await Promise.all([getProfile(actor), listPathChoices(context.locale)]);
    return { profile, choices };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const form = await readForm(request, ProfileInputSchema);
    if (!form.ok) return formFailure(form);
    await saveProfile(actor, form.value);
    return redirect(paths.dashboard());
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(learningMessages, locale)('welcome.title') }));

export default function Welcome() {
  const t = useMessages(learningMessages);
  const { profile, choices } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow">
      <PageHeader title={t(profile ? 'welcome.titleEdit' : 'welcome.title')} lead={t('welcome.lead')} />
      <WelcomeForm choices={choices} profile={profile} answer={useActionData()} />
    </Page>
  );
}
