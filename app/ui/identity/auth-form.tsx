// What the forms of signing up and in share: their frame, and the words of what may go wrong.
import type { ReactNode } from 'react';
import { authMessages } from '~/i18n/auth';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/kit/card';
import { type FormState, useFormState } from '~/ui/kit/form';
import { Page, PageHeader } from '~/ui/kit/page';

/** A page with one form: its head, the form on paper, and what else one may want below. */
export function AuthPage({
  title,
  lead,
  above,
  children,
  below,
}: {
  title: string;
  lead?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
  below?: ReactNode;
}) {
  return (
    <Page width="form">
      <PageHeader title={title} lead={lead} />
      {above && <div className="mb-5">{above}</div>}
      <Card raised>{children}</Card>
      {below && <div className="mt-6 grid grid-cols-1 gap-6">{below}</div>}
    </Page>
  );
}

/** Seconds as people say them: up to a minute and a half in seconds, then in minutes, rounded up. */
function wait(seconds: number, t: (key: 'seconds' | 'minutes', parameters: { count: number }) => string): string {
  return seconds <= 90 ? t('seconds', { count: seconds }) : t('minutes', { count: Math.ceil(seconds / 60) });
}

const PASSWORD_PROBLEMS = ['tooShort', 'tooLong', 'sameAsEmail', 'sameAsName', 'repeated', 'common'] as const;
const SENTENCES = ['wrongCredentials', 'wrongPassword', 'linkDead'] as const;

/** Reads an action's answer for the kit's fields, in identity's words. */
export function useAuthForm(answer: unknown): FormState {
  const t = useMessages(authMessages);
  const seconds = (answer as { retryAfterSeconds?: number | null } | null | undefined)?.retryAfterSeconds ?? 60;
  return useFormState(answer, (key) => {
    const problem = PASSWORD_PROBLEMS.find((one) => key === `password.${one}`);
    if (problem) return t(`password.${problem}`);
    const sentence = SENTENCES.find((one) => key === one);
    if (sentence) return t(sentence);
    if (key === 'tooManyTries' || key === 'tooOften') return t(key, { wait: wait(seconds, t) });
    return key === 'name' ? t('name.wrong') : undefined;
  });
}
