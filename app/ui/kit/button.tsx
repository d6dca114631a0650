// Buttons, and links that look like buttons.
import { useNavigation } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { Link, type LinkProps } from './link';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';
type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName; iconEnd?: IconName; className?: string };

/** The classes of a button, for what is neither a button nor a route link. */
export function buttonClass({ variant = 'primary', size = 'md', className }: Look): string {
  return `btn btn-${variant}${size === 'md' ? '' : ` btn-${size}`}${className ? ` ${className}` : ''}`;
}

function label(children: ReactNode, icon?: IconName, iconEnd?: IconName) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconEnd && <Icon name={iconEnd} />}
    </>
  );
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & Look & { pending?: boolean };

/** `pending` shows a turning ring over the label, keeps the width and ignores further clicks. */
export function Button({
  variant,
  size,
  icon,
  iconEnd,
  className,
  pending,
  type = 'button',
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ variant, size, className })}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {label(children, icon, iconEnd)}
    </button>
  );
}

type SubmitProps = ButtonProps & { intent?: string };

/** Sends its form and is pending meanwhile. With several in one form give each an `intent`: it arrives as field `intent`. */
export function SubmitButton({ intent, pending, ...rest }: SubmitProps) {
  const navigation = useNavigation();
  const sent = navigation.state !== 'idle' && navigation.formData;
  const busy = Boolean(sent && (intent === undefined || sent.get('intent') === intent));
  return (
    <Button
      {...rest}
      type="submit"
      {...(intent === undefined ? {} : { name: 'intent', value: intent })}
      pending={pending ?? busy}
    />
  );
}

/** A button without words: `label` names it. */
export function IconButton({
  icon,
  label: name,
  variant = 'ghost',
  className = '',
  ...rest
}: Omit<ButtonProps, 'children' | 'iconEnd'> & { icon: IconName; label: string }) {
  const { size, pending, ...attributes } = rest;
  return (
    <button
      type="button"
      {...attributes}
      className={buttonClass({ variant, size, className: `btn-icon ${className}` })}
      aria-label={name}
      title={name}
      aria-busy={pending || undefined}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A link to a page of ours. */
export function LinkButton({ variant, size, icon, iconEnd, className, children, ...rest }: LinkProps & Look) {
  return (
    <Link {...rest} className={buttonClass({ variant, size, className })}>
      {label(children, icon, iconEnd)}
    </Link>
  );
}
