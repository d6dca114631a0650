// One's own account: profile, password, devices.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { accountMessages } from '~/i18n/account';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import {
  ChangePasswordSchema,
  changePassword,
  endSession,
  listSessions,
  ProfileSchema,
  requestEmailConfirmation,
  signOutEverywhere,
  submitForm,
  timeZones,
  updateProfile,
} from '~/modules/identity/identity.server';
import type { Actor } from '~/platform/actor';
import { AppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { useAuthForm } from '~/ui/identity/auth-form';
import { PasswordForm } from '~/ui/identity/password-form';
import { ProfileForm } from '~/ui/identity/profile-form';
import { SessionList } from '~/ui/identity/session-list';
import { Alert } from '~/ui/kit/alert';
import { SubmitButton } from '~/ui/kit/button';
import { Card } from '~/ui/kit/card';
import { FormErrors } from '~/ui/kit/form-errors';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { name, email, locale, timeZone, emailVerified } = actor;
    return {
      name,
      email,
      locale,
      timeZone,
      emailVerified,
      zones: timeZones(timeZone),
      sessions: await listSessions(actor),
    };
  });
}

type Change = { cookies?: ReadonlyArray<string>; to: string };
const done = (what: string, section = '') => ({ to: `${paths.account()}?saved=${what}${section}` });

/** What each of the page's forms does. */
const CHANGES: Record<string, (actor: Actor, request: Request) => Promise<Change | object>> = {
  profile: (actor, request) =>
    submitForm(request, ProfileSchema, async (input) => ({
      ...done('profile', '#profile'),
      ...(await updateProfile(actor, input)),
    })),
  password: (actor, request) =>
    submitForm(
      request,
      ChangePasswordSchema,
      async (input) => (await changePassword(actor, input), done('password', '#password-section')),
    ),
  'end-session': (actor, request) =>
    submitForm(
      request,
      z.object({ sessionId: z.string().max(100) }),
      async (input) => (await endSession(actor, input), done('session', '#devices')),
    ),
  everywhere: async (actor) => ({ to: `${paths.signIn()}?notice=everywhere`, ...(await signOutEverywhere(actor)) }),
  confirmation: (actor, request) =>
    submitForm(request, z.object({}), async () => (await requestEmailConfirmation(actor), done('mail'))),
};

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const intent = String((await request.clone().formData()).get('intent'));
    const change = Object.hasOwn(CHANGES, intent) ? CHANGES[intent]! : null;
    if (!change) throw new AppError('invalid', { reason: 'intent' });
    const result = await change(actor, request);
    if (!('to' in result)) return result;
    result.cookies?.forEach(context.setCookie);
    return redirect(result.to);
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(accountMessages, locale)('title') }));

export default function Account() {
  const t = useMessages(accountMessages);
  const { name, email, locale, timeZone, emailVerified, zones, sessions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as { entered?: Record<string, string> } | undefined;
  const saved = useSearchParams()[0].get('saved');
  const failed = answer?.entered?.intent;
  const profile = useAuthForm(failed === 'profile' ? answer : null);
  const password = useAuthForm(failed === 'password' ? answer : null);
  const confirmation = useAuthForm(failed === 'confirmation' ? answer : null);
  const shown = failed ? null : saved;
  return (
    <Page width="narrow">
      <PageHeader title={t('title')} lead={t('lead', { email })} />
      <div className="grid grid-cols-1 gap-6">
        {!emailVerified && (
          <Alert kind="warn" title={t('unverifiedTitle')}>
            <p>{t('unverified')}</p>
            {shown === 'mail' && <p role="status">{t('mailSent')}</p>}
            <FormErrors form={confirmation} />
            <Form method="post" className="mt-3">
              <SubmitButton intent="confirmation" size="sm" variant="secondary" icon="mail">
                {t('sendAgain')}
              </SubmitButton>
            </Form>
          </Alert>
        )}
        <ProfileForm
          name={name}
          locale={locale}
          timeZone={timeZone}
          zones={zones}
          form={profile}
          saved={shown === 'profile'}
        />
        <PasswordForm
          key={shown === 'password' ? 'changed' : 'password'}
          email={email}
          form={password}
          saved={shown === 'password'}
        />
        <Card as="section" id="devices" aria-labelledby="devices-title">
          <h2 id="devices-title" className="text-xl">
            {t('sessions.title')}
          </h2>
          <p className="mt-1 mb-4 text-muted">{t('sessions.lead')}</p>
          {shown === 'session' && (
            <Alert kind="good" live className="mb-4">
              {t('sessions.ended')}
            </Alert>
          )}
          <SessionList sessions={sessions} timeZone={timeZone} canEnd />
          <div className="mt-5 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
            <p className="max-w-[46ch] text-muted">{t('sessions.everywhere')}</p>
            <Form method="post">
              <SubmitButton intent="everywhere" variant="secondary" icon="sign-out">
                {t('sessions.everywhereSubmit')}
              </SubmitButton>
            </Form>
          </div>
        </Card>
      </div>
    </Page>
  );
}
