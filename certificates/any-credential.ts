// Verifies any W3C credential or presentation, of any issuer whose key can be found. Fetches nothing itself.
// For Pericia's own certificates use verify.ts, which believes named issuers only and is stricter in every respect.
import { canonicalize } from './data-integrity';
import { findBadgeProblem } from './badge-rules';
import { checkProofs, toCanonicalizationProblem } from './check-proofs';
import { checkToken, type TokenKind } from './check-token';
import { findCredentialFault, findEnvelopeFault, findPresentationFault } from './credential-syntax';
import { hasType, idOf, isObject, valuesOf, type Fields } from './json-values';
import { toProblem, type Problem } from './problem-details';
import type { KeyLookup } from './resolve-key';
import { readStatusEntry } from './status-entry';
import { findTreeFault } from './tree-limits';

export type AnyOptions = {
  now: Date;
  lookUpKeys?: KeyLookup;
  /** Returns what is served at the address of a status list. Throws, in words, when it may not or cannot be fetched. */
  fetchStatusList?: (url: string) => Promise<unknown>;
  /** What to check, `proof` and `credentialStatus`; everything when empty or left out. */
  checks?: ReadonlyArray<string>;
  expectedProofPurpose?: string;
  challenge?: string;
  domain?: string;
};

export type AnyAnswer = {
  verified: boolean;
  checks: Array<string>;
  problems: Array<Problem>;
  /** What does not decide, such as a status whose kind is not known here. */
  warnings: Array<Problem>;
  /** What was secured, without proof or envelope. Null when its securing does not hold. */
  document: Fields | null;
  /** One answer for each credential of a presentation. */
  credentials: Array<AnyAnswer>;
};

/** Largest number of credentials looked at in one presentation. */
const MAX_CREDENTIALS = 32;

/** Verifies a credential: with embedded proofs, enveloped in a data: URL, or as the bare token. Never throws on content. */
export async function verifyAnyCredential(input: unknown, options: AnyOptions): Promise<AnyAnswer> {
  const secured = await openCredential(input, options);
  if ('problem' in secured) return answer(options, [secured.problem]);
  const { document } = secured;
  const fault = findPeriodFault(document, options.now) ?? findBadgeProblem(document);
  const status =
    fault === null && wants(options, 'credentialStatus')
      ? await checkStatus(document, options)
      : { problems: [], warnings: [] };
  return {
    ...answer(options, fault ? [fault] : status.problems),
    warnings: [...secured.warnings, ...status.warnings],
    document,
  };
}

/** Verifies a presentation and every credential in it. */
export async function verifyAnyPresentation(input: unknown, options: AnyOptions): Promise<AnyAnswer> {
  const secured = await openPresentation(input, options);
  if ('problem' in secured) return answer(options, [secured.problem]);
  const { document, controllers, isToken } = secured;
  const values = valuesOf(document.verifiableCredential) as Array<Fields>;
  const problems: Array<Problem> = [];
  const holder = idOf(document.holder);
  if (holder !== undefined && !controllers.includes(String(holder)))
    problems.push(toProblem('CRYPTOGRAPHIC_SECURITY_ERROR', 'the holder did not secure the presentation'));
  if (values.length > MAX_CREDENTIALS)
    problems.push(toProblem('too-large', `more than ${MAX_CREDENTIALS} credentials`));
  if (problems.length > 0) return answer(options, problems);

  const { challenge: _, domain: __, expectedProofPurpose: ___, ...forCredentials } = options;
  const credentials: Array<AnyAnswer> = [];
  for (const value of values) {
    const isEnveloped = hasType(value, 'EnvelopedVerifiableCredential');
    // VC-JOSE-COSE, section 3.1.2: credentials in a presentation secured this way are enveloped
    const result =
      isToken && !isEnveloped
        ? answer(options, [toProblem('CRYPTOGRAPHIC_SECURITY_ERROR', 'a credential in a vp+jwt must be enveloped')])
        : await verifyAnyCredential(value, forCredentials);
    credentials.push(result);
    problems.push(...result.problems);
    const issuer = idOf(result.document?.issuer);
    if (issuer !== undefined && controllers.includes(String(issuer)) && holder !== issuer)
      problems.push(
        toProblem('CRYPTOGRAPHIC_SECURITY_ERROR', 'a self-asserted credential needs its issuer as the holder'),
      );
  }
  return {
    ...answer(options, problems),
    warnings: [...secured.warnings, ...credentials.flatMap(({ warnings }) => warnings)],
    document,
    credentials,
  };
}

type Opened =
  { problem: Problem } | { document: Fields; controllers: Array<string>; isToken: boolean; warnings: Array<Problem> };

async function openCredential(input: unknown, options: AnyOptions): Promise<Opened> {
  const tree = findTreeFault(input);
  if (tree) return { problem: tree };
  if (isEnvelope(input, 'EnvelopedVerifiableCredential')) return openToken(input, 'vc', options);
  const fault = findCredentialFault(input);
  if (fault) return { problem: fault };
  const document = input as Fields;
  const { problem, controllers, warnings } = await checkProofs(document, {
    ...options,
    purpose: options.expectedProofPurpose ?? 'assertionMethod',
  });
  if (problem) return { problem };
  if (!controllers.includes(String(idOf(document.issuer))))
    return { problem: toProblem('PROOF_VERIFICATION_ERROR', 'no proof was made with a key of the issuer') };
  const { proof: _, ...unsecured } = document;
  return { document: unsecured, controllers, isToken: false, warnings };
}

