// Issuing: from a passed exam to a signed certificate, exactly once, wherever a kill or a second run may fall. Runs in the worker.
import type { Locale } from '~/i18n/locale';
import { structure } from '~/modules/catalog/catalog.server';
import { findContact } from '~/modules/identity/identity.server';
import { type Clock, systemClock } from '~/platform/clock';
import { uuid7 } from '~/platform/ids.server';
import { log } from '~/platform/log.server';
import { freezeAward } from './award.server';
import { RENEWAL_WINDOW_DAYS } from './certification';
import { findEntitlement } from './eligibility.server';
import * as examStore from './exam-store.server';
import { makeForms } from './forms.server';
import * as keyStore from './key-store.server';
import { makeList, publishList } from './status-lists.server';
import * as store from './store.server';

const DAY_MS = 86_400_000;
/** How far back lost work is looked for. */
const RECONCILE_DAYS = 60;
/** Draws on one status list before the next one is opened: at half full, all fail once in a million. */
const DRAWS = 20;

export const ISSUE_STEPS = ['pending', 'signed', 'stored'] as const;
export type IssueStep = (typeof ISSUE_STEPS)[number];

export type IssueDeps = {
  clock?: Clock;
  /** Called when a step is behind us. A test throws here: that is a kill between two steps. */
  afterStep?: (step: IssueStep) => void | Promise<void>;
};

/**
 * Issues the certificate of a passed attempt. However often and however many at a time: one certificate, one set of files, one
 * pair of ledger rows, one event. Returns the certificate's id; null when the attempt earns none (not passed, or the person
 * holds one that is in force). Throws `not-found` for an unknown attempt.
 */
export async function issueCertificate(attemptId: string, deps: IssueDeps = {}): Promise<string | null> {
  const { clock = systemClock } = deps;
  const certificate = (await store.findByAttempt(attemptId)) ?? (await decide(attemptId, clock()));
  if (certificate) await finish(certificate, deps);
  return certificate?.id ?? null;
}

/** Signs and stores a certificate that was decided: one put right at its holder's request. Nothing happens when that was done. */
export async function finishCertificate(certificateId: string, deps: IssueDeps = {}): Promise<void> {
  const certificate = await store.findById(certificateId);
  if (certificate) await finish(certificate, deps);
}

/** Steps 2 and 3: sign what was decided; store the files, the ledger rows and the event. */
async function finish(certificate: store.CertificateRecord, deps: IssueDeps): Promise<void> {
  const { clock = systemClock, afterStep = () => {} } = deps;
  if (certificate.status !== 'pending') return;
  await afterStep('pending');
  const { files, jwt, json } = await makeForms(certificate.award, clock());
  await afterStep('signed');
  // A status list that exists nowhere would leave the status of a sound certificate unknown.
  const listId = await keyStore.listOfCertificate(certificate.id);
  if (listId !== null && !(await keyStore.findList(listId))?.signed) await publishList(listId, clock());
  const signatures = [
    { action: 'issue-jwt' as const, ...jwt },
    { action: 'issue-json' as const, ...json },
  ];
  await store.finishIssue(certificate.id, files, signatures, clock());
  await afterStep('stored');
}

/** Step 1: what will be signed is decided and stored, in one transaction. Null when there is nothing to issue. */
async function decide(attemptId: string, now: Date): Promise<store.CertificateRecord | null> {
  const entitlement = await findEntitlement(attemptId, now);
  if (!entitlement) return null;
  const { attempt, definition } = entitlement;
  const [holder, catalog] = await Promise.all([findContact(attempt.userId), structure()]);
  // The account is gone: there is nobody to certify.
  if (!holder) return null;

  const held = await store.findInForce(attempt.userId, attempt.programId);
  if (held && !mayRenew(held, now)) return held.attemptId === attemptId ? held : null;

  return drawUntilFree(async (statusListId) => {
    const award = freezeAward({
      attempt,
      definition,
      skills: [...catalog.skills.values()],
      holderName: holder.name,
      statusListId,
      renews: held?.award ?? null,
      now,
    });
    const inserted = await store.insertPending({
      id: uuid7(now.getTime()),
      userId: attempt.userId,
      attemptId,
      award,
      statusListId,
      replaces: held?.id ?? null,
    });
    const present = await store.findByAttempt(attemptId);
    if (inserted || present) return { value: present };
    // Another attempt won, or the index was taken.
    const other = await store.findInForce(attempt.userId, attempt.programId);
    return other && other.id !== held?.id ? { value: null } : null;
  });
}

/**
 * Calls `insert` with a status list until it answers with a value; null means that the index it drew was taken. Opens the next
 * list when the draws on one keep failing.
 */
export async function drawUntilFree<T>(insert: (statusListId: number) => Promise<{ value: T } | null>): Promise<T> {
  const lists = await keyStore.listLists();
  let listId = lists.at(-1)?.id ?? 1;
  if (lists.length === 0) await makeList(listId);
  for (let draw = 1; ; draw++) {
    const done = await insert(listId);
    if (done) return done.value;
    if (draw % DRAWS === 0) await makeList(++listId);
  }
}

function mayRenew(held: store.CertificateRecord, now: Date): boolean {
  return (
    held.status === 'issued' &&
    // What is being looked into is not left behind by a renewal.
    held.suspendedAt === null &&
    held.expiresAt !== null &&
    now.getTime() >= held.expiresAt.getTime() - RENEWAL_WINDOW_DAYS * DAY_MS
  );
}

/** Certificates looked for at a time while lost work is made up. */
const RECONCILE_BATCH = 200;

/**
 * Issues what was passed and has no certificate yet, and finishes what was left pending: nothing is lost even when an event was.
 * Goes on until nothing is left that it has not tried. One that fails does not keep the others waiting. Returns how many were issued.
 */
export async function reconcileCertificates(deps: IssueDeps = {}): Promise<number> {
  const { clock = systemClock } = deps;
  const since = new Date(clock().getTime() - RECONCILE_DAYS * DAY_MS);
  let issued = 0;
  const attempt = async (about: object, work: () => Promise<unknown>) => {
    try {
      if (await work()) issued++;
    } catch (error) {
      log().error({ ...about, err: (error as Error).message }, 'a certificate could not be issued; it is tried again');
    }
  };
  const tried = new Set<string>();
  for (;;) {
    // Those that fail stay in the list: ask for so many more.
    const found = await examStore.listUnissued(since, RECONCILE_BATCH + tried.size);
    const next = found.filter((id) => id && !tried.has(id));
    if (next.length === 0) break;
    for (const attemptId of next) {
      tried.add(attemptId);
      await attempt({ attempt: attemptId }, () => issueCertificate(attemptId, deps));
    }
  }
  for (const id of await store.listPendingCorrections(RECONCILE_BATCH))
    await attempt({ certificate: id }, () => finishCertificate(id, deps).then(() => true));
  return issued;
}

/** What the mail about a new certificate needs. Null when the certificate is not in force any more. */
export async function getIssuedNotice(
  certificateId: string,
): Promise<{ userId: string; publicId: string; title: Record<Locale, string> } | null> {
  const certificate = await store.findById(certificateId);
  if (certificate?.status !== 'issued') return null;
  return { userId: certificate.userId, publicId: certificate.publicId, title: certificate.award.title };
}
