// Single-use links in mails: made once for each cause, stored as hashes, ended by the next one of their kind.
import { type Clock, systemClock } from '~/platform/clock';
import { transaction } from '~/platform/db.server';
import { isUuid, sha256 } from '~/platform/ids.server';
import type { Locale } from '~/i18n/locale';
import { seal } from './seal.server';
import * as store from './store.server';

export type TokenPurpose = 'verify-email' | 'reset-password';

/** Life of a link in seconds: a day to confirm an address, half an hour to set a new password. */
const LIFE_SECONDS = { 'verify-email': 24 * 3600, 'reset-password': 30 * 60 } as const satisfies Record<
  TokenPurpose,
  number
>;

const COLUMN = { 'verify-email': 'verify_email', 'reset-password': 'reset_password' } as const;

/** What a mail with a link needs. The token is nowhere else: the table holds its hash only. */
export type IssuedToken = { token: string; to: string; name: string; locale: Locale };

/**
 * Makes the link's token for a person. The same `eventId` gives the same token again, so a repeated job sends the link that
 * already works; a new one ends the person's earlier links of the purpose.
 * @returns null when there is nothing to send: nobody, a closed account, an address that is confirmed already
 */
export async function issueToken(
  userId: string,
  purpose: TokenPurpose,
  eventId: string,
  deps: { clock?: Clock } = {},
): Promise<IssuedToken | null> {
  const account = isUuid(userId) ? await store.findById(userId) : null;
  if (!account || account.closedAt || (purpose === 'verify-email' && account.emailVerifiedAt)) return null;
  const token = seal('token', `${purpose}:${userId}:${eventId}`);
  const id = sha256(token);
  const now = (deps.clock ?? systemClock)();
  const expiresAt = new Date(now.getTime() + LIFE_SECONDS[purpose] * 1000);
  await transaction(async (tx) => {
    if (await store.insertToken(tx, { id, userId, purpose: COLUMN[purpose], createdAt: now, expiresAt })) {
      await store.expireTokens(tx, userId, COLUMN[purpose], id, now);
    }
  });
  return { token, to: account.email, name: account.name, locale: account.locale === 'en' ? 'en' : 'es' };
}

/** Whether a string from an address can be a token at all. */
export function isToken(token: string): boolean {
  return /^[\w-]{43}$/.test(token);
}
