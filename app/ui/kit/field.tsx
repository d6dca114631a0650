// The frame of a form control: label, hint and error in place, tied together for assistive technology.
import type { ReactNode } from 'react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import type { FormState } from './form';
import { Icon } from './icon';

export type FieldProps = {
  name: string;
  label: ReactNode;
  /** Stands above the control, before a mistake can happen. */
  hint?: ReactNode;
  /** Overrides what `form` says. */
  error?: string;
  form?: FormState;
  /** Shown by absence: fields that may stay empty say "optional". */
  required?: boolean;
  /** Defaults to `name`; give one when two forms on a page share a name. */
  id?: string;
};

/** The attributes that tie a control to its frame. */
export function describe({ name, id = name, hint, error, form, required }: FieldProps) {
  const said = error ?? form?.error(name);
  const describedBy = [hint ? `${id}-hint` : '', said ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    error: said,
    attributes: {
      id,
      name,
      required: required || undefined,
      'aria-invalid': said ? true : undefined,
      'aria-describedby': describedBy || undefined,
    } as const,
  };
}

export function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} className="field-error">
      <Icon name="error" />
      {children}
    </p>
  );
}

/** Frames any control; the control spreads `describe(props).attributes`. */
export function Field({ children, ...props }: FieldProps & { children: ReactNode }) {
  const { name, label, hint, required, id = name } = props;
  const { error } = describe(props);
  const t = useMessages(commonMessages);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label} {!required && <small>({t('word.optional')})</small>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
