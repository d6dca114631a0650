// The devices a person is signed in on; with `canEnd` each can be signed out.
import { Form } from '@remix-run/react';
import { accountMessages } from '~/i18n/account';
import { useMessages } from '~/i18n/use-messages';
import type { SessionView } from '~/modules/identity/identity';
import { Badge } from '~/ui/kit/badge';
import { SubmitButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { RelativeTime } from '~/ui/kit/relative-time';

type Props = { sessions: ReadonlyArray<SessionView>; timeZone: string; canEnd: boolean };

export function SessionList({ sessions, timeZone, canEnd }: Props) {
  const t = useMessages(accountMessages);
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => {
        const device = session.device || t('sessions.unknown');
        return (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
            <Icon name="device" className="text-muted" />
            <div className="min-w-0 flex-1 basis-48">
              <strong className="block">
                {device} {session.current && <Badge tone="good">{t('sessions.here')}</Badge>}
              </strong>
              <span className="text-sm text-muted">
                {t('sessions.since')}: <RelativeTime at={session.createdAt} timeZone={timeZone} /> ·{' '}
                {t('sessions.seen')}: <RelativeTime at={session.lastSeenAt} timeZone={timeZone} />
              </span>
            </div>
            {canEnd && !session.current && (
              <Form method="post">
                <input type="hidden" name="sessionId" value={session.id} />
                <SubmitButton
                  intent="end-session"
                  size="sm"
                  variant="secondary"
                  aria-label={t('sessions.endOne', { device })}
                >
                  {t('sessions.end')}
                </SubmitButton>
              </Form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
