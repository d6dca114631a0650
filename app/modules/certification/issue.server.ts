// Issuing: from a passed exam to a signed certificate, exactly once, wherever a kill or a second run may fall. Runs in the worker.
import { buildDocument } from '@certificates/document';
import { PDF_LABELS } from '@certificates/pdf-labels';
import { signDataIntegrity } from '@certificates/sign-data-integrity';
import { signJwt } from '@certificates/sign-jwt';
import { type Locale, LOCALES } from '~/i18n/locale';
import { structure } from '~/modules/catalog/catalog.server';
import { findContact } from '~/modules/identity/identity.server';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError, invariant } from '~/platform/errors';
import { uuid7 } from '~/platform/ids.server';
import { log } from '~/platform/log.server';
import { paths } from '~/platform/paths';
import { freezeAward, toAward } from './award.server';
import { bandOf, type FrozenAward, RENEWAL_WINDOW_DAYS } from './certification';
import * as examStore from './exam-store.server';
import * as keyStore from './key-store.server';
import { signingKey } from './keyring.server';
import { digestOf } from './ledger.server';
import { makeList, publishList } from './status-lists.server';
import * as store from './store.server';

/** Open Badges 3.0, sections 8.2.3 and 8.3: the media types of its two forms. */
const JWT_TYPE = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/vc+ld+json';

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
  const { clock = systemClock, afterStep = () => {} } = deps;
  const certificate = (await store.findByAttempt(attemptId)) ?? (await decide(attemptId, clock()));
  if (!certificate) return null;
  if (certificate.status !== 'pending') return certificate.id;
  await afterStep('pending');
  const { files, signatures } = await sign(certificate.award, clock());
  await afterStep('signed');
  const listId = listIdOf(certificate.award);
  // A status list that exists nowhere would leave the status of a sound certificate unknown.
  if (!(await keyStore.findList(listId))?.signed) await publishList(listId, clock());
  await store.finishIssue(certificate.id, files, signatures, clock());
  await afterStep('stored');
  return certificate.id;
}

/** Step 1: what will be signed is decided and stored, in one transaction. Null when there is nothing to issue. */
async function decide(attemptId: string, now: Date): Promise<store.CertificateRecord | null> {
  const attempt = await examStore.findAttempt(attemptId);
  if (!attempt) throw new AppError('not-found');
  if (!attempt.passed) return null;
  const [definition, holder, catalog] = await Promise.all([
    examStore.findDefinition(attempt.programId, attempt.programVersion),
    findContact(attempt.userId),
    structure(),
  ]);
  invariant(definition, `program ${attempt.programId} version ${attempt.programVersion} is not stored`);
  // The account is gone: there is nobody to certify.
  if (!holder) return null;

  const held = await store.findInForce(attempt.userId, attempt.programId);
  if (held && !mayRenew(held, now)) return held.attemptId === attemptId ? held : null;

  const lists = await keyStore.listLists();
  let listId = lists.at(-1)?.id ?? 1;
  if (lists.length === 0) await makeList(listId);
  for (let draw = 1; ; draw++) {
    const award = freezeAward({
      attempt,
      definition,
      skills: [...catalog.skills.values()],
      holderName: holder.name,
      statusListId: listId,
      renews: held?.award ?? null,
      now,
    });
    const inserted = await store.insertPending({
      id: uuid7(now.getTime()),
      userId: attempt.userId,
      attemptId,
      award,
      statusListId: listId,
      replaces: held?.id ?? null,
    });
    const present = await store.findByAttempt(attemptId);
    if (inserted || present) return present;
    // Another attempt won, or the index was taken.
    const other = await store.findInForce(attempt.userId, attempt.programId);
    if (other && other.id !== held?.id) return null;
    if (draw % DRAWS === 0) await makeList(++listId);
  }
}

function mayRenew(held: store.CertificateRecord, now: Date): boolean {
  return (
    held.status === 'issued' &&
    held.expiresAt !== null &&
    now.getTime() >= held.expiresAt.getTime() - RENEWAL_WINDOW_DAYS * DAY_MS
  );
}

