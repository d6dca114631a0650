// The smallest pieces: a key's cap, text for ears only, the link past the header, and a placeholder while something loads.
import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}

export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}

export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a href="#main" className="skip">
      {children}
    </a>
  );
}

/** Holds the place of what is coming; `height` as CSS. Say what loads with `label` on one of them. */
export function Skeleton({ height = '1rem', width, label }: { height?: string; width?: string; label?: string }) {
  return (
    <span
      className="skeleton"
      style={{ height, width }}
      role={label ? 'status' : undefined}
      aria-hidden={label ? undefined : true}
    >
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}