async function openPresentation(input: unknown, options: AnyOptions): Promise<Opened> {
  const tree = findTreeFault(input);
  if (tree) return { problem: tree };
  if (isEnvelope(input, 'EnvelopedVerifiablePresentation')) return openToken(input, 'vp', options);
  const fault = findPresentationFault(input);
  if (fault) return { problem: fault };
  const document = input as Fields;
  const { problem, controllers, warnings } = await checkProofs(document, {
    ...options,
    purpose: options.expectedProofPurpose ?? 'authentication',
  });
  if (problem) return { problem };
  const { proof: _, ...unsecured } = document;
  return { document: unsecured, controllers, isToken: false, warnings };
}

function isEnvelope(input: unknown, type: string): input is string | Fields {
  return typeof input === 'string' || (isObject(input) && hasType(input, type));
}

async function openToken(input: string | Fields, kind: TokenKind, options: AnyOptions): Promise<Opened> {
  const token = readEnvelope(input, kind);
  if (typeof token !== 'string') return { problem: token };
  const { challenge, domain } = kind === 'vp' ? options : {};
  const opened = await checkToken(token, { kind, challenge, domain, now: options.now, lookUpKeys: options.lookUpKeys });
  if (opened.problem) return { problem: opened.problem };
  const { document, controller } = opened;
  const fault =
    findTreeFault(document) ??
    (kind === 'vc' ? findCredentialFault(document) : findPresentationFault(document)) ??
    (await findTermFault(document));
  return fault ? { problem: fault } : { document, controllers: [controller], isToken: true, warnings: [] };
}

/** Returns the token in an EnvelopedVerifiable… object (a data: URL, RFC 2397), or what is wrong with it. */
function readEnvelope(input: string | Fields, kind: TokenKind): string | Problem {
  if (typeof input === 'string' && !input.startsWith('data:')) return input;
  if (isObject(input)) {
    const fault = findEnvelopeFault(
      input,
      kind === 'vc' ? 'EnvelopedVerifiableCredential' : 'EnvelopedVerifiablePresentation',
    );
    if (fault) return fault;
  }
  const url = isObject(input) ? String(input.id) : input;
  const [, mediaType = '', data = ''] = /^data:([^,;]*)(?:;[^,]*)?,(.*)$/s.exec(url) ?? [];
  if (![`application/${kind}+jwt`, `application/${kind}-ld+jwt`, 'application/jwt'].includes(mediaType))
    return toProblem('PARSING_ERROR', `the media type ${mediaType.slice(0, 60)} is not application/${kind}+jwt`);
  return data;
}

/** An undefined term fails a token as it fails a proof: its reader could not know what it means. */
async function findTermFault(document: Fields): Promise<Problem | null> {
  try {
    await canonicalize(document);
    return null;
  } catch (error) {
    return toCanonicalizationProblem(error);
  }
}

function findPeriodFault(document: Fields, now: Date): Problem | null {
  const start = document.validFrom ?? document.issuanceDate;
  const end = document.validUntil ?? document.expirationDate;
  if (typeof start === 'string' && now.getTime() < Date.parse(start)) return toProblem('not-yet-valid', start);
  if (typeof end === 'string' && now.getTime() > Date.parse(end)) return toProblem('expired', end);
  return null;
}

async function checkStatus(
  document: Fields,
  options: AnyOptions,
): Promise<{ problems: Array<Problem>; warnings: Array<Problem> }> {
  const problems: Array<Problem> = [];
  const warnings: Array<Problem> = [];
  for (const entry of valuesOf(document.credentialStatus) as Array<Fields>) {
    if (entry.type !== 'BitstringStatusListEntry') {
      warnings.push(
        toProblem('STATUS_VERIFICATION_ERROR', `the status type ${String(entry.type).slice(0, 60)} is not known here`),
      );
      continue;
    }
    const found = await readStatus(entry, options);
    if (found?.name === 'status-message') warnings.push(found);
    else if (found) problems.push(found);
  }
  return { problems, warnings };
}

async function readStatus(entry: Fields, options: AnyOptions): Promise<Problem | null> {
  let served: unknown;
  try {
    if (!options.fetchStatusList) throw new Error('status lists are not fetched here');
    served = await options.fetchStatusList(String(entry.statusListCredential));
  } catch (error) {
    return toProblem('STATUS_RETRIEVAL_ERROR', (error as Error).message);
  }
  const { verified, problems, document } = await verifyAnyCredential(served, {
    now: options.now,
    lookUpKeys: options.lookUpKeys,
    checks: ['proof'],
  });
  if (!verified || !document)
    return toProblem('STATUS_VERIFICATION_ERROR', problems[0]?.detail ?? 'the list could not be verified');
  return readStatusEntry(entry, document);
}

function wants({ checks = [] }: AnyOptions, check: string): boolean {
  return checks.length === 0 || checks.includes(check);
}

function answer(options: AnyOptions, problems: Array<Problem>): AnyAnswer {
  const checks = ['proof', ...(wants(options, 'credentialStatus') ? ['credentialStatus'] : [])];
  return { verified: problems.length === 0, checks, problems, warnings: [], document: null, credentials: [] };
}
