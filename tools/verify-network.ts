// What `npm run verify` fetches, and from where: addresses that the person named, and the own hosts of issuers that the person trusts.
import type { StatusEntry } from '@certificates/check-status';

/** The largest status list that the library reads; keys and certificates are far smaller. */
const MAX_BYTES = 4_194_304;
const TIMEOUT_MS = 10_000;

/** An address that is not fetched, or did not answer as it should. */
export class FetchRefused extends Error {}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The address of a DID document (did:web method specification, section 3.2); null for another kind of DID. */
export function didDocumentUrl(did: string): string | null {
  const [, host = '', path = ''] = /^did:web:([^:/?#]+)((?::[^:/?#]+)*)$/.exec(did) ?? [];
  if (!host) return null;
  try {
    const authority = decodeURIComponent(host);
    const url = new URL(`${schemeOf(authority)}://${authority}`);
    if (url.host !== authority.toLowerCase() || url.pathname !== '/') return null;
    const folder = path.replaceAll(':', '/') || '/.well-known';
    return `${url.origin}${folder}/did.json`;
  } catch {
    return null;
  }
}

/**
 * Whether a status list may be fetched: it stands on the host that the issuer's DID names, and that issuer is one the person
 * trusts. The address comes from a credential whose signature has been checked, and is still held to this.
 */
export function isOwnList({ listUrl, issuerDid }: StatusEntry): boolean {
  const own = didDocumentUrl(issuerDid);
  try {
    return own !== null && new URL(listUrl).origin === new URL(own).origin;
  } catch {
    return false;
  }
}

/** The credential behind the address of a certificate's page; any other address comes back as it is. */
export function credentialUrl(address: string): string {
  const url = new URL(address);
  const id = /^\/(?:[a-z]{2}\/)?verify\/([0-9A-Za-z]{22})\/?$/.exec(url.pathname)?.[1];
  return id ? `${url.origin}/credentials/${id}.jwt` : url.href;
}

/** The did:web of an address's host, port included. */
export function didOfHost(address: string): string {
  return `did:web:${new URL(address).host.replace(':', '%3A')}`;
}

/**
 * Fetches an https address, or an http one of this machine. Follows no redirect: one could lead where the person did not ask to go.
 * Throws FetchRefused after 10 seconds, beyond 4 MB, and for any answer but 200.
 */
export async function fetchBytes(address: string): Promise<Uint8Array> {
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    throw new FetchRefused('not https');
  if (url.username || url.password) throw new FetchRefused('with a password');
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { Accept: 'application/vc+jwt, application/json, text/plain, */*' },
    });
    if (response.status !== 200) throw new FetchRefused(`HTTP ${response.status}`);
    const chunks: Array<Uint8Array> = [];
    let length = 0;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      length += part.value.length;
      if (length > MAX_BYTES) throw new FetchRefused('> 4 MB');
      chunks.push(part.value);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof FetchRefused) throw error;
    const { name, message, cause } = error as Error & { cause?: { code?: string } };
    throw new FetchRefused(name === 'TimeoutError' ? '10 s' : (cause?.code ?? message), { cause: error });
  }
}

function schemeOf(authority: string): 'http' | 'https' {
  return LOOPBACK.test(authority.replace(/:\d+$/, '')) ? 'http' : 'https';
}
