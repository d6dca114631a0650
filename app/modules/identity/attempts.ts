// How fast somebody may guess a password: the rule alone, without a clock or a table. Pure.

/** Failed sign-ins remembered for an account, a network or a device. */
export type Attempts = { failures: number; lastFailure: Date };

export type AttemptPolicy = {
  /** Failures that cost no wait. */
  free: number;
  /** Seconds after which one failure is forgotten. */
  forgetSeconds: number;
  /** Failures never count higher, so that a long attack is forgotten in bounded time. */
  most: number;
};

/** First wait in seconds; it doubles with each further failure. */
const FIRST_WAIT_SECONDS = 30;
/** No wait is longer. */
export const LONGEST_WAIT_SECONDS = 15 * 60;

/** An account: 5 free tries, then 30 s, 1, 2, 4, 8, 15 min; one is forgotten every ten minutes, so all of them within two hours. */
export const ACCOUNT_POLICY: AttemptPolicy = { free: 5, forgetSeconds: 600, most: 12 };
/** A network (IPv4 /24, IPv6 /48) may be a whole school: more free tries, forgotten faster. */
export const NETWORK_POLICY: AttemptPolicy = { free: 50, forgetSeconds: 60, most: 60 };
/** A device that this person signed in from before: its own count, untouched by what strangers do to the account. */
export const DEVICE_POLICY: AttemptPolicy = { free: 10, forgetSeconds: 600, most: 17 };

/** Failures still held against the key at `now`. */
export function failuresLeft(attempts: Attempts | null, policy: AttemptPolicy, now: Date): number {
  if (!attempts) return 0;
  const seconds = Math.max(0, (now.getTime() - attempts.lastFailure.getTime()) / 1000);
  return Math.max(0, Math.min(attempts.failures, policy.most) - Math.floor(seconds / policy.forgetSeconds));
}

/** Seconds to wait before the next try: 0 up to `free` failures, then 30 · 2^(failures − free), at most 15 minutes. */
export function waitSeconds(attempts: Attempts | null, policy: AttemptPolicy, now: Date): number {
  if (!attempts) return 0;
  const left = failuresLeft(attempts, policy, now);
  if (left < policy.free) return 0;
  const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (left - policy.free));
  return Math.max(0, Math.ceil(wait - (now.getTime() - attempts.lastFailure.getTime()) / 1000));
}

/** The count after one more try. */
export function afterTry(attempts: Attempts | null, policy: AttemptPolicy, now: Date): Attempts {
  return { failures: Math.min(policy.most, failuresLeft(attempts, policy, now) + 1), lastFailure: now };
}
