// A modal dialog on the browser's own <dialog>: focus stays inside and returns after, Escape closes, the page behind is inert.
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from './icon';

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** One sentence under the title, read out with it. */
  description?: ReactNode;
  children?: ReactNode;
  className?: string;
  /** The title is heard, not seen; the content then brings its own way to close. */
  hideTitle?: boolean;
};

// The cleanup must run while the element is still in the page, or the focus would not find its way back.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * @example <Dialog open={open} onClose={() => setOpen(false)} title={t('sure')}>…buttons…</Dialog>
 * What only a dialog can do must also be possible without JavaScript: give it a page, or a form beside it.
 */
export function Dialog({ open, onClose, title, description, children, className = '', hideTitle }: DialogProps) {
  const t = useMessages(commonMessages);
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useBrowserLayoutEffect(() => {
    const dialog = element.current;
    if (!open || !dialog) return;
    dialog.showModal();
    return () => dialog.close();
  }, [open]);
  return (
    // Escape arrives as `cancel`; the click handler serves pointers on the backdrop only.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={element}
      className={`dialog ${className}`}
      aria-labelledby={`${id}t`}
      aria-describedby={description ? `${id}d` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A second Escape closes it whatever we say; the owner has to know.
      onClose={() => open && !element.current?.open && onClose()}
      onClick={(event) => event.target === element.current && onClose()}
    >
      {open && (
        <div className="dialog-body">
          <h2 id={`${id}t`} className={hideTitle ? 'sr-only' : 'mb-1 pr-10 text-xl'}>
            {title}
          </h2>
          {description && (
            <p id={`${id}d`} className="mb-4 text-muted">
              {description}
            </p>
          )}
          {children}
          {!hideTitle && (
            <button
              type="button"
              className="btn btn-ghost btn-sm btn-icon dialog-close"
              aria-label={t('action.close')}
              onClick={onClose}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      )}
    </dialog>
  );
}
