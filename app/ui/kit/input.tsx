// Text controls: one line, several lines, a list to choose from.
import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { describe, Field, type FieldProps } from './field';

type Own<Attributes> = FieldProps & Omit<Attributes, keyof FieldProps | 'form'>;

/** Splits what the frame needs from what the control takes. */
function split<P extends FieldProps>({ name, label, hint, error, form, required, id, ...rest }: P) {
  const frame: FieldProps = { name, label, hint, error, form, required, id };
  return { frame, rest };
}

/** What had been typed comes back after a failure; a controlled field keeps its own value. */
function initial(
  { form, name }: FieldProps,
  { value, defaultValue }: { value?: unknown; defaultValue?: string | number | ReadonlyArray<string> },
) {
  return value === undefined ? (form?.entered(name) ?? defaultValue) : undefined;
}

export function Input(props: Own<InputHTMLAttributes<HTMLInputElement>>) {
  const { frame, rest } = split(props);
  const { attributes } = describe(frame);
  return (
    <Field {...frame}>
      <input
        {...rest}
        {...attributes}
        defaultValue={initial(frame, rest)}
        className={`input ${rest.className ?? ''}`}
      />
    </Field>
  );
}

export function Textarea(props: Own<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const { frame, rest } = split(props);
  const { attributes } = describe(frame);
  return (
    <Field {...frame}>
      <textarea
        {...rest}
        {...attributes}
        defaultValue={initial(frame, rest)}
        className={`input ${rest.className ?? ''}`}
      />
    </Field>
  );
}

export type Option = { value: string; label: string; disabled?: boolean };

type SelectProps = Own<SelectHTMLAttributes<HTMLSelectElement>> & { options: ReadonlyArray<Option> };

/** The browser's own list. */
export function Select({ options, ...props }: SelectProps) {
  const { frame, rest } = split(props);
  const { attributes } = describe(frame);
  return (
    <Field {...frame}>
      <select {...rest} {...attributes} defaultValue={initial(frame, rest)} className={`input ${rest.className ?? ''}`}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
