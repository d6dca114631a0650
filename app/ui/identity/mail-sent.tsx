// After signing up: where the mail went, how to get it again, and what to do when none comes.
import { Form } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { authMessages } from '~/i18n/auth';
import { useMessages } from '~/i18n/use-messages';
import { RESEND_AFTER_SECONDS } from '~/modules/identity/identity';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import type { FormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

/** Seconds until the mail may be sent again; 0 on the server and without JavaScript, where the server says how long to wait. */
function useWait(sentAt: Date): number {
  const [left, setLeft] = useState(0);
  const from = sentAt.getTime();
  useEffect(() => {
    const tick = () =>
      setLeft(
        Math.max(0, Math.min(RESEND_AFTER_SECONDS, Math.ceil((from - Date.now()) / 1000) + RESEND_AFTER_SECONDS)),
      );
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [from]);
  return left;
}

/** In the demo no mail leaves the machine: the way to it stands where it cannot be missed. */
export function OutboxHint() {
  const t = useMessages(authMessages);
  return (
    <Alert kind="info" title={t('mail.outboxTitle')}>
      <p>{t('mail.outbox')}</p>
      <LinkButton to={paths.outbox()} icon="inbox" className="mt-3">
        {t('mail.openOutbox')}
      </LinkButton>
    </Alert>
  );
}

type Props = { email: string; sentAt: Date; resent: boolean; outboxOpen: boolean; form: FormState };

export function MailSent({ email, sentAt, resent, outboxOpen, form }: Props) {
  const t = useMessages(authMessages);
  const left = useWait(sentAt);
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="flex items-start gap-4">
        <span className="grid size-12 flex-none place-items-center rounded-lg bg-accent-soft text-2xl text-accent">
          <Icon name="mail" />
        </span>
        <p className="min-w-0">
          <span className="text-muted">{t('mail.sentTo')}</span>
          <br />
          <strong className="text-lg wrap-anywhere">{email}</strong>
        </p>
      </div>
      <p>{t('mail.what')}</p>
      {outboxOpen && <OutboxHint />}
      {resent && form.issues.length === 0 && (
        <Alert kind="good" live>
          {t('mail.resent')}
        </Alert>
      )}
      <Form method="post" className="form">
        <FormErrors form={form} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <SubmitButton intent="resend" variant="secondary" icon="refresh" disabled={left > 0}>
            {left > 0 ? t('mail.resendIn', { seconds: left }) : t('mail.resend')}
          </SubmitButton>
          <span>
            {t('mail.wrong')}{' '}
            <Link className="link" to={paths.signUp()}>
              {t('mail.change')}
            </Link>
          </span>
        </div>
      </Form>
      <section className="border-t border-line pt-4">
        <h2 className="text-base">{t('mail.noneTitle')}</h2>
        <ul className="mt-2 grid list-disc gap-1.5 pl-5 text-muted">
          {(['none1', 'none2', 'none3', 'none4'] as const).map((key) => (
            <li key={key}>{t(`mail.${key}`)}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
