// What a list shows when it has nothing: a small picture, why it is empty, and what to do next.
import type { ReactNode } from 'react';

/** A path of stones that rises to an open seal: the mark of Pericia, not yet earned. */
function Picture() {
  return (
    <svg width="120" height="72" viewBox="0 0 120 72" fill="none" aria-hidden>
      <path
        d="M6 64c14 0 18-4 24-14s14-14 24-14 14-4 22-12"
        stroke="var(--border-strong)"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeDasharray="1 8"
      />
      <circle cx="8" cy="64" r="5" fill="var(--accent)" />
      <circle cx="94" cy="22" r="17" stroke="var(--border-strong)" strokeWidth="2.5" strokeDasharray="4 5" />
      <path
        d="m86 22 6 6 10-12"
        stroke="var(--accent)"
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="102" cy="16" r="3.5" fill="var(--warm-bright)" />
    </svg>
  );
}

export function EmptyState({
  title,
  children,
  action,
  picture = true,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  picture?: boolean;
}) {
  return (
    <div className="empty">
      {picture && <Picture />}
      <h2 className="text-xl">{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
