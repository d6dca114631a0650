// Re-checks a JWT certificate in a browser: no Node built-in, no fetch, only jose and WebCrypto.
import { compactVerify, importJWK, type JWK } from 'jose';

export type RecheckReason =
  | 'ok'
  | 'not-recognized'
  | 'header-not-allowed'
  | 'algorithm-not-allowed'
  | 'encoding-not-canonical'
  | 'key-unknown'
  | 'signature-mismatch'
  | 'claims-mismatch'
  | 'not-yet-valid'
  | 'expired';

export type Recheck = {
  signature: 'pass' | 'fail';
  /** Null unless the signature passes. */
  period: 'pass' | 'fail' | null;
  /** `ok`, or what failed first. Same codes as `verify`. */
  reason: RecheckReason;
  /** What was signed, null unless the signature passes. */
  credential: Record<string, unknown> | null;
};

/**
 * Checks signature, claims and period of a JWT against a JWKS that the page fetched from the issuer's own address.
 * Only RS256 and ES256, only keys of the set, only the header members alg, typ and kid. Never throws on content.
 * Does not cover shape in full, status and replacement: those need the issuer.
 */
export async function recheckJwt(jwt: string, jwks: { keys: Array<JWK> }, now: Date): Promise<Recheck> {
  let header: Record<string, unknown>;
  try {
    header = JSON.parse(fromBase64Url(jwt.split('.')[0] ?? ''));
  } catch {
    return failed('not-recognized');
  }
  const { alg, kid } = header;
  if (Object.keys(header).some((name) => !['alg', 'typ', 'kid'].includes(name))) return failed('header-not-allowed');
  if (alg !== 'RS256' && alg !== 'ES256') return failed('algorithm-not-allowed');
  if (!isCanonical(jwt, alg)) return failed('encoding-not-canonical');
  const jwk = jwks.keys.find((key) => key.kid === kid && key.alg === alg);
  if (!jwk) return failed('key-unknown');

  let credential: Record<string, unknown>;
  try {
    const { payload } = await compactVerify(jwt, await importJWK(jwk, alg), { algorithms: [alg] });
    credential = JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return failed('signature-mismatch');
  }

  const { iss, jti, nbf, exp, issuer, id, validFrom, validUntil } = credential;
  const agrees =
    iss === (issuer as { id?: unknown } | undefined)?.id &&
    String(kid).startsWith(`${iss}#`) &&
    jti === id &&
    nbf === Date.parse(String(validFrom)) / 1000 &&
    exp === (validUntil === undefined ? undefined : Date.parse(String(validUntil)) / 1000);
  if (!agrees) return failed('claims-mismatch');

  const seconds = now.getTime() / 1000;
  const reason =
    seconds < Number(nbf) ? 'not-yet-valid' : exp !== undefined && seconds >= Number(exp) ? 'expired' : 'ok';
  return { signature: 'pass', period: reason === 'ok' ? 'pass' : 'fail', reason, credential };
}

function fromBase64Url(text: string): string {
  return atob(text.replace(/-/g, '+').replace(/_/g, '/'));
}

/** Half the order of the curve P-256: of the two values of s that verify, only the smaller is accepted, as in `jws.ts`. */
const HALF_ORDER = '7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8';

/** Whether the token is written in the one way that `verify` accepts. */
function isCanonical(jwt: string, alg: string): boolean {
  const parts = jwt.split('.');
  try {
    const isExact = parts.every((part) => {
      const again = btoa(fromBase64Url(part)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
      return again === part;
    });
    const bytes = [...fromBase64Url(parts[2] ?? '')].slice(32);
    const s = bytes.map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
    return isExact && (alg !== 'ES256' || s <= HALF_ORDER);
  } catch {
    return false;
  }
}

function failed(reason: RecheckReason): Recheck {
  return { signature: 'fail', period: null, reason, credential: null };
}
