// The refresh address of a credential (1EdTechCredentialRefresh): whoever holds the token in a file may fetch the newest version of it.
import { AppError } from '~/platform/errors';
import { sha256 } from '~/platform/ids.server';
import { limit } from '~/platform/limits.server';
import * as publicStore from './public-store.server';
import type { PublicFile } from './public.server';
import * as store from './store.server';

const TOKEN = /^[A-Za-z0-9_-]{22}$/;
/** Requests a network may make a minute: guessing 128 bits is hopeless, and stays so. */
const PER_MINUTE = 120;

/**
 * The newest version of the credential that the token came with: as JWT when `accept` prefers text or a JWT, as JSON otherwise.
 * Throws `not-found` for a token that nobody was given and for a private or erased certificate, `gone` for a withdrawn one,
 * `unavailable` while the newest is being signed, `limit-reached`.
 */
export async function refreshCredential(input: {
  token: string;
  accept: string;
  network: string;
}): Promise<PublicFile> {
  await limit(`refresh:${input.network}`, PER_MINUTE, 60);
  const newest = TOKEN.test(input.token) ? await store.findNewestByRefresh(sha256(input.token)) : null;
  if (!newest || newest.visibility === 'private') throw new AppError('not-found');
  if (newest.status === 'revoked') throw new AppError('gone', { reason: 'withdrawn' });
  const kind = prefersJwt(input.accept) ? 'jwt' : 'json';
  const file = await publicStore.findFile(newest.publicId, kind);
  if (!file) throw new AppError('unavailable', { reason: 'pending', retryAfterSeconds: 60 });
  return {
    bytes: file.bytes,
    mime: file.mime,
    etag: `"${file.sha256.slice(0, 32)}"`,
    name: `${newest.publicId}.${kind}`,
    isPrivate: true,
  };
}

/** Whether a JWT type stands before any JSON one in the header, by its weights (RFC 9110, section 12.5.1). */
export function prefersJwt(accept: string): boolean {
  const weights = accept
    .toLowerCase()
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return { type, weight: Number.isFinite(weight) ? weight : 0 };
    });
  const best = (pattern: RegExp) =>
    Math.max(0, ...weights.filter(({ type }) => pattern.test(type)).map(({ weight }) => weight));
  return best(/\bjwt$|\+jwt$|^text\/plain$/) > best(/json$|^application\/vc$|^\*\/\*$|^application\/\*$/);
}
