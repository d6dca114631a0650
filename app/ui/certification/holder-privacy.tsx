// Who may read a certificate's page, and what it shows: the holder's choice.
import { Form } from '@remix-run/react';
import { certificateHolderMessages } from '~/i18n/certificate-holder';
import { useMessages } from '~/i18n/use-messages';
import { type MyCertificate, VISIBILITIES } from '~/modules/certification/certification';
import { SubmitButton } from '~/ui/kit/button';
import { RadioCards } from '~/ui/kit/choice';

export function HolderPrivacy({ certificate }: { certificate: MyCertificate }) {
  const t = useMessages(certificateHolderMessages);
  return (
    <section aria-labelledby="privacy">
      <h2 id="privacy" className="sr-only">
        {t('who')}
      </h2>
      <Form method="post" className="form">
        <RadioCards
          name="visibility"
          label={t('who')}
          hint={t('whoHint')}
          defaultValue={certificate.visibility}
          options={VISIBILITIES.map((value) => ({
            value,
            label: t(`visibility.${value}`),
            hint: t(`visibility.${value}Hint`),
          }))}
        />
        <RadioCards
          name="shows[]"
          label={t('shows')}
          hint={t('showHint')}
          multiple
          defaultValue={certificate.showScore ? ['score'] : []}
          options={[{ value: 'score', label: t('showScore') }]}
        />
        {/* No program attaches evidence yet: what was chosen about it stays as it is. */}
        {certificate.showEvidence && <input type="hidden" name="shows[]" value="evidence" />}
        <SubmitButton intent="privacy" className="justify-self-start">
          {t('save')}
        </SubmitButton>
      </Form>
    </section>
  );
}
