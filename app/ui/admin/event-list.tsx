// Events as a table: what happened, who did it, to whom, when.
import { adminMessages } from '~/i18n/admin';
import { useMessages } from '~/i18n/use-messages';
import { paths } from '~/platform/paths';
import { RelativeTime } from '~/ui/kit/relative-time';
import { Table } from '~/ui/kit/table';
import { useEventLabel } from './admin-page';
import { Link } from '~/ui/kit/link';

export type EventRow = {
  id: string;
  type: string;
  actorId: string | null;
  subjectType: string;
  subjectId: string;
  /** The event's data as JSON, or '' when it has none. */
  details: string;
  createdAt: Date;
};

type Props = {
  events: ReadonlyArray<EventRow>;
  /** Names by person's id. */ names: Readonly<Record<string, string>>;
  timeZone: string;
};

export function EventList({ events, names, timeZone }: Props) {
  const t = useMessages(adminMessages);
  const label = useEventLabel();
  const person = (id: string) =>
    names[id] ? (
      <Link className="link" to={paths.adminPerson(id)}>
        {names[id]}
      </Link>
    ) : (
      <code className="text-xs break-all">{id}</code>
    );
  return (
    <Table
      caption={t('activity.caption')}
      hideCaption
      rows={events}
      rowKey={(event) => event.id}
      columns={[
        {
          key: 'what',
          title: t('activity.what'),
          header: true,
          cell: (event) => (
            <div className="col-span-full">
              {label(event.type)}
              <code className="block text-xs font-normal text-muted">{event.type}</code>
              {event.details && (
                <code className="mt-1 block text-xs font-normal break-all text-muted">{event.details}</code>
              )}
            </div>
          ),
        },
        {
          key: 'who',
          title: t('activity.who'),
          cell: (event) =>
            event.actorId ? person(event.actorId) : <span className="text-muted">{t('activity.nobody')}</span>,
        },
        {
          key: 'about',
          title: t('activity.about'),
          cell: (event) =>
            event.subjectId === 'unknown' ? (
              <span className="text-muted">{t('activity.unknown')}</span>
            ) : event.subjectType === 'person' ? (
              person(event.subjectId)
            ) : (
              <code className="text-xs break-all">{`${event.subjectType} ${event.subjectId}`}</code>
            ),
        },
        {
          key: 'when',
          title: t('activity.when'),
          cell: (event) => <RelativeTime at={event.createdAt} timeZone={timeZone} />,
        },
      ]}
    />
  );
}