function listIdOf(award: FrozenAward): number {
  return Number(/\/r(\d+)$/.exec(award.statusListUrl)?.[1]);
}

type Signed = { files: Array<store.SignedFile>; signatures: Array<store.Signature> };

/** Step 2: lint, sign both forms, draw both PDFs. Touches nothing. */
async function sign(award: FrozenAward, now: Date): Promise<Signed> {
  const document = buildDocument(toAward(award, award.locale));
  const [jwtKey, integrityKey] = await Promise.all([
    signingKey('credential-jwt', now),
    signingKey('credential-di', now),
  ]);
  const jwt = toFile('jwt', JWT_TYPE, await signJwt(document, jwtKey));
  const json = toFile('json', JSON_TYPE, await signDataIntegrity(document, integrityKey, now));
  const pdfs: Array<store.SignedFile> = [];
  for (const locale of LOCALES)
    pdfs.push(toFile(`pdf-${locale}`, 'application/pdf', await draw(award, locale, { jwt, json }, now)));
  return {
    files: [jwt, json, ...pdfs],
    signatures: [
      { action: 'issue-jwt', kid: jwtKey.id, digest: jwt.sha256 },
      { action: 'issue-json', kid: integrityKey.id, digest: json.sha256 },
    ],
  };
}

function toFile(kind: store.FileKind, mime: string, content: string | Uint8Array): store.SignedFile {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { kind, mime, bytes, sha256: digestOf(bytes) };
}

const ATTACHED = {
  es: { json: 'Credencial firmada, Open Badges 3.0', jwt: 'La misma credencial, firmada como JWT' },
  en: { json: 'Signed credential, Open Badges 3.0', jwt: 'The same credential, signed as a JWT' },
} as const;

async function draw(
  award: FrozenAward,
  locale: Locale,
  signed: { jwt: store.SignedFile; json: store.SignedFile },
  now: Date,
): Promise<Uint8Array> {
  // Fonts and pdfkit: the web process, which shares this module, never needs them.
  const { renderPdf } = await import('@certificates/pdf');
  const band = bandOf(award.scorePercent, award.passPercent);
  const { bytes, warnings } = await renderPdf({
    award: toAward(award, locale),
    labels: PDF_LABELS[locale],
    locale,
    verifyUrl: `${award.issuer.url}${paths.verify(award.publicId)}`,
    shortId: award.publicId,
    scoreBand: `${band.from}–${band.to} %`,
    attachments: [
      {
        name: 'credential.json',
        mediaType: 'application/vc',
        bytes: signed.json.bytes,
        description: ATTACHED[locale].json,
      },
      {
        name: 'credential.jwt',
        mediaType: 'application/vc+jwt',
        bytes: signed.jwt.bytes,
        description: ATTACHED[locale].jwt,
      },
    ],
    createdAt: now,
  });
  // The signed credential has the name in full; only the drawing lacks a letter.
  if (warnings.length > 0)
    log().warn(
      { certificate: award.credentialId, codePoints: warnings.map((warning) => warning.codePoint) },
      'a certificate was drawn with missing glyphs',
    );
  return bytes;
}

/**
 * Issues what was passed and has no certificate yet, and finishes what was left pending: nothing is lost even when an event was.
 * One that fails does not keep the others waiting. Returns how many were issued.
 */
export async function reconcileCertificates(deps: IssueDeps = {}): Promise<number> {
  const { clock = systemClock } = deps;
  let issued = 0;
  for (const attemptId of await examStore.listUnissued(new Date(clock().getTime() - RECONCILE_DAYS * DAY_MS), 200)) {
    try {
      if (await issueCertificate(attemptId, deps)) issued++;
    } catch (error) {
      log().error(
        { attempt: attemptId, err: (error as Error).message },
        'a certificate could not be issued; it is tried again',
      );
    }
  }
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
