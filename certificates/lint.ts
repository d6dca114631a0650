// Structural rules for a document about to be signed, beyond what a schema can say. Reads only; fixes nothing.
import { BADGE_CONTEXT, CREDENTIALS_CONTEXT, EXTENSIONS_CONTEXT } from './context-urls';
import { findBadgeFault } from './shape';

export type LintFinding = {
  /** Dotted path in the document. */
  path: string;
  rule: string;
  message: string;
};

/** `verify` reads 64 kB; a JWT is a third larger than its document. This leaves room for claims and signature. */
const MAX_DOCUMENT_BYTES = 45_000;
const WHOLE_SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const URN_UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UNPRINTABLE = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

type Fields = Record<string, unknown>;

/**
 * Returns what keeps a document from being signed; an empty array means none.
 * Covers the Open Badges 3.0 shape, contexts and their order, whole-second times and their order, ids,
 * results that name a description, the status entry, invisible characters and size.
 */
export function lint(document: Record<string, unknown>): Array<LintFinding> {
  const fault = findBadgeFault(document);
  if (fault) return [{ path: fault.path, rule: 'schema', message: fault.message }];

  const findings: Array<LintFinding> = [];
  function report(path: string, rule: string, message: string): void {
    findings.push({ path, rule, message });
  }

  const subject = document.credentialSubject as Fields;
  const achievement = subject.achievement as Fields;
  lintContexts(document, report);
  lintTimes(document, report);

  if (!URN_UUID.test(String(document.id))) report('id', 'urn-uuid', 'must be a lower-case urn:uuid');
  if (!URN_UUID.test(String(subject.id))) report('credentialSubject.id', 'urn-uuid', 'must be a lower-case urn:uuid');
  if (!String((document.issuer as Fields).id).startsWith('did:web:'))
    report('issuer.id', 'did-web', 'must be a did:web');
  if (!subject.identifier) report('credentialSubject.identifier', 'named-holder', 'must name the holder');
  if (!(achievement.criteria as Fields).narrative)
    report('credentialSubject.achievement.criteria', 'criteria', 'must have a narrative');

  const described = new Set((achievement.resultDescription as Array<Fields> | undefined)?.map(({ id }) => id));
  for (const [index, result] of ((subject.result as Array<Fields> | undefined) ?? []).entries()) {
    if (!described.has(result.resultDescription)) {
      report(`credentialSubject.result.${index}`, 'result-described', 'names a result description that is not there');
    }
  }
  lintStatus(document, report);
  lintTexts(document, '', report);
  const bytes = Buffer.byteLength(JSON.stringify(document), 'utf8');
  if (bytes > MAX_DOCUMENT_BYTES) report('', 'size', `has ${bytes} bytes, at most ${MAX_DOCUMENT_BYTES} can be signed`);
  return findings;
}

type Report = (path: string, rule: string, message: string) => void;

function lintContexts(document: Fields, report: Report): void {
  const contexts = document['@context'] as Array<string>;
  const allowed = [CREDENTIALS_CONTEXT, BADGE_CONTEXT, EXTENSIONS_CONTEXT];
  if (contexts.some((context, index) => context !== allowed[index])) {
    report('@context', 'contexts', `must be, in this order: ${allowed.join(', ')}`);
  }
  // an extension type without its context makes signing fail in safe mode
  const extended = [
    document.refreshService,
    ...((document.credentialSchema as Array<Fields> | undefined) ?? []),
  ] as Array<Fields | undefined>;
  if (extended.some((part) => String(part?.type).startsWith('1EdTech')) && !contexts.includes(EXTENSIONS_CONTEXT)) {
    report('@context', 'contexts', `lacks ${EXTENSIONS_CONTEXT}`);
  }
}

function lintTimes(document: Fields, report: Report): void {
  for (const name of ['validFrom', 'validUntil', 'awardedDate']) {
    const value = document[name];
    if (value !== undefined && !WHOLE_SECONDS.test(String(value)))
      report(name, 'whole-seconds', 'must be UTC with whole seconds');
  }
  const { awardedDate, validFrom, validUntil } = document as Record<string, string | undefined>;
  if (validUntil !== undefined && validFrom !== undefined && validUntil <= validFrom) {
    report('validUntil', 'time-order', 'must be after validFrom');
  }
  if (awardedDate !== undefined && validFrom !== undefined && awardedDate > validFrom) {
    report('awardedDate', 'time-order', 'must not be after validFrom');
  }
}

function lintStatus(document: Fields, report: Report): void {
  const status = document.credentialStatus as Fields | undefined;
  if (!status) return report('credentialStatus', 'status', 'is missing, so it could never be revoked');
  if (status.type !== 'BitstringStatusListEntry')
    report('credentialStatus.type', 'status', 'must be BitstringStatusListEntry');
  if (status.id === status.statusListCredential)
    report('credentialStatus.id', 'status', 'must differ from the address of the list');
  if (status.statusListIndex === undefined) report('credentialStatus.statusListIndex', 'status', 'is missing');
  if (status.statusListCredential === undefined)
    report('credentialStatus.statusListCredential', 'status', 'is missing');
}

function lintTexts(value: unknown, path: string, report: Report): void {
  if (typeof value === 'string') {
    if (UNPRINTABLE.test(value)) report(path, 'invisible', 'holds control characters or marks that reorder text');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) lintTexts(inner, path ? `${path}.${key}` : key, report);
  }
}
