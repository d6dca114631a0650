// Asking for another name or another correction, and what became of it.
import { Form } from '@remix-run/react';
import { certificateHolderMessages } from '~/i18n/certificate-holder';
import { formatDate } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { CorrectionRequest } from '~/modules/certification/certification';
import { StateBadge, type StateKind } from '~/ui/kit/badge';
import { SubmitButton } from '~/ui/kit/button';
import { RadioCards } from '~/ui/kit/choice';
import { describe, Field } from '~/ui/kit/field';
import type { FormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Textarea } from '~/ui/kit/input';

const STATES = {
  open: 'pending',
  approved: 'done',
  refused: 'failed',
  cancelled: 'idle',
} as const satisfies Record<CorrectionRequest['state'], StateKind>;

function Requests({ requests, timeZone }: { requests: ReadonlyArray<CorrectionRequest>; timeZone: string }) {
  const t = useMessages(certificateHolderMessages);
  const locale = useLocale();
  return (
    <div className="mt-6">
      <h3 className="mb-2 text-base">{t('requests')}</h3>
      <ul className="grid gap-3">
        {requests.map((request) => (
          <li key={request.id} className="card grid justify-items-start gap-1.5">
            <StateBadge state={STATES[request.state]}>{t(`request.${request.state}`)}</StateBadge>
            {request.proposedName && <p>{t('newName', { name: request.proposedName })}</p>}
            {request.text && <p className="whitespace-pre-line text-muted">{request.text}</p>}
            {request.reason && <p>{t('why', { reason: request.reason })}</p>}
            <p className="text-sm text-muted">
              {t('asked', { date: formatDate(request.createdAt, locale, timeZone) })}
            </p>
            {request.state === 'open' && (
              <Form method="post">
                <input type="hidden" name="requestId" value={request.id} />
                <SubmitButton intent="cancel" variant="ghost" size="sm">
                  {t('cancel')}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Props = {
  /** The certificate can be corrected now. */
  possible: boolean;
  requests: ReadonlyArray<CorrectionRequest>;
  form: FormState;
  timeZone: string;
};

export function HolderCorrection({ possible, requests, form, timeZone }: Props) {
  const t = useMessages(certificateHolderMessages);
  const open = requests.some(({ state }) => state === 'open');
  // Needed for another name only, so the browser does not demand it.
  const name = { name: 'proposedName', label: t('proposedName'), form, required: true };
  return (
    <section aria-labelledby="correct">
      <h2 id="correct" className="mb-1 text-xl">
        {t('correct')}
      </h2>
      <p className="mb-4 text-muted">{t('correctLead')}</p>
      {!possible && <p>{t('notNow')}</p>}
      {possible && !open && (
        <details className="fold" open={form.issues.length > 0}>
          <summary className="link inline-block">{t('send')}</summary>
          <Form method="post" className="group form mt-4">
            <FormErrors form={form} labels={{ proposedName: t('proposedName'), text: t('text'), kind: t('kind') }} />
            <RadioCards
              name="kind"
              label={t('kind')}
              form={form}
              defaultValue="name"
              required
              options={[
                { value: 'name', label: t('kindName'), hint: t('kindNameHint') },
                { value: 'correction', label: t('kindOther'), hint: t('kindOtherHint') },
              ]}
            />
            <div className="group-has-[[value=correction]:checked]:hidden">
              <Field {...name}>
                <input
                  {...describe(name).attributes}
                  required={false}
                  maxLength={100}
                  autoComplete="name"
                  defaultValue={form.entered('proposedName')}
                  className="input"
                />
              </Field>
            </div>
            <Textarea name="text" label={t('text')} hint={t('textHint')} form={form} maxLength={2000} rows={4} />
            <SubmitButton intent="correction" className="justify-self-start">
              {t('send')}
            </SubmitButton>
          </Form>
        </details>
      )}
      {requests.length > 0 && <Requests requests={requests} timeZone={timeZone} />}
    </section>
  );
}
