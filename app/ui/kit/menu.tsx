// A menu that opens without JavaScript (details). The shell closes it on Escape, on an outside click and after a choice.
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { Link } from './link';

type MenuProps = {
  /** What the closed menu shows. */
  summary: ReactNode;
  /** Its name, when `summary` is an icon. */
  label?: string;
  /** Opens towards the right instead of the left. */
  start?: boolean;
  className?: string;
  summaryClassName?: string;
  children: ReactNode;
};

export function Menu({
  summary,
  label,
  start,
  className = '',
  summaryClassName = 'btn btn-secondary btn-sm',
  children,
}: MenuProps) {
  return (
    <details className={`menu ${start ? 'menu-start ' : ''}${className}`}>
      <summary className={summaryClassName} aria-label={label}>
        {summary}
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}

export function MenuLink({
  to,
  icon,
  className = '',
  children,
}: {
  to: string;
  icon?: IconName;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Link to={to} className={`menu-item ${className}`}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

type MenuButtonProps = {
  icon?: IconName;
  danger?: boolean;
  name?: string;
  value?: string;
  type?: 'button' | 'submit';
  onClick?: () => void;
  children: ReactNode;
};

/** A choice that does something; inside a form it submits. */
export function MenuButton({ icon, danger, type = 'submit', children, ...rest }: MenuButtonProps) {
  return (
    <button type={type} className={danger ? 'menu-item menu-danger' : 'menu-item'} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
