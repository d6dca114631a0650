// Signing up, and the page that waits for the mail. The answer is the same whether the address has an account or not.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { authMessages } from '~/i18n/auth';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import {
  readPendingSignUp,
  resendConfirmation,
  SignUpSchema,
  signUp,
  submitForm,
  visitorOf,
} from '~/modules/identity/identity.server';
import { isOutboxOpen } from '~/modules/notifications/notifications.server';
import { respond } from '~/platform/http.server';
import { paths, safeNext } from '~/platform/paths';
import { AuthPage, useAuthForm } from '~/ui/identity/auth-form';
import { MailSent } from '~/ui/identity/mail-sent';
import { TimeZoneField } from '~/ui/identity/time-zone-field';
import { SubmitButton } from '~/ui/kit/button';
import { FormErrors } from '~/ui/kit/form-errors';
import { Input } from '~/ui/kit/input';
import { PasswordInput } from '~/ui/kit/password-input';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

const MAIL_STEP = `${paths.signUp()}?step=mail`;

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const { searchParams } = new URL(request.url);
    if (await context.actor()) throw redirect(safeNext(searchParams.get('next')));
    const pending = readPendingSignUp(request.headers.get('Cookie'));
    return {
      step: searchParams.get('step') === 'mail' && pending ? ('mail' as const) : ('form' as const),
      pending,
      outboxOpen: isOutboxOpen(null),
    };
  });
}

const NothingSchema = z.object({});

export function action({ request, context }: ActionFunctionArgs) {
  const visitor = visitorOf(request, context);
  const isResend = new URL(request.url).searchParams.get('step') === 'mail';
  return respond(() =>
    isResend
      ? resend()
      : submitForm(request, SignUpSchema, async (input) => mailed(await signUp(visitor, input), MAIL_STEP)),
  );

  async function resend() {
    const pending = readPendingSignUp(visitor.cookie);
    if (!pending) return redirect(paths.signUp());
    return submitForm(request, NothingSchema, async () =>
      mailed(await resendConfirmation(visitor, pending), `${MAIL_STEP}&resent=1`),
    );
  }

  function mailed({ cookies }: { cookies: ReadonlyArray<string> }, to: string) {
    cookies.forEach(context.setCookie);
    return redirect(to);
  }
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(authMessages, locale)('signUp.title') }));

export default function SignUp() {
  const t = useMessages(authMessages);
  const { step, pending, outboxOpen } = useLoaderData<typeof loader>();
  const form = useAuthForm(useActionData<typeof action>());
  const [search] = useSearchParams();
  if (step === 'mail' && pending) {
    return (
      <AuthPage title={t('mail.title')}>
        <MailSent
          email={pending.email}
          sentAt={pending.sentAt}
          resent={search.has('resent')}
          outboxOpen={outboxOpen}
          form={form}
        />
      </AuthPage>
    );
  }
  const labels = { email: t('email'), name: t('name.label'), password: t('password.label') };
  return (
    <AuthPage
      title={t('signUp.title')}
      lead={t('signUp.lead')}
      below={
        <p>
          {t('signUp.have')}{' '}
          <Link className="link" to={paths.signIn(search.get('next') ?? undefined)}>
            {t('signUp.signIn')}
          </Link>
        </p>
      }
    >
      <Form method="post" className="form">
        <FormErrors form={form} labels={labels} />
        <Input
          name="name"
          label={labels.name}
          hint={t('name.hint')}
          form={form}
          required
          autoComplete="name"
          maxLength={80}
        />
        <Input
          name="email"
          type="email"
          label={labels.email}
          form={form}
          required
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={pending?.email}
        />
        <PasswordInput
          name="password"
          label={labels.password}
          hint={t('password.hint')}
          form={form}
          required
          autoComplete="new-password"
          minLength={8}
        />
        <TimeZoneField />
        <SubmitButton size="lg">{t('signUp.submit')}</SubmitButton>
        <p className="text-sm text-muted">
          {t('signUp.terms')}{' '}
          <Link className="link" to={paths.privacy()}>
            {t('signUp.privacy')}
          </Link>
        </p>
      </Form>
    </AuthPage>
  );
}
