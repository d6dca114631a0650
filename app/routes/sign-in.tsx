// Signing in.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { authMessages } from '~/i18n/auth';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { readPendingSignUp, SignInSchema, signIn, submitForm, visitorOf } from '~/modules/identity/identity.server';
import { respond } from '~/platform/http.server';
import { paths, safeNext } from '~/platform/paths';
import { AuthPage, useAuthForm } from '~/ui/identity/auth-form';
import { DemoPeople } from '~/ui/identity/demo-people';
import { Alert } from '~/ui/kit/alert';
import { SubmitButton } from '~/ui/kit/button';
import { FormErrors } from '~/ui/kit/form-errors';
import { Input } from '~/ui/kit/input';
import { PasswordInput } from '~/ui/kit/password-input';
import { pageMeta } from '~/ui/shell/meta';
import { useRootData } from '~/ui/shell/root-data';
import { Link } from '~/ui/kit/link';

function nextOf(request: Request): string {
  return safeNext(new URL(request.url).searchParams.get('next'));
}

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    if (await context.actor()) throw redirect(nextOf(request));
    return { pendingEmail: readPendingSignUp(request.headers.get('Cookie'))?.email ?? null };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(() =>
    submitForm(request, SignInSchema, async (input) => {
      const { cookies } = await signIn(visitorOf(request, context), input);
      cookies.forEach(context.setCookie);
      return redirect(nextOf(request));
    }),
  );
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(authMessages, locale)('signIn.title') }));

const NOTICES = {
  password: 'signIn.passwordSet',
  'signed-out': 'signIn.signedOut',
  everywhere: 'signIn.everywhere',
} as const;

export default function SignIn() {
  const t = useMessages(authMessages);
  const { pendingEmail } = useLoaderData<typeof loader>();
  const form = useAuthForm(useActionData<typeof action>());
  const [search] = useSearchParams();
  const notice = NOTICES[search.get('notice') as keyof typeof NOTICES];
  const demo = useRootData()?.demo;
  const next = search.get('next') ?? undefined;
  const above = notice ? (
    <Alert kind="good">{t(notice)}</Alert>
  ) : pendingEmail ? (
    <Alert kind="info" title={t('signIn.pendingTitle')}>
      <p>{t('signIn.pending', { email: pendingEmail })}</p>
      <Link className="link" to={`${paths.signUp()}?step=mail`}>
        {t('signIn.pendingOpen')}
      </Link>
    </Alert>
  ) : undefined;
  return (
    <AuthPage
      title={t('signIn.title')}
      lead={t('signIn.lead')}
      above={above}
      below={
        <>
          <p>
            {t('signIn.noAccount')}{' '}
            <Link className="link" to={paths.signUp(next)}>
              {t('signIn.signUp')}
            </Link>
          </p>
          {demo && <DemoPeople />}
        </>
      }
    >
      <Form method="post" className="form">
        <FormErrors form={form} labels={{ email: t('email'), password: t('password.label') }} />
        <Input
          name="email"
          type="email"
          label={t('email')}
          form={form}
          required
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordInput
          name="password"
          label={t('password.label')}
          form={form}
          required
          autoComplete="current-password"
        />
        <SubmitButton size="lg">{t('signIn.submit')}</SubmitButton>
        <Link className="link justify-self-start" to={paths.forgotPassword()}>
          {t('signIn.forgot')}
        </Link>
      </Form>
    </AuthPage>
  );
}
