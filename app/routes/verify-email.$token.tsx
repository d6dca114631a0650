// Confirming an address. Opening the link shows a button and changes nothing: mail scanners open every link.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { authMessages } from '~/i18n/auth';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import {
  ConfirmEmailSchema,
  findEmailLink,
  readPendingSignUp,
  submitForm,
  verifyEmail,
  visitorOf,
} from '~/modules/identity/identity.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { AuthPage, useAuthForm } from '~/ui/identity/auth-form';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { FormErrors } from '~/ui/kit/form-errors';
import { PasswordInput } from '~/ui/kit/password-input';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await context.actor();
    const state = await findEmailLink(visitorOf(request, context), actor, params.token!);
    return { state, isSignedIn: actor !== null, isPending: readPendingSignUp(request.headers.get('Cookie')) !== null };
  });
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await context.actor();
    return submitForm(request, ConfirmEmailSchema, async ({ password }) => {
      const { cookies } = await verifyEmail(visitorOf(request, context), actor, { token: params.token!, password });
      cookies.forEach(context.setCookie);
      return redirect(paths.welcome());
    });
  });
}

/** The address holds the token: it is neither kept nor told to other sites. */
export function headers() {
  return { 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' };
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(authMessages, locale)('verify.title') }));

export default function VerifyEmail() {
  const t = useMessages(authMessages);
  const { state, isSignedIn, isPending } = useLoaderData<typeof loader>();
  const form = useAuthForm(useActionData<typeof action>());
  if (state === 'confirmed') {
    return (
      <AuthPage title={t('verify.confirmedTitle')} lead={t('verify.confirmed')}>
        <LinkButton to={isSignedIn ? paths.dashboard() : paths.signIn()} size="lg" iconEnd="arrow-right">
          {isSignedIn ? t('verify.continue') : t('signIn.submit')}
        </LinkButton>
      </AuthPage>
    );
  }
  if (state === 'dead') {
    return (
      <AuthPage title={t('verify.deadTitle')} lead={t('verify.dead')}>
        <div className="flex flex-wrap gap-3">
          <LinkButton to={isPending ? `${paths.signUp()}?step=mail` : paths.signUp()}>
            {t('verify.deadSignUp')}
          </LinkButton>
          <LinkButton to={paths.signIn()} variant="secondary">
            {t('signIn.submit')}
          </LinkButton>
        </div>
      </AuthPage>
    );
  }
  const asks = state === 'needs-password';
  return (
    <AuthPage
      title={t(asks ? 'verify.otherTitle' : 'verify.title')}
      lead={t(asks ? 'verify.other' : 'verify.ready')}
      below={asks ? undefined : <p className="text-sm text-muted">{t('verify.why')}</p>}
    >
      <Form method="post" className="form">
        <FormErrors form={form} labels={{ password: t('password.label') }} />
        {asks && (
          <PasswordInput
            name="password"
            label={t('password.label')}
            form={form}
            required
            autoComplete="current-password"
          />
        )}
        <SubmitButton size="lg">{t('verify.submit')}</SubmitButton>
        {asks && (
          <Link className="link justify-self-start" to={paths.forgotPassword()}>
            {t('verify.otherForgot')}
          </Link>
        )}
      </Form>
    </AuthPage>
  );
}
