// Time left by the server's clock. The visitor's clock is asked only how much time has gone by.
import { useCallback, useEffect, useRef, useState } from 'react';

/** Seconds left at which a warning is due, most first. */
export const WARNINGS = [600, 300, 60] as const;
export type Warning = (typeof WARNINGS)[number];

/** The warning that stands at this many seconds left: the smallest that was passed; null before the first. */
export function warningAt(seconds: number): Warning | null {
  return WARNINGS.findLast((limit) => seconds <= limit) ?? null;
}

/** "39:05", and "1:02:03" from an hour on. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/**
 * Seconds left, counted down, and a function that sets the clock by a newer time of the server. `performance.now` may stand still
 * while a computer sleeps, `Date.now` may be set back: whichever says more time has gone by is believed until the server speaks.
 */
export function useCountdown(deadlineAt: string, serverNow: string): [number, (serverNow: string) => void] {
  const deadline = Date.parse(deadlineAt);
  const left = deadline - Date.parse(serverNow);
  const [seconds, setSeconds] = useState(left / 1_000);
  const base = useRef({ left, steady: 0, wall: 0 });

  const set = useCallback(
    (time: string) => {
      base.current = { left: deadline - Date.parse(time), steady: performance.now(), wall: Date.now() };
    },
    [deadline],
  );

  useEffect(() => {
    set(serverNow);
    const tick = () => {
      const { left: from, steady, wall } = base.current;
      setSeconds((from - Math.max(performance.now() - steady, Date.now() - wall)) / 1_000);
    };
    const timer = setInterval(tick, 500);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [serverNow, set]);
  return [seconds, set];
}
