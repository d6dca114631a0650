// Entry of the thread that answers VC-API requests: whatever a document costs, the web process does not wait for it.
import { parentPort, workerData } from 'node:worker_threads';
import { type AnyAnswer, verifyAnyCredential, verifyAnyPresentation } from '@certificates/any-credential';
import type { VerificationKey } from '@certificates/did-key';
import { deriveKeyIssuer, issueEnveloped, issueWithProof } from '@certificates/issue-any';
import { isObject, valuesOf } from '@certificates/json-values';
import { readDidDocument } from '@certificates/keys';
import { type Problem, toProblem } from '@certificates/problem-details';
import { buildStatusListCredential } from '@certificates/status-list';
import { fetchLoopback } from './loopback-fetch';
import type { Offer, ThreadAnswer, ThreadData, ThreadRequest } from './vc-threads';

const { secret, publicUrl, localUrl } = workerData as ThreadData;
const issuer = deriveKeyIssuer(secret, 'Ed25519');
const tokenIssuer = deriveKeyIssuer(secret, 'P-256');

parentPort!.on('message', (request: ThreadRequest) => {
  void answer(request).then(
    (result) => parentPort!.postMessage({ id: request.id, ...result }),
    (error: unknown) =>
      parentPort!.postMessage({ id: request.id, ...refuse(500, [toProblem('PARSING_ERROR', String(error))]) }),
  );
});

type Result = Omit<ThreadAnswer, 'id'>;

