// Who issues: our DID, the public halves of our keys, and the documents that publish them. Never touches a private key.
import { buildDidDocument, buildJwks, type PublicKey, toDidWeb, type TrustedIssuer } from '@certificates/keys';
import { env, publicUrl } from '~/platform/env.server';
import * as keyStore from './key-store.server';
import { digestOf } from './ledger.server';

export const ISSUER_NAME = 'Pericia';

/**
 * What each key is for, and for how many months it signs. Status lists have their own, so that the key that signs daily cannot forge
 * a certificate. `purpose` null: no key for credentials, so it is neither in the DID document nor believed when one is checked.
 */
export const KEY_PURPOSES = {
  'credential-jwt': { purpose: 'credential', months: 12 },
  'credential-di': { purpose: 'credential', months: 12 },
  'status-list': { purpose: 'status-list', months: 12 },
  'pdf-seal': { purpose: null, months: 24 },
  'ledger-checkpoint': { purpose: null, months: 24 },
} as const;
export type KeyUse = keyof typeof KEY_PURPOSES;

/** The algorithm of new keys. A JWT's is configurable: Open Badges 3.0 names RS256 as the least, verifiers take ES256 as well. */
export function algorithmOf(use: KeyUse): PublicKey['algorithm'] {
  if (use === 'credential-jwt') return env().PERICIA_CREDENTIAL_ALG;
  return use === 'pdf-seal' ? 'ES256' : 'Ed25519';
}

/** Our did:web: it follows from the address people use, so changing PUBLIC_URL makes another issuer. */
export function issuerDid(): string {
  return toDidWeb(publicUrl());
}

/** Address of a status list. */
export function statusListUrl(id: number): string {
  return `${publicUrl()}/status/r${id}`;
}

/** Address of the suspensions of the certificates on a list, index for index. */
export function suspensionListUrl(id: number): string {
  return `${publicUrl()}/status/s${id}`;
}

/** Milliseconds for which the public keys are remembered: a withdrawn key stops counting within that time. */
const REMEMBER_MS = 5_000;
/** Keys for credentials and lists, and keys that seal PDFs. */
type Remembered = { keys: Array<PublicKey>; seals: Array<PublicKey> };
let remembered: { at: number; all: Promise<Remembered> } | undefined;

/** Forgets the remembered keys: new ones were made. */
export function forgetKeys(): void {
  remembered = undefined;
}

async function remember(): Promise<Remembered> {
  const now = performance.now();
  if (!remembered || now - remembered.at > REMEMBER_MS) {
    const all = keyStore.listKeys().then((rows) => ({
      keys: rows.flatMap(toKey),
      seals: rows.filter(({ purpose, revokedAt }) => purpose === 'pdf-seal' && !revokedAt).map(toPublicKey),
    }));
    all.catch(forgetKeys);
    remembered = { at: now, all };
  }
  return remembered.all;
}

/** Every key we ever had, also under a former address: certificates signed there stay ours. */
async function publicKeys(): Promise<Array<PublicKey>> {
  return (await remember()).keys;
}

/** The public half of a key for credentials or lists; nothing for another. */
function toKey(row: keyStore.StoredKey): Array<PublicKey> {
  const purpose = row.purpose in KEY_PURPOSES ? KEY_PURPOSES[row.purpose as KeyUse].purpose : null;
  return purpose ? [{ ...toPublicKey(row), purpose }] : [];
}

function toPublicKey(row: keyStore.StoredKey): PublicKey {
  return {
    id: row.kid,
    controller: row.kid.slice(0, row.kid.indexOf('#')),
    algorithm: row.alg as PublicKey['algorithm'],
    purpose: 'any',
    publicJwk: row.publicJwk as PublicKey['publicJwk'],
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

/**
 * The issuers believed when something is checked: ourselves, under each address we had. `keyId` is one that the caller knows to
 * exist: when it is newer than what is remembered, the keys are read again.
 */
export async function trustedIssuers(keyId: string | null = null): Promise<Array<TrustedIssuer>> {
  if (keyId && !(await publicKeys()).some(({ id }) => id === keyId)) forgetKeys();
  const byController = new Map<string, Array<PublicKey>>();
  for (const key of await publicKeys()) {
    const keys = byController.get(key.controller) ?? [];
    keys.push(key);
    byController.set(key.controller, keys);
  }
  return [...byController].map(([did, keys]) => ({ did, name: ISSUER_NAME, keys }));
}

/** The keys that may seal our PDFs, withdrawn ones left out. */
export async function sealKeys(): Promise<Array<PublicKey>> {
  return (await remember()).seals;
}

/** What `/.well-known/did.json` serves. */
export async function getDidDocument(): Promise<Record<string, unknown>> {
  const document = await buildDidDocument(issuerDid(), await publicKeys());
  const { withSealKeys } = await import('@certificates/pdf-seal-certificate');
  return withSealKeys(document, await sealKeys());
}

/** What `/.well-known/jwks.json` serves: the keys of JWT certificates, revoked ones left out. */
export async function getJwks(): Promise<{ keys: Array<object> }> {
  const { keys } = buildJwks((await publicKeys()).filter((key) => key.purpose === 'credential'));
  return { keys };
}

export type JsonFile = { bytes: Uint8Array; mime: string; etag: string; name: string };

export function toFile(name: string, mime: string, content: object): JsonFile {
  const bytes = Buffer.from(JSON.stringify(content), 'utf8');
  return { bytes, mime, etag: `"${digestOf(bytes).slice(0, 32)}"`, name };
}

export async function getDidFile(): Promise<JsonFile> {
  return toFile('did.json', 'application/did+json', await getDidDocument());
}

export async function getJwksFile(): Promise<JsonFile> {
  return toFile('jwks.json', 'application/jwk-set+json', await getJwks());
}
