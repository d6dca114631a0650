// Who issues: our DID, the public halves of our keys, and the documents that publish them. Never touches a private key.
import { buildDidDocument, buildJwks, type PublicKey, toDidWeb, type TrustedIssuer } from '@certificates/keys';
import { publicUrl } from '~/platform/env.server';
import * as keyStore from './key-store.server';
import { digestOf } from './ledger.server';

export const ISSUER_NAME = 'Pericia';

/** What each key is for. Status lists have their own, so that the key that signs daily cannot forge a certificate. */
export const KEY_PURPOSES = {
  'credential-jwt': { algorithm: 'RS256', purpose: 'credential' },
  'credential-di': { algorithm: 'Ed25519', purpose: 'credential' },
  'status-list': { algorithm: 'Ed25519', purpose: 'status-list' },
} as const;
export type KeyUse = keyof typeof KEY_PURPOSES;

/** Our did:web: it follows from the address people use, so changing PUBLIC_URL makes another issuer. */
export function issuerDid(): string {
  return toDidWeb(publicUrl());
}

/** Address of a status list. */
export function statusListUrl(id: number): string {
  return `${publicUrl()}/status/r${id}`;
}

/** Milliseconds for which the public keys are remembered: a withdrawn key stops counting within that time. */
const REMEMBER_MS = 5_000;
let remembered: { at: number; keys: Promise<Array<PublicKey>> } | undefined;

/** Forgets the remembered keys: new ones were made. */
export function forgetKeys(): void {
  remembered = undefined;
}

/** Every key we ever had, also under a former address: certificates signed there stay ours. */
async function publicKeys(): Promise<Array<PublicKey>> {
  const now = performance.now();
  if (!remembered || now - remembered.at > REMEMBER_MS) {
    const keys = keyStore.listKeys().then((rows) => rows.filter((row) => row.purpose in KEY_PURPOSES).map(toKey));
    keys.catch(forgetKeys);
    remembered = { at: now, keys };
  }
  return remembered.keys;
}

function toKey(row: keyStore.StoredKey): PublicKey {
  return {
    id: row.kid,
    controller: row.kid.slice(0, row.kid.indexOf('#')),
    algorithm: row.alg as PublicKey['algorithm'],
    purpose: KEY_PURPOSES[row.purpose as KeyUse].purpose,
    publicJwk: row.publicJwk as PublicKey['publicJwk'],
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

/** The issuers believed when something is checked: ourselves, under each address we had. */
export async function trustedIssuers(): Promise<Array<TrustedIssuer>> {
  const byController = new Map<string, Array<PublicKey>>();
  for (const key of await publicKeys()) {
    const keys = byController.get(key.controller) ?? [];
    keys.push(key);
    byController.set(key.controller, keys);
  }
  return [...byController].map(([did, keys]) => ({ did, name: ISSUER_NAME, keys }));
}

/** What `/.well-known/did.json` serves. */
export async function getDidDocument(): Promise<Record<string, unknown>> {
  return buildDidDocument(issuerDid(), await publicKeys());
}

/** What `/.well-known/jwks.json` serves: the keys of JWT certificates, revoked ones left out. */
export async function getJwks(): Promise<{ keys: Array<object> }> {
  const { keys } = buildJwks((await publicKeys()).filter((key) => key.purpose === 'credential'));
  return { keys };
}

type JsonFile = { bytes: Uint8Array; mime: string; etag: string; name: string };

function toFile(name: string, mime: string, content: object): JsonFile {
  const bytes = Buffer.from(JSON.stringify(content), 'utf8');
  return { bytes, mime, etag: `"${digestOf(bytes).slice(0, 32)}"`, name };
}

export async function getDidFile(): Promise<JsonFile> {
  return toFile('did.json', 'application/did+json', await getDidDocument());
}

export async function getJwksFile(): Promise<JsonFile> {
  return toFile('jwks.json', 'application/jwk-set+json', await getJwks());
}
