// Asking for the link that sets a new password. The answer is the same for every address.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { authMessages } from '~/i18n/auth';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { RequestResetSchema, requestPasswordReset, submitForm, visitorOf } from '~/modules/identity/identity.server';
import { isOutboxOpen } from '~/modules/notifications/notifications.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { AuthPage, useAuthForm } from '~/ui/identity/auth-form';
import { OutboxHint } from '~/ui/identity/mail-sent';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { FormErrors } from '~/ui/kit/form-errors';
import { Input } from '~/ui/kit/input';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

export function loader({ request }: LoaderFunctionArgs) {
  return { isSent: new URL(request.url).searchParams.has('sent'), outboxOpen: isOutboxOpen(null) };
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(() =>
    submitForm(request, RequestResetSchema, async (input) => {
      await requestPasswordReset(visitorOf(request, context), input);
      return redirect(`${paths.forgotPassword()}?sent=1`);
    }),
  );
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(authMessages, locale)('forgot.title') }));

export default function ForgotPassword() {
  const t = useMessages(authMessages);
  const { isSent, outboxOpen } = useLoaderData<typeof loader>();
  const form = useAuthForm(useActionData<typeof action>());
  if (isSent) {
    return (
      <AuthPage title={t('forgot.sentTitle')}>
        <div className="grid grid-cols-1 gap-5">
          <p>{t('forgot.sent')}</p>
          {outboxOpen && <OutboxHint />}
          <p className="text-muted">{t('forgot.none')}</p>
          <div className="flex flex-wrap gap-3">
            <LinkButton to={paths.forgotPassword()} variant="secondary">
              {t('forgot.again')}
            </LinkButton>
            <LinkButton to={paths.signIn()} variant="ghost">
              {t('forgot.back')}
            </LinkButton>
          </div>
        </div>
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title={t('forgot.title')}
      lead={t('forgot.lead')}
      below={
        <Link className="link justify-self-start" to={paths.signIn()}>
          {t('forgot.back')}
        </Link>
      }
    >
      <Form method="post" className="form">
        <FormErrors form={form} labels={{ email: t('email') }} />
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
        <SubmitButton size="lg">{t('forgot.submit')}</SubmitButton>
      </Form>
    </AuthPage>
  );
}
