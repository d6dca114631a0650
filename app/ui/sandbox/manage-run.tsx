// Renaming and deleting a run: folded away, usable without JavaScript.
import { Form } from '@remix-run/react';
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import type { FormState } from '~/ui/kit/form';
import { SubmitButton } from '~/ui/kit/button';
import { Input } from '~/ui/kit/input';

export function ManageRun({ name, form }: { name: string; form: FormState }) {
  const t = useMessages(sandboxMessages);
  return (
    <details className="mt-8" open={form.error('name') ? true : undefined}>
      <summary className="link inline-block">{t('manage.title')}</summary>
      <div className="mt-4 grid max-w-md gap-6">
        <Form method="post" preventScrollReset className="form">
          <Input
            name="name"
            label={t('name')}
            hint={t('nameHint')}
            form={form}
            required
            maxLength={60}
            defaultValue={name}
            autoComplete="off"
          />
          <SubmitButton intent="rename" variant="secondary" className="justify-self-start">
            {t('manage.rename')}
          </SubmitButton>
        </Form>
        <Form method="post" className="grid gap-2">
          <p>{t('manage.deleteText')}</p>
          <SubmitButton intent="delete" variant="danger" icon="trash" className="justify-self-start">
            {t('manage.delete')}
          </SubmitButton>
        </Form>
      </div>
    </details>
  );
}