async function answer(request: ThreadRequest): Promise<Result> {
  if (request.kind === 'issuer') return ok(200, { issuer: issuer.did, tokenIssuer: tokenIssuer.did });
  if (request.kind === 'status-list') return publish(request);
  let body: unknown;
  try {
    body = JSON.parse(request.text);
  } catch {
    body = null;
  }
  if (!isObject(body)) return refuse(400, [toProblem('PARSING_ERROR', 'the body must be a JSON object')]);
  const options = isObject(body.options) ? body.options : {};
  if (request.kind === 'issue') return issue(body.credential, options, request);
  const input = request.kind === 'verify-credential' ? body.verifiableCredential : body.verifiablePresentation;
  if (input === undefined)
    return refuse(400, [toProblem('PARSING_ERROR', 'the body must hold what is to be verified')], { verified: false });
  const checkedOptions = {
    now: new Date(request.now),
    lookUpKeys,
    fetchStatusList: (url: string) => fetchLoopback(url, { publicUrl, localUrl }),
    checks: valuesOf(options.checks).filter((check) => typeof check === 'string'),
    expectedProofPurpose: textOf(options.expectedProofPurpose),
    challenge: textOf(options.challenge),
    domain: textOf(options.domain),
  };
  const verified =
    request.kind === 'verify-credential'
      ? await verifyAnyCredential(input, checkedOptions)
      : await verifyAnyPresentation(input, checkedOptions);
  return toResponse(verified, request.kind, options);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

async function issue(
  credential: unknown,
  options: Record<string, unknown>,
  request: ThreadRequest & { kind: 'issue' },
): Promise<Result> {
  if (credential === undefined) return refuse(400, [toProblem('PARSING_ERROR', 'the body must have a credential')]);
  const wanted = wantedPurposes(options, request.instance);
  if (typeof wanted === 'string') return refuse(400, [toProblem('MALFORMED_VALUE_ERROR', wanted)]);
  const cryptosuite = textOf(options.cryptosuite);
  if (cryptosuite !== undefined && cryptosuite !== 'eddsa-rdfc-2022')
    return refuse(400, [toProblem('PROOF_GENERATION_ERROR', `the cryptosuite ${cryptosuite} is not offered`)]);
  const offers = wanted.map((purpose) => request.offers.find((offer) => offer.purpose === purpose)!);
  const status = offers.map(toEntry);
  const isEnveloped = request.instance === 'jose' || options.securingMechanism === 'jose';
  const common = { now: new Date(request.now), status, proof: isObject(options.proof) ? options.proof : options };
  const issued = isEnveloped
    ? await issueEnveloped(credential, { ...common, issuer: tokenIssuer })
    : await issueWithProof(credential, { ...common, issuer });
  if (issued.problem) return refuse(400, [issued.problem]);
  const credentialId = isObject(credential) && typeof credential.id === 'string' ? credential.id : null;
  return {
    ...ok(201, { verifiableCredential: issued.credential }),
    taken: offers.map((offer) => ({ ...offer, credentialId })),
  };
}

/** options.credentialStatus names the purposes; the instance `bitstring` gives revocation without being asked. */
function wantedPurposes(options: Record<string, unknown>, instance: string): Array<Offer['purpose']> | string {
  const asked = valuesOf(options.credentialStatus).map((entry) => (isObject(entry) ? entry.statusPurpose : entry));
  const purposes = [...new Set(asked.length === 0 && instance === 'bitstring' ? ['revocation'] : asked)];
  const isKnown = (purpose: unknown): purpose is Offer['purpose'] =>
    purpose === 'revocation' || purpose === 'suspension';
  return purposes.every(isKnown) ? purposes : 'options.credentialStatus may ask for revocation and suspension';
}

function toEntry({ purpose, index, listUrl }: Offer): Record<string, unknown> {
  return {
    id: `${listUrl}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: listUrl,
  };
}

/** Milliseconds for which a signed list holds. */
const LIST_VALID_MS = 86_400_000;

async function publish({ listUrl, purpose, bits, now }: ThreadRequest & { kind: 'status-list' }): Promise<Result> {
  const credential = buildStatusListCredential({
    listUrl,
    issuerDid: issuer.did,
    list: bits,
    purpose,
    validFrom: new Date(now - 1_000),
    validUntil: new Date(now + LIST_VALID_MS),
    ttlMs: 0,
  });
  const issued = await issueWithProof(credential, { issuer, now: new Date(now) });
  return issued.problem ? refuse(500, [issued.problem]) : ok(200, issued.credential);
}

/** did:web of this instance and of loopback addresses only. */
async function lookUpKeys(did: string): Promise<Array<VerificationKey> | null> {
  const host = /^did:web:([^:]+)$/.exec(did)?.[1];
  if (host === undefined) return null;
  const authority = decodeURIComponent(host);
  const isOurs = authority === new URL(publicUrl).host;
  try {
    const url = `${isOurs ? publicUrl : `http://${authority}`}/.well-known/did.json`;
    const document = await fetchLoopback(url, { publicUrl, localUrl });
    if (!isObject(document) || document.id !== did) return null;
    return (await readDidDocument(document)).keys.map(({ id, controller, publicJwk }) => ({
      id,
      controller,
      publicJwk,
    }));
  } catch {
    return null;
  }
}

function toResponse(result: AnyAnswer, kind: ThreadRequest['kind'], options: Record<string, unknown>): Result {
  const { verified, checks, problems, warnings, document, credentials } = result;
  const body = {
    verified,
    checks,
    warnings,
    errors: problems,
    problemDetails: [...problems, ...warnings],
    ...(kind === 'verify-presentation'
      ? { credentialResults: credentials.map((one) => ({ verified: one.verified, problemDetails: one.problems })) }
      : {}),
    ...(options.returnCredential === true && kind === 'verify-credential' ? { credential: document } : {}),
    ...(options.returnPresentation === true && kind === 'verify-presentation' ? { presentation: document } : {}),
  };
  return ok(verified ? 200 : 400, body);
}

function ok(status: number, body: object): Result {
  return { status, body: JSON.stringify(body) };
}

function refuse(status: number, problems: Array<Problem>, more: object = {}): Result {
  return ok(status, { ...problems[0], status, errors: problems, problemDetails: problems, ...more });
}
