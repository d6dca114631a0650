// The summary of what a form needs corrected: it takes the focus, and each line leads to its field.
import { useEffect, useRef } from 'react';
import { formMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import type { FormState } from './form';

type Props = {
  form: FormState;
  /** The fields' labels by name, put before their errors: "Email: fill in this field." */
  labels?: Readonly<Record<string, string>>;
};

/** Renders nothing while there is nothing to correct. Issues with the path `form` belong to no field. */
export function FormErrors({ form, labels }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const t = useMessages(formMessages);
  const said = form.issues.map((issue) => `${issue.path}:${issue.text}`).join('|');
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (!said) return null;
  return (
    <div ref={box} className="form-errors" role="alert" tabIndex={-1}>
      <h2>{t('summary', { count: form.issues.length })}</h2>
      <ul>
        {form.issues.map(({ path, text }) => (
          <li key={path}>
            {path === 'form' || path === '' ? (
              text
            ) : (
              <a href={`#${path}`}>{labels?.[path] ? `${labels[path]}: ${text}` : text}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
