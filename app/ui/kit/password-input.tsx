// A password with a button that shows what was typed. Without JavaScript it is a plain password field.
import { type InputHTMLAttributes, useState } from 'react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { describe, Field, type FieldProps } from './field';
import { Icon } from './icon';

type Props = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'form' | 'type'>;

export function PasswordInput({ name, label, hint, error, form, required, id, ...rest }: Props) {
  const [shown, setShown] = useState(false);
  const t = useMessages(commonMessages);
  const frame: FieldProps = { name, label, hint, error, form, required, id };
  const { attributes } = describe(frame);
  return (
    <Field {...frame}>
      <div className="input-group">
        <input
          {...rest}
          {...attributes}
          type={shown ? 'text' : 'password'}
          className="input"
          autoCapitalize="none"
          spellCheck={false}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-controls={attributes.id}
          aria-label={typeof label === 'string' ? `${t('action.show')}: ${label}` : t('action.show')}
          onClick={() => setShown(!shown)}
        >
          <Icon name={shown ? 'eye-off' : 'eye'} />
        </button>
      </div>
    </Field>
  );
}
