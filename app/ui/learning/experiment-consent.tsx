// The question whether somebody takes part in the comparison with the authors' order. Off unless they say yes.
import { Form } from '@remix-run/react';
import { formatDate } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { useLocale, useMessages } from '~/i18n/use-messages';

type Props = { consent: { given: boolean; at: string } | null; timeZone: string };

export function ExperimentConsent({ consent, timeZone }: Props) {
  const t = useMessages(learningMessages);
  const locale = useLocale();
  const given = consent?.given === true;
  return (
    <section className="card consent" id="experiment" aria-labelledby="experiment-title">
      <h2 id="experiment-title">{t('welcome.consentTitle')}</h2>
      <p>{t('welcome.consentText')}</p>
      <p role="status">
        {given ? t('welcome.consentOn', { date: formatDate(consent.at, locale, timeZone) }) : t('welcome.consentOff')}
      </p>
      <Form method="post">
        <input type="hidden" name="intent" value="consent" />
        <button name="given" value={given ? 'no' : 'yes'} className="btn btn-secondary">
          {t(given ? 'welcome.consentNo' : 'welcome.consentYes')}
        </button>
      </Form>
    </section>
  );
}
