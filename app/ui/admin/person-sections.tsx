// The sections of a person's administration page.
import { Form } from '@remix-run/react';
import { useState } from 'react';
import { adminMessages } from '~/i18n/admin';
import { formatDate, formatDateTime } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { type PersonView, ROLES, type SessionView } from '~/modules/identity/identity';
import type { Role } from '~/platform/actor';
import { SessionList } from '~/ui/identity/session-list';
import { Badge, StateBadge } from '~/ui/kit/badge';
import { Button, SubmitButton } from '~/ui/kit/button';
import { Card } from '~/ui/kit/card';

/** Each language is named in itself. */
const LANGUAGES = { es: 'Español', en: 'English' } as const;

export function PersonDetails({ person, timeZone, isMe }: { person: PersonView; timeZone: string; isMe: boolean }) {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const facts = [
    [
      t('people.email'),
      <>
        {person.email}{' '}
        {person.emailVerified ? (
          <Badge tone="good">{t('person.confirmed')}</Badge>
        ) : (
          <StateBadge state="attention">{t('people.unconfirmed')}</StateBadge>
        )}
      </>,
    ],
    [t('person.language'), LANGUAGES[person.locale]],
    [t('person.timeZone'), person.timeZone.replaceAll('_', ' ')],
    [t('people.since'), formatDate(person.createdAt, locale, timeZone)],
    [
      t('people.lastSignIn'),
      person.lastSignInAt ? formatDateTime(person.lastSignInAt, locale, timeZone) : t('people.never'),
    ],
    [t('person.id'), <code className="text-sm">{person.userId}</code>],
  ] as const;
  return (
    <Card as="section" aria-labelledby="details">
      <h2 id="details" className="mb-3 text-xl">
        {t('person.details')} {isMe && <Badge tone="info">{t('person.yourself')}</Badge>}
      </h2>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        {facts.map(([label, value]) => (
          <div key={label} className="sm:contents">
            <dt className="text-muted">{label}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function RolesForm({ roles, canChange }: { roles: ReadonlyArray<Role>; canChange: boolean }) {
  const t = useMessages(adminMessages);
  return (
    <Card as="section" aria-labelledby="roles">
      <h2 id="roles" className="mb-3 text-xl">
        {t('person.roles')}
      </h2>
      <Form method="post" key={roles.join()} className="grid grid-cols-1 gap-3">
        <fieldset className="grid grid-cols-1 gap-2" aria-labelledby="roles" disabled={!canChange}>
          {ROLES.map((role) => (
            <label key={role} className="check">
              <input
                type="checkbox"
                name="roles[]"
                value={role}
                defaultChecked={roles.includes(role)}
                disabled={role === 'learner'}
              />
              <span>{t(`role.${role}`)}</span>
              <span className="hint">{t(`roleHint.${role}`)}</span>
            </label>
          ))}
        </fieldset>
        {canChange ? (
          <SubmitButton intent="roles" variant="secondary" className="justify-self-start">
            {t('person.saveRoles')}
          </SubmitButton>
        ) : (
          <p className="text-sm text-muted">{t('person.readOnly')}</p>
        )}
      </Form>
    </Card>
  );
}

export function PersonSessions({
  sessions,
  timeZone,
  canEnd,
}: {
  sessions: ReadonlyArray<SessionView>;
  timeZone: string;
  canEnd: boolean;
}) {
  const t = useMessages(adminMessages);
  return (
    <Card as="section" aria-labelledby="sessions">
      <h2 id="sessions" className="mb-4 text-xl">
        {t('person.sessions')}
      </h2>
      {sessions.length === 0 ? (
        <p className="text-muted">{t('person.noSessions')}</p>
      ) : (
        <SessionList sessions={sessions} timeZone={timeZone} canEnd={false} />
      )}
      {canEnd && sessions.length > 0 && (
        <Form method="post" className="mt-4">
          <SubmitButton intent="sessions" variant="secondary" size="sm" icon="sign-out">
            {t('person.endSessions')}
          </SubmitButton>
        </Form>
      )}
    </Card>
  );
}

/** Closing takes two steps; without JavaScript the second one stands open. */
export function CloseAccount({ person, timeZone }: { person: PersonView; timeZone: string }) {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const [asked, setAsked] = useState(false);
  if (person.closedAt) {
    return (
      <Card as="section" aria-labelledby="close">
        <h2 id="close" className="mb-2 text-xl">
          {t('people.closed')}
        </h2>
        <p className="mb-4 text-muted">
          {t('person.closedSince', { date: formatDate(person.closedAt, locale, timeZone) })}
        </p>
        <Form method="post">
          <SubmitButton intent="reopen" variant="secondary" icon="unlock">
            {t('person.reopen')}
          </SubmitButton>
        </Form>
      </Card>
    );
  }
  return (
    <Card as="section" aria-labelledby="close">
      <h2 id="close" className="mb-2 text-xl">
        {t('person.close')}
      </h2>
      <p className="mb-4 text-muted">{t('person.closeLead')}</p>
      <Form method="post">
        {asked ? (
          <SubmitButton intent="close" variant="danger" icon="lock">
            {t('person.closeConfirm', { name: person.name })}
          </SubmitButton>
        ) : (
          <Button
            variant="secondary"
            icon="lock"
            type="submit"
            name="intent"
            value="close"
            onClick={(event) => (event.preventDefault(), setAsked(true))}
          >
            {t('person.close')}
          </Button>
        )}
      </Form>
    </Card>
  );
}
