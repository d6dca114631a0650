// Changing the password from inside the account.
import { Form } from '@remix-run/react';
import { accountMessages } from '~/i18n/account';
import { authMessages } from '~/i18n/auth';
import { useMessages } from '~/i18n/use-messages';
import { Alert } from '~/ui/kit/alert';
import { SubmitButton } from '~/ui/kit/button';
import { Card } from '~/ui/kit/card';
import type { FormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { PasswordInput } from '~/ui/kit/password-input';

export function PasswordForm({ email, form, saved }: { email: string; form: FormState; saved: boolean }) {
  const t = useMessages(accountMessages);
  const auth = useMessages(authMessages);
  const labels = { currentPassword: t('password.current'), password: auth('password.new') };
  return (
    <Card as="section" id="password-section" aria-labelledby="password-title">
      <h2 id="password-title" className="text-xl">
        {t('password.title')}
      </h2>
      <p className="mt-1 text-muted">{t('password.hint')}</p>
      <Form method="post" className="form mt-4">
        {saved && (
          <Alert kind="good" live>
            {t('password.saved')}
          </Alert>
        )}
        <FormErrors form={form} labels={labels} />
        {/* Password managers need to know whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          name="currentPassword"
          label={labels.currentPassword}
          form={form}
          required
          autoComplete="current-password"
        />
        <PasswordInput
          name="password"
          label={labels.password}
          hint={auth('password.hint')}
          form={form}
          required
          autoComplete="new-password"
          minLength={8}
        />
        <SubmitButton intent="password" className="justify-self-start">
          {t('password.save')}
        </SubmitButton>
      </Form>
    </Card>
  );
}
