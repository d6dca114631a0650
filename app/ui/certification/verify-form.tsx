// The form that takes any certificate: link, number, text or file. Works without JavaScript.
import { Form } from '@remix-run/react';
import { verifyMessages } from '~/i18n/verify';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/kit/button';
import { describe, Field } from '~/ui/kit/field';
import { FormErrors } from '~/ui/kit/form-errors';
import { useFormState } from '~/ui/kit/form';

export function VerifyForm({ answer }: { answer: unknown }) {
  const t = useMessages(verifyMessages);
  const form = useFormState(answer, (key) =>
    key === 'tooLarge' ? t('form.tooLarge') : key === 'required' ? t('form.required') : undefined,
  );
  // Either will do: neither is marked optional, neither is demanded by the browser.
  const text = { name: 'credential', label: t('form.text'), hint: t('form.textHint'), form, required: true };
  const file = { name: 'file', label: t('form.file'), hint: t('form.fileHint'), required: true };
  return (
    <Form method="post" encType="multipart/form-data" className="form">
      <FormErrors form={form} />
      <Field {...text}>
        <textarea
          {...describe(text).attributes}
          required={false}
          rows={4}
          spellCheck={false}
          autoComplete="off"
          className="input font-mono text-sm"
        />
      </Field>
      <Field {...file}>
        <input
          {...describe(file).attributes}
          required={false}
          type="file"
          accept=".pdf,.json,.jwt,.jws,.txt,application/pdf,application/json,text/plain"
          className="input"
        />
      </Field>
      <SubmitButton size="lg" icon="shield">
        {t('form.submit')}
      </SubmitButton>
    </Form>
  );
}
