// What people see when a page cannot be shown: which kind of failure, what it means for them, and the way on.
import { isRouteErrorResponse, useLocation } from '@remix-run/react';
import { errorMessages } from '~/i18n/common';
import type { Locale } from '~/i18n/locale';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { ERROR_STATUS, type ErrorCode } from '~/platform/errors';
import { paths } from '~/platform/paths';
import { LinkButton } from '~/ui/kit/button';
import { Link } from '~/ui/kit/link';
import { useRootData } from './root-data';

export type Failure = { kind: ErrorCode | 'offline' | 'unexpected'; status: number; retryAfterSeconds: number | null };

const BY_STATUS = new Map<number, ErrorCode>(
  Object.entries(ERROR_STATUS).map(([code, status]) => [status, code as ErrorCode]),
);

/** Sorts whatever a route threw: responses by their status, a failed fetch as offline, everything else as ours. */
export function toFailure(error: unknown): Failure {
  if (isRouteErrorResponse(error)) {
    const body = (error.data ?? {}) as { retryAfterSeconds?: unknown };
    const seconds =
      typeof body.retryAfterSeconds === 'number' && body.retryAfterSeconds > 0
        ? Math.ceil(body.retryAfterSeconds)
        : null;
    const kind = BY_STATUS.get(error.status) ?? (error.status >= 500 ? 'unexpected' : 'invalid');
    return { kind, status: error.status, retryAfterSeconds: seconds };
  }
  const unreachable = error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
  return { kind: unreachable ? 'offline' : 'unexpected', status: unreachable ? 0 : 500, retryAfterSeconds: null };
}

/** The heading of a failure, for the document's title. */
export function failureTitle(error: unknown, locale: Locale): string {
  return translator(errorMessages, locale)(`${toFailure(error).kind}.title`);
}

/** A seal whose tick is missing, or whose ring is open while something is away. */
function Picture({ open }: { open: boolean }) {
  return (
    <svg
      width="132"
      height="96"
      viewBox="0 0 132 96"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M4 90c20 0 24-6 32-18" stroke="var(--border-strong)" strokeWidth="3" strokeDasharray="1 9" />
      <circle
        cx="72"
        cy="52"
        r="34"
        stroke="var(--accent)"
        strokeWidth="5"
        strokeDasharray={open ? '150 64' : '8 11'}
      />
      {open ? (
        <path d="M72 36v18l12 8" stroke="var(--accent)" strokeWidth="5" />
      ) : (
        <path d="m58 53 10 10 8-10" stroke="var(--accent)" strokeWidth="6" />
      )}
      <circle cx="112" cy="14" r="8" fill="var(--warm-bright)" />
    </svg>
  );
}

function WaitTime({ seconds }: { seconds: number | null }) {
  const t = useMessages(errorMessages);
  if (seconds === null) return <p>{t('limit-reached.soon')}</p>;
  return (
    <p>
      {seconds < 90
        ? t('limit-reached.seconds', { count: seconds })
        : t('limit-reached.minutes', { count: Math.ceil(seconds / 60) })}
    </p>
  );
}

/** `reference` is the request's id when this page is the answer to that request. */
export function ErrorPage({ error, reference }: { error: unknown; reference: string | null }) {
  const t = useMessages(errorMessages);
  const { pathname, search } = useLocation();
  const signedIn = Boolean(useRootData()?.actor);
  const { kind, status, retryAfterSeconds } = toFailure(error);
  const worthRetrying = ['unavailable', 'unexpected', 'offline', 'conflict', 'limit-reached'].includes(kind);
  return (
    <div className="page page-narrow grid justify-items-start gap-4 py-16 sm:py-24">
      <Picture open={worthRetrying} />
      <div>
        {status > 0 && <p className="eyebrow">{t('status', { status })}</p>}
        <h1>{t(`${kind}.title`)}</h1>
      </div>
      <p className="max-w-prose text-lg text-muted">{t(`${kind}.text`)}</p>
      {kind === 'limit-reached' && <WaitTime seconds={retryAfterSeconds} />}
      <div className="mt-2 flex flex-wrap gap-3">
        {/* A whole reload: it asks the server afresh and works when scripts did not arrive. */}
        {worthRetrying && (
          <a href={pathname + search} className="btn btn-primary">
            {t('retry')}
          </a>
        )}
        {kind === 'unauthenticated' && (
          <LinkButton to={paths.signIn(pathname)}>{t('unauthenticated.title')}</LinkButton>
        )}
        <Link
          to={signedIn ? paths.dashboard() : paths.home()}
          className={`btn ${worthRetrying ? 'btn-secondary' : 'btn-primary'}`}
        >
          {t(signedIn ? 'learn' : 'home')}
        </Link>
      </div>
      {reference && kind === 'unexpected' && <p className="text-sm text-muted">{t('reference', { id: reference })}</p>}
    </div>
  );
}
