// The administration's overview: how much there is, whether anything needs a look, and what happened last.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { adminMessages } from '~/i18n/admin';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { listCertificates } from '~/modules/certification/certification.server';
import { countPeople, namesOf } from '~/modules/identity/identity.server';
import { mailCounts } from '~/modules/notifications/notifications.server';
import { listActivity, readQueues, relayLag } from '~/platform/activity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { EventList } from '~/ui/admin/event-list';
import { toEventRow, peopleIn } from '~/ui/admin/events';
import { Health } from '~/ui/admin/health';
import { Card } from '~/ui/kit/card';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const [people, inForce] = await Promise.all([countPeople(actor), listCertificates(actor, { query: 'valid' })]);
    const certificates = { listed: inForce.certificates.length, more: inForce.nextCursor !== null };
    if (!actor.roles.includes('admin'))
      return { people, certificates, system: null, events: [], names: {}, timeZone: actor.timeZone };
    const [mails, lag, queues, { events }] = await Promise.all([
      mailCounts(actor),
      relayLag(actor),
      readQueues(actor).catch(() => null),
      listActivity(actor, { limit: 8 }),
    ]);
    const jobs = queues && {
      waiting: queues.states.reduce((sum, one) => sum + one.waiting, 0),
      failed: queues.failed.length,
    };
    const rows = events.map(toEventRow);
    return {
      people,
      certificates,
      system: { mails, lag, jobs },
      events: rows,
      names: await namesOf(actor, peopleIn(rows)),
      timeZone: actor.timeZone,
    };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(adminMessages, locale)('title') }));

export default function Overview() {
  const t = useMessages(adminMessages);
  const { people, certificates, system, events, names, timeZone } = useLoaderData<typeof loader>();
  return (
    <div className="grid grid-cols-1 gap-8">
      <Health people={people} certificates={certificates} system={system} />
      {system && (
        <Card as="section" aria-labelledby="latest">
          <div className="mb-4 flex flex-wrap items-baseline justify-between gap-3">
            <h2 id="latest" className="text-xl">
              {t('overview.latest')}
            </h2>
            <Link className="link" to={paths.adminActivity()}>
              {t('overview.allEvents')}
            </Link>
          </div>
          <EventList events={events} names={names} timeZone={timeZone} />
        </Card>
      )}
    </div>
  );
}
