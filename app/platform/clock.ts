// Time as a dependency: operations take a Clock so that tests can hand in another.

export type Clock = () => Date;

/** The real time. */
export const systemClock: Clock = () => new Date();

/** The calendar day of `at` in an IANA zone, as YYYY-MM-DD. */
export function localDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}
