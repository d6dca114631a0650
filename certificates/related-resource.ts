// relatedResource: addresses with digests (VCDM 2.0, section 5.3). Nothing is fetched; what is known of a resource is compared.
import { fromMultibase } from './multibase';
import { CREDENTIALS_CONTEXT } from './context-urls';
import { isObject, isUrl, valuesOf, type Fields } from './json-values';

/** Bytes of a digest by the name that Subresource Integrity gives its algorithm. */
const SRI_BYTES: Record<string, number> = { sha256: 32, sha384: 48, sha512: 64 };
/** Multihash prefixes of the same (code, length); a bare digest is accepted as well, as the data model's own examples write it. */
const MULTIHASHES = [
  { prefix: [0x12, 32], algorithm: 'sha256' },
  { prefix: [0x20, 48], algorithm: 'sha384' },
  { prefix: [0x13, 64], algorithm: 'sha512' },
] as const;

/** Digests that the specification itself publishes (VCDM 2.0, appendix B.1 Base Context). */
const KNOWN: Record<string, Record<string, string>> = {
  [CREDENTIALS_CONTEXT]: {
    sha256: 'WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=',
    sha384: 'l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
  },
};

/** Returns what is wrong with the value of `relatedResource`, in words, or null. */
export function findRelatedResourceFault(value: unknown): string | null {
  if (value === undefined) return null;
  const resources = valuesOf(value);
  if (resources.length === 0) return 'must not be empty';
  const ids = new Set<unknown>();
  for (const resource of resources) {
    if (!isObject(resource)) return 'must hold objects';
    const { id, mediaType } = resource;
    if (!isUrl(id)) return 'each must have a URL as id';
    if (ids.has(id)) return `${id} is named twice`;
    ids.add(id);
    if (mediaType !== undefined && (typeof mediaType !== 'string' || !/^[\w.+-]+\/[\w.+-]+(;.*)?$/.test(mediaType)))
      return 'mediaType must be a media type';
    const fault = findDigestFault(id, resource);
    if (fault !== null) return fault;
  }
  return null;
}

function findDigestFault(id: string, { digestSRI, digestMultibase }: Fields): string | null {
  if (digestSRI === undefined && digestMultibase === undefined) return 'each must have digestSRI or digestMultibase';
  const digests: Array<{ algorithm: string; bytes: Uint8Array }> = [];
  if (digestSRI !== undefined) {
    const texts = typeof digestSRI === 'string' ? digestSRI.trim().split(/\s+/) : [];
    if (texts.length === 0) return 'digestSRI must be a text';
    for (const text of texts) {
      const [, algorithm = '', encoded = ''] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})$/.exec(text) ?? [];
      const bytes = Buffer.from(encoded, 'base64');
      if (bytes.length !== SRI_BYTES[algorithm]) return 'digestSRI must be a Subresource Integrity digest';
      digests.push({ algorithm, bytes });
    }
  }
  if (digestMultibase !== undefined) {
    const digest = readMultibaseDigest(digestMultibase);
    if (digest === null) return 'digestMultibase must be a multibase digest';
    digests.push(digest);
  }
  const wrong = digests.find(({ algorithm, bytes }) => {
    const known = KNOWN[id]?.[algorithm];
    return known !== undefined && known !== Buffer.from(bytes).toString('base64');
  });
  return wrong ? `the ${wrong.algorithm} digest of ${id} does not match` : null;
}

function readMultibaseDigest(text: unknown): { algorithm: string; bytes: Uint8Array } | null {
  const bytes = fromMultibase(text);
  if (bytes === null) return null;
  for (const { prefix, algorithm } of MULTIHASHES) {
    if (bytes[0] === prefix[0] && bytes[1] === prefix[1] && bytes.length === prefix[1] + 2)
      return { algorithm, bytes: bytes.subarray(2) };
  }
  const bare = Object.entries(SRI_BYTES).find(([, length]) => length === bytes.length);
  return bare ? { algorithm: bare[0], bytes } : null;
}
