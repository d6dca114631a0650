// A message in the page. It is announced only when `live`: for what appears after an action.
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

const KINDS = { info: 'info', good: 'success', warn: 'warning', bad: 'error' } as const satisfies Record<
  string,
  IconName
>;
export type AlertKind = keyof typeof KINDS;

export function Alert({
  kind = 'info',
  title,
  live,
  children,
  className = '',
}: {
  kind?: AlertKind;
  title?: ReactNode;
  live?: boolean;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <div className={`alert tone-${kind} ${className}`} role={live ? (kind === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon name={KINDS[kind]} />
      <div className="alert-body">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
