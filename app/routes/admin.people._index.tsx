// People: found by name, address and role.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { adminMessages } from '~/i18n/admin';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { type PersonRow, ROLES } from '~/modules/identity/identity';
import { listPeople } from '~/modules/identity/identity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CursorPages, FilterField, Filters } from '~/ui/admin/admin-page';
import { Badge, StateBadge } from '~/ui/kit/badge';
import { EmptyState } from '~/ui/kit/empty-state';
import { RelativeTime } from '~/ui/kit/relative-time';
import { Table } from '~/ui/kit/table';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { searchParams: search } = new URL(request.url);
    const page = await listPeople(actor, {
      query: search.get('q'),
      role: search.get('role'),
      cursor: search.get('cursor'),
    });
    return { ...page, timeZone: actor.timeZone };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(adminMessages, locale)('tabs.people') }));

function State({ person }: { person: PersonRow }) {
  const t = useMessages(adminMessages);
  if (person.closedAt) return <StateBadge state="locked">{t('people.closed')}</StateBadge>;
  if (!person.emailVerified) return <StateBadge state="attention">{t('people.unconfirmed')}</StateBadge>;
  return <StateBadge state="done">{t('people.open')}</StateBadge>;
}

export default function People() {
  const t = useMessages(adminMessages);
  const { people, nextCursor, timeZone } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const [q, role] = [search.get('q') ?? '', search.get('role') ?? ''];
  return (
    <>
      <Filters active={Boolean(q || role)}>
        <FilterField id="q" label={t('people.search')} grow>
          <input key={q} id="q" name="q" type="search" className="input" defaultValue={q} maxLength={100} />
        </FilterField>
        <FilterField id="role" label={t('people.role')}>
          <select key={role} id="role" name="role" className="input" defaultValue={role}>
            <option value="">{t('all')}</option>
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {t(`role.${one}`)}
              </option>
            ))}
          </select>
        </FilterField>
      </Filters>
      {people.length === 0 ? (
        <EmptyState title={t('people.emptyTitle')}>{t('people.empty')}</EmptyState>
      ) : (
        <Table
          caption={t('people.caption')}
          hideCaption
          rows={people}
          rowKey={(person) => person.userId}
          columns={[
            {
              key: 'name',
              title: t('people.name'),
              header: true,
              cell: (person) => (
                <div className="col-span-full">
                  <Link className="link" to={paths.adminPerson(person.userId)}>
                    {person.name}
                  </Link>
                  <span className="block text-sm font-normal break-all text-muted">{person.email}</span>
                </div>
              ),
            },
            {
              key: 'roles',
              title: t('people.roles'),
              cell: (person) => (
                <span className="inline-flex flex-wrap gap-1">
                  {person.roles.map((one) => (
                    <Badge key={one} tone={one === 'admin' ? 'warm' : one === 'learner' ? 'neutral' : 'accent'}>
                      {t(`role.${one}`)}
                    </Badge>
                  ))}
                </span>
              ),
            },
            {
              key: 'state',
              title: t('people.state'),
              cell: (person) => (
                <span>
                  <State person={person} />
                </span>
              ),
            },
            {
              key: 'since',
              title: t('people.since'),
              cell: (person) => <RelativeTime at={person.createdAt} timeZone={timeZone} />,
            },
            {
              key: 'last',
              title: t('people.lastSignIn'),
              cell: (person) =>
                person.lastSignInAt ? (
                  <RelativeTime at={person.lastSignInAt} timeZone={timeZone} />
                ) : (
                  <span className="text-muted">{t('people.never')}</span>
                ),
            },
          ]}
        />
      )}
      <CursorPages nextCursor={nextCursor} />
    </>
  );
}
