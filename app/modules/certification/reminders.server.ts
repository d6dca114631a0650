// Reminders that a certificate expires: 90, 30 and 7 days before, once each, in the holder's language.
import type { Locale } from '~/i18n/locale';
import { type Clock, systemClock } from '~/platform/clock';
import { EXPIRY_REMINDER_DAYS } from './certification';
import * as lifeStore from './life-store.server';
import * as store from './store.server';

/** Reminders noted in one run. */
const BATCH = 500;

/**
 * Notes the reminders that are due; each note is an event that sends one mail. A certificate that came near its end while nothing
 * ran is reminded once, at the mark it stands at, not at those it passed. For the schedule. Returns how many were noted.
 */
export async function remindOfExpiry(deps: { clock?: Clock } = {}): Promise<number> {
  const now = (deps.clock ?? systemClock)();
  let noted = 0;
  for (const [index, days] of EXPIRY_REMINDER_DAYS.entries()) {
    const above = EXPIRY_REMINDER_DAYS[index + 1] ?? 0;
    for (const id of await lifeStore.listExpiring(days, above, now, BATCH))
      if (await lifeStore.noteReminder(id, days, now)) noted++;
  }
  return noted;
}

/** What the mail about an expiry needs. Null when the certificate was renewed, withdrawn or erased meanwhile. */
export async function getExpiryNotice(certificateId: string): Promise<{
  userId: string;
  publicId: string;
  programId: string;
  title: Record<Locale, string>;
  expiresAt: Date;
} | null> {
  const certificate = await store.findById(certificateId);
  if (certificate?.status !== 'issued' || certificate.replacedById || !certificate.expiresAt) return null;
  const { userId, publicId, award, expiresAt } = certificate;
  return { userId, publicId, programId: award.programId, title: award.title, expiresAt };
}
