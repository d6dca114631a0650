// Ticks and choices: a checkbox, and radio buttons as cards.
import type { InputHTMLAttributes, ReactNode } from 'react';
import { describe, FieldError, type FieldProps } from './field';

type CheckboxProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'form' | 'type'>;

export function Checkbox({
  name,
  label,
  hint,
  error,
  form,
  required,
  id = name,
  defaultChecked,
  ...rest
}: CheckboxProps) {
  const { error: said, attributes } = describe({ name, label, hint, error, form, required, id });
  return (
    <label className="check">
      <input
        {...rest}
        {...attributes}
        type="checkbox"
        defaultChecked={form?.entered(name) !== undefined || defaultChecked}
      />
      <span>{label}</span>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {said && <FieldError id={`${id}-error`}>{said}</FieldError>}
    </label>
  );
}

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };
type ChoiceProps = FieldProps & {
  options: ReadonlyArray<Choice>;
  defaultValue?: string | ReadonlyArray<string>;
  /** With `multiple` they are checkboxes, and the field should be named `x[]`. */
  multiple?: boolean;
  onChange?: (value: string) => void;
};

/** One choice of a few, or several with `multiple`, each a card that can be clicked anywhere. */
export function RadioCards({ options, defaultValue, multiple, onChange, ...props }: ChoiceProps) {
  const { name, label, hint, form, id = name } = props;
  const { error, attributes } = describe(props);
  const chosen = form?.entered(name) ?? defaultValue;
  return (
    <fieldset className="field" id={id} tabIndex={-1} aria-describedby={attributes['aria-describedby']}>
      <legend className="label mb-1.5">{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type={multiple ? 'checkbox' : 'radio'}
              name={name}
              value={option.value}
              disabled={option.disabled}
              required={!multiple && props.required ? true : undefined}
              defaultChecked={Array.isArray(chosen) ? chosen.includes(option.value) : chosen === option.value}
              onChange={onChange && ((event) => onChange(event.target.value))}
            />
            <span>{option.label}</span>
            {option.hint && <span className="hint">{option.hint}</span>}
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
