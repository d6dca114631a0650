// Verifies a certificate offline: one verdict per check and one overall state. Pure, fetches nothing, has no clock.
import { checkBadgeShape, issuerOf } from './check-shape';
import { checkSignature, type Finding } from './check-signature';
import { checkStatus, type StatusLookup } from './check-status';
import type { CredentialDocument } from './document';
import type { TrustedIssuer } from './keys';
import { readInput } from './read-input';

/** In the order in which they are made. */
export const CHECKS = ['shape', 'issuer', 'signature', 'period', 'status', 'superseded'] as const;
export type Check = (typeof CHECKS)[number];

/** What one check found. `detail` is for engineers, in English; `reason` is stable and for programs. */
export type Verdict = Finding;

export type State = 'valid' | 'expired' | 'revoked' | 'replaced' | 'not-yet-valid' | 'invalid' | 'unknown';

export type Verification = {
  state: State;
  /** How the credential was secured, or null when the input was no credential. */
  form: 'jwt' | 'data-integrity' | null;
  verdicts: Record<Check, Verdict>;
  /** What the issuer signed, without proof and JWT claims. Null unless shape, issuer and signature pass. */
  credential: CredentialDocument | null;
  /** The `now` handed in. */
  checkedAt: string;
};

/** Whether a newer version with the same id and issuer exists (Open Badges 3.0, credential equality: newer `validFrom` wins). */
export type SupersededLookup = (credential: {
  id: string;
  issuerDid: string;
  validFrom: string;
}) => 'current' | 'replaced' | 'unknown' | Promise<'current' | 'replaced' | 'unknown'>;

export type VerifyOptions = {
  /** The only issuers and keys believed. Whatever the input says about keys is ignored or refused. */
  issuers: ReadonlyArray<TrustedIssuer>;
  /** See `createStatusLookup`. Without it the status is unknown, and so is the state. */
  lookUpStatus?: StatusLookup;
  lookUpSuperseded?: SupersededLookup;
  now: Date;
};

const NOT_CHECKED: Verdict = { outcome: 'unknown', reason: 'not-checked' };
const PASS: Verdict = { outcome: 'pass', reason: 'ok' };
const JWT_CLAIMS = new Set(['iss', 'jti', 'sub', 'nbf', 'exp', 'iat', 'aud', 'proof']);

/**
 * Verifies a compact JWT or a JSON credential with an eddsa-rdfc-2022 proof, at most 64 kB.
 * Never throws on content, however hostile; throws TypeError when an option has the wrong type, and what a lookup throws.
 * Stops at the first failure among shape, issuer and signature, since nothing unsigned deserves a further verdict.
 *
 * Does not cover: that the person who shows the certificate is its holder, and anything the lookups get wrong.
 *
 * @example
 * const { state, verdicts } = await verify(jwt, { issuers: [await readDidDocument(did)], lookUpStatus, now: new Date() });
 */
export async function verify(input: string | Uint8Array, options: VerifyOptions): Promise<Verification> {
  if (!(options.now instanceof Date) || Number.isNaN(options.now.getTime()))
    throw new TypeError('now must be a valid Date');
  const read = readInput(input);
  const verdicts: Record<Check, Verdict> = {
    shape: NOT_CHECKED,
    issuer: NOT_CHECKED,
    signature: NOT_CHECKED,
    period: NOT_CHECKED,
    status: NOT_CHECKED,
    superseded: NOT_CHECKED,
  };
  const form = read.form;
  const checkedAt = options.now.toISOString();
  if (read.form === null) {
    verdicts.shape = { outcome: 'fail', reason: read.reason, detail: read.detail };
    return { state: 'invalid', form, verdicts, credential: null, checkedAt };
  }

  verdicts.shape = checkBadgeShape(read);
  const issuer = options.issuers.find(({ did }) => did === issuerOf(read.document));
  if (verdicts.shape.outcome === 'pass') {
    verdicts.issuer = issuer
      ? PASS
      : { outcome: 'fail', reason: 'issuer-untrusted', detail: issuerOf(read.document).slice(0, 200) };
  }
  if (verdicts.issuer.outcome === 'pass' && issuer)
    verdicts.signature = await checkSignature(read, issuer, 'credential');
  if (verdicts.signature.outcome !== 'pass') return { state: 'invalid', form, verdicts, credential: null, checkedAt };

  const credential = withoutEnvelope(read.document);
  verdicts.period = checkPeriod(credential, options.now);
  if (options.lookUpStatus) verdicts.status = await checkStatus(credential, options.lookUpStatus);
  if (options.lookUpSuperseded) verdicts.superseded = await checkSuperseded(credential, options.lookUpSuperseded);
  return { state: toState(verdicts), form, verdicts, credential, checkedAt };
}

/** Valid from the first instant of `validFrom` up to, and not including, `validUntil`. */
function checkPeriod(credential: CredentialDocument, now: Date): Verdict {
  const { validFrom, validUntil } = credential;
  if (now.getTime() < Date.parse(validFrom)) return { outcome: 'fail', reason: 'not-yet-valid', detail: validFrom };
  if (validUntil !== undefined && now.getTime() >= Date.parse(validUntil))
    return { outcome: 'fail', reason: 'expired', detail: validUntil };
  return PASS;
}

async function checkSuperseded(credential: CredentialDocument, lookUp: SupersededLookup): Promise<Verdict> {
  const answer = await lookUp({ id: credential.id, issuerDid: credential.issuer.id, validFrom: credential.validFrom });
  if (answer === 'current') return PASS;
  if (answer === 'replaced') return { outcome: 'fail', reason: 'replaced' };
  return { outcome: 'unknown', reason: 'superseded-unavailable' };
}

/**
 * One word for all verdicts once the signature stands. `replaced` goes before `revoked`, since renewing a certificate
 * revokes the index of the version it replaces. An unknown status is never `valid`; an unknown `superseded` may be,
 * since a replaced version is also revoked.
 */
function toState({ period, status, superseded }: Record<Check, Verdict>): State {
  if (superseded.outcome === 'fail') return 'replaced';
  if (status.outcome === 'fail') return 'revoked';
  if (period.outcome === 'fail') return period.reason === 'expired' ? 'expired' : 'not-yet-valid';
  return status.outcome === 'pass' ? 'valid' : 'unknown';
}

function withoutEnvelope(document: Record<string, unknown>): CredentialDocument {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !JWT_CLAIMS.has(name))) as CredentialDocument;
}
