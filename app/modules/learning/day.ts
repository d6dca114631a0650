// When a person's day began, in their zone. Pure.

const clocks = new Map<string, Intl.DateTimeFormat>();
/** Zones are a few hundred; a wrong one from outside must not fill the memory. */
const MAX_CLOCKS = 600;

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    if (clocks.size >= MAX_CLOCKS) clocks.clear();
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** Midnight before `now` in an IANA zone, milliseconds. On the day the clocks change it may be an hour off. */
export function startOfDay(now: Date, timeZone: string): number {
  const [hours, minutes, seconds] = clockOf(timeZone).format(now).split(':').map(Number) as [number, number, number];
  return Math.floor(now.getTime() / 1000) * 1000 - ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

const weekdays = new Map<string, Intl.DateTimeFormat>();

/** Days since Monday in an IANA zone, 0 to 6. */
export function daysSinceMonday(at: Date, timeZone: string): number {
  let format = weekdays.get(timeZone);
  if (!format) {
    if (weekdays.size >= MAX_CLOCKS) weekdays.clear();
    format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' });
    weekdays.set(timeZone, format);
  }
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(format.format(at));
}

/** The eight midnights of the week that holds `now` (Monday first, the last one ends it), `back` weeks earlier; milliseconds. */
export function weekOf(now: Date, timeZone: string, back = 0): Array<number> {
  const today = startOfDay(now, timeZone);
  const monday = daysSinceMonday(now, timeZone) + 7 * back;
  // Noon of each day, so that a clock change never lands on the day before.
  return Array.from({ length: 8 }, (_, day) =>
    startOfDay(new Date(today + ((day - monday) * 24 + 12) * 3_600_000), timeZone),
  );
}
