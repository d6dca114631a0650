// Links between our pages: plain anchors that cost nothing to render; one listener on the document makes them client navigations.
import { useNavigate } from '@remix-run/react';
import { type AnchorHTMLAttributes, useEffect } from 'react';

export type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  /** An address from `paths`, with query and hash if need be. */
  to: string;
};

/**
 * A link to a page of ours. For files, other hosts and addresses that must load anew (`?lang=`) write a plain `<a href>`.
 * `data-discover` lets the browser's route discovery find it.
 */
export function Link({ to, children, ...rest }: LinkProps) {
  return (
    <a {...rest} href={to} data-link="" data-discover="true">
      {children}
    </a>
  );
}

/** Whether a click on a link is ours to handle: a plain left click that nobody else handled, for this tab. */
function isPlainClick(event: MouseEvent, anchor: HTMLAnchorElement): boolean {
  const modified = event.metaKey || event.altKey || event.ctrlKey || event.shiftKey;
  const elsewhere = (anchor.target && anchor.target !== '_self') || anchor.hasAttribute('download');
  return event.button === 0 && !event.defaultPrevented && !modified && !elsewhere && anchor.origin === location.origin;
}

/** Once in the document: turns clicks on `Link`s into navigations without a page load. */
export function ClientLinks() {
  const navigate = useNavigate();
  useEffect(() => {
    const click = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-link]') : null;
      if (!anchor || !isPlainClick(event, anchor)) return;
      event.preventDefault();
      const to = anchor.pathname + anchor.search + anchor.hash;
      navigate(to, { replace: to === location.pathname + location.search + location.hash });
    };
    document.addEventListener('click', click);
    return () => document.removeEventListener('click', click);
  }, [navigate]);
  return null;
}
