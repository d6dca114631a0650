// The frame of a page's content: its width and its head. The shell brings <main>; pages never write one.
import type { ReactNode } from 'react';

type PageProps = { width?: 'wide' | 'narrow' | 'form'; className?: string; children: ReactNode };

export function Page({ width = 'wide', className = '', children }: PageProps) {
  return <div className={`page ${width === 'wide' ? '' : `page-${width}`} ${className}`}>{children}</div>;
}

/** The page's one h1, with what leads into it and what can be done from here. */
export function PageHeader({
  title,
  lead,
  eyebrow,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  eyebrow?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="page-head">
      <div className="min-w-0">
        {eyebrow && <div className="eyebrow">{eyebrow}</div>}
        <h1>{title}</h1>
        {lead && <p>{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
