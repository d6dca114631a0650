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
