// Choosing a new password with the link of a mail.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { authMessages } from '~/i18n/auth';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import {
  findResetLink,
  ResetPasswordSchema,
  resetPassword,
  signOut,
  submitForm,
  visitorOf,
} from '~/modules/identity/identity.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { AuthPage, useAuthForm } from '~/ui/identity/auth-form';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { FormErrors } from '~/ui/kit/form-errors';
import { PasswordInput } from '~/ui/kit/password-input';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ params }: LoaderFunctionArgs) {
  return respond(async () => ({ state: await findResetLink(params.token!) }));
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return respond(() =>
    submitForm(request, ResetPasswordSchema, async ({ password }) => {
      const visitor = visitorOf(request, context);
      const { cookies } = await resetPassword(visitor, { token: params.token!, password });
      // Whoever was signed in here goes too: the person who chose the password signs in next.
      for (const cookie of [...(await signOut(visitor.cookie)).cookies, ...cookies]) context.setCookie(cookie);
      return redirect(`${paths.signIn()}?notice=password`);
    }),
  );
}

/** The address holds the token: it is neither kept nor told to other sites. */
export function headers() {
  return { 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' };
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(authMessages, locale)('reset.title') }));

export default function ResetPassword() {
  const t = useMessages(authMessages);
  const { state } = useLoaderData<typeof loader>();
  const form = useAuthForm(useActionData<typeof action>());
  if (state === 'dead') {
    return (
      <AuthPage title={t('reset.deadTitle')} lead={t('reset.dead')}>
        <LinkButton to={paths.forgotPassword()}>{t('reset.again')}</LinkButton>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={t('reset.title')} lead={t('reset.lead')}>
      <Form method="post" className="form">
        <FormErrors form={form} labels={{ password: t('password.new') }} />
        <PasswordInput
          name="password"
          label={t('password.new')}
          hint={t('password.hint')}
          form={form}
          required
          autoComplete="new-password"
          minLength={8}
        />
        <SubmitButton size="lg">{t('reset.submit')}</SubmitButton>
      </Form>
    </AuthPage>
  );
}
