// The form that takes any certificate: link, number, text or file. Works without JavaScript.
import { Form } from '@remix-run/react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { verifyMessages } from '~/i18n/verify';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/kit/button';
import { describe, Field } from '~/ui/kit/field';
import { FormErrors } from '~/ui/kit/form-errors';
import { useFormState } from '~/ui/kit/form';

/** Bytes of a file, as the operation has it: a larger one would travel in vain. */
const MAX_FILE_BYTES = 1_048_576;

/** A file let go anywhere on the page goes into the form's field and is checked. Returns whether one is held over the page. */
function useDrop(field: RefObject<HTMLInputElement>): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!hasFile(event) || !field.current) return;
      event.preventDefault();
      setOver(false);
      field.current.files = event.dataTransfer!.files;
      field.current.dispatchEvent(new Event('change', { bubbles: true }));
      field.current.form?.requestSubmit();
    };
    document.addEventListener('dragover', drag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', drag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [field]);
  return over;
}

export function VerifyForm({ answer }: { answer: unknown }) {
  const t = useMessages(verifyMessages);
  const form = useFormState(answer, (key) =>
    key === 'tooLarge' ? t('form.tooLarge') : key === 'required' ? t('form.required') : undefined,
  );
  const field = useRef<HTMLInputElement>(null);
  const over = useDrop(field);
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
          ref={field}
          required={false}
          type="file"
          accept=".pdf,.png,.svg,.json,.jwt,.jws,.txt,application/pdf,application/json,image/png,image/svg+xml,text/plain"
          className="input"
          onChange={({ currentTarget }) => {
            const tooLarge = (currentTarget.files?.[0]?.size ?? 0) > MAX_FILE_BYTES;
            currentTarget.setCustomValidity(tooLarge ? t('form.tooLarge') : '');
            if (tooLarge) currentTarget.reportValidity();
          }}
        />
        <p className={over ? 'drop-hint drop-over js-only' : 'drop-hint js-only'}>
          {t(over ? 'form.dropNow' : 'form.drop')}
        </p>
      </Field>
      <SubmitButton size="lg" icon="shield">
        {t('form.submit')}
      </SubmitButton>
    </Form>
  );
}
