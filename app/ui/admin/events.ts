// From a recorded event to the row that pages show. Pure.
import type { RecordedEvent } from '~/platform/events.server';
import type { EventRow } from './event-list';

/** Characters of an event's data that a row shows. */
const DETAILS_MAX = 240;

export function toEventRow({ id, type, actorId, subjectType, subjectId, data, createdAt }: RecordedEvent): EventRow {
  const json = Object.keys(data).length === 0 ? '' : JSON.stringify(data);
  return {
    id,
    type,
    actorId,
    subjectType,
    subjectId,
    details: json.length > DETAILS_MAX ? `${json.slice(0, DETAILS_MAX)}…` : json,
    createdAt,
  };
}

/** Ids of the people that the rows name. */
export function peopleIn(rows: ReadonlyArray<EventRow>): Array<string> {
  return [
    ...new Set(
      rows
        .flatMap((row) => [row.actorId, row.subjectType === 'person' ? row.subjectId : null])
        .filter((id) => id !== null),
    ),
  ];
}
