// The event log, newest first.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { adminMessages } from '~/i18n/admin';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { namesOf } from '~/modules/identity/identity.server';
import { listActivity, listEventTypes } from '~/platform/activity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { CursorPages, FilterField, Filters, useEventLabel } from '~/ui/admin/admin-page';
import { EventList } from '~/ui/admin/event-list';
import { peopleIn, toEventRow } from '~/ui/admin/events';
import { EmptyState } from '~/ui/kit/empty-state';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { searchParams: search } = new URL(request.url);
    const [{ events, nextCursor }, types] = await Promise.all([
      listActivity(actor, { type: search.get('type'), cursor: search.get('cursor') }),
      listEventTypes(actor),
    ]);
    const rows = events.map(toEventRow);
    return { events: rows, nextCursor, types, names: await namesOf(actor, peopleIn(rows)), timeZone: actor.timeZone };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(adminMessages, locale)('tabs.activity') }));

export default function Activity() {
  const t = useMessages(adminMessages);
  const label = useEventLabel();
  const { events, nextCursor, types, names, timeZone } = useLoaderData<typeof loader>();
  const type = useSearchParams()[0].get('type') ?? '';
  return (
    <>
      <Filters active={Boolean(type)}>
        <FilterField id="type" label={t('activity.type')} grow>
          <select key={type} id="type" name="type" className="input" defaultValue={type}>
            <option value="">{t('all')}</option>
            {types.map((one) => (
              <option key={one} value={one}>
                {label(one) === one ? one : `${label(one)} (${one})`}
              </option>
            ))}
          </select>
        </FilterField>
      </Filters>
      {events.length === 0 ? (
        <EmptyState title={t('activity.emptyTitle')}>{t('activity.empty')}</EmptyState>
      ) : (
        <EventList events={events} names={names} timeZone={timeZone} />
      )}
      <CursorPages nextCursor={nextCursor} />
    </>
  );
}
