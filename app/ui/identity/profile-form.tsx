// Name, language and time zone.
import { Form } from '@remix-run/react';
import { accountMessages } from '~/i18n/account';
import { LOCALES, type Locale } from '~/i18n/locale';
import { useMessages } from '~/i18n/use-messages';
import { Alert } from '~/ui/kit/alert';
import { SubmitButton } from '~/ui/kit/button';
import { Card } from '~/ui/kit/card';
import type { FormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Input, Select } from '~/ui/kit/input';

/** Each language is named in itself. */
const NAMES: Record<Locale, string> = { es: 'Español', en: 'English' };

type Props = {
  name: string;
  locale: Locale;
  timeZone: string;
  zones: ReadonlyArray<string>;
  form: FormState;
  saved: boolean;
};

export function ProfileForm({ name, locale, timeZone, zones, form, saved }: Props) {
  const t = useMessages(accountMessages);
  const labels = { name: t('profile.name'), locale: t('profile.language'), timeZone: t('profile.timeZone') };
  return (
    <Card as="section" id="profile" aria-labelledby="profile-title">
      <h2 id="profile-title" className="text-xl">
        {t('profile.title')}
      </h2>
      <Form method="post" className="form mt-4" key={`${name}|${locale}|${timeZone}`}>
        {saved && (
          <Alert kind="good" live>
            {t('profile.saved')}
          </Alert>
        )}
        <FormErrors form={form} labels={labels} />
        <Input
          name="name"
          label={labels.name}
          hint={t('profile.nameHint')}
          form={form}
          defaultValue={name}
          required
          autoComplete="name"
          maxLength={80}
        />
        <Select
          name="locale"
          label={labels.locale}
          form={form}
          defaultValue={locale}
          required
          options={LOCALES.map((value) => ({ value, label: NAMES[value] }))}
        />
        <Select
          name="timeZone"
          label={labels.timeZone}
          hint={t('profile.timeZoneHint')}
          form={form}
          defaultValue={timeZone}
          required
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
        <SubmitButton intent="profile" className="justify-self-start">
          {t('profile.save')}
        </SubmitButton>
      </Form>
    </Card>
  );
}
