// Counter-based randomness: every draw is a hash of (seed, who, what, when), so no draw depends on another having been made.

/** 64 bits that name one seed or one entity (an ad in a segment, a creative, a day). */
export type Key = { readonly a: number; readonly b: number };

/** What a draw is for. Two draws of one entity in one hour must differ in stream or in counter. */
export const STREAM = {
  world: 1,
  market: 2,
  impressions: 3,
  clicks: 4,
  price: 5,
  conversions: 6,
  delay: 7,
  orderValue: 8,
  platformCtr: 9,
  platformCvr: 10,
  policy: 11,
} as const;

/** Final mixing step of MurmurHash3 (Appleby, public domain): every input bit moves every output bit. */
function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * Names an entity by its parts. Order matters, types matter (`1` and `"1"` differ),
 * and neighbouring parts cannot run together (`"a","bc"` and `"ab","c"` differ).
 * Text counts by UTF-16 code unit: any script is fine.
 */
export function keyOf(...parts: ReadonlyArray<string | number>): Key {
  let a = 0x243f6a88;
  let b = 0x85a308d3;
  for (const part of parts) {
    const text = typeof part === 'number' ? `#${part}` : `$${part}`;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x9e3779b1);
      b = Math.imul(b ^ unit, 0x5f356495);
      b ^= a >>> 15;
    }
    a = mix32(a ^ text.length);
    b = mix32(b + a);
  }
  return { a, b };
}

/** A key that depends on both; used to tie an entity's name to a seed. */
export function joinKeys(seed: Key, entity: Key): Key {
  const a = mix32(seed.a ^ Math.imul(entity.a, 0x9e3779b1));
  return { a, b: mix32((seed.b + Math.imul(entity.b, 0x85ebca6b)) ^ a) };
}

/** A uniform number in (0, 1), never 0 or 1, with 32 bits. `counter` is any integer, usually the absolute hour. */
export function uniformAt(a: number, b: number, stream: number, counter: number): number {
  const h = mix32((a + Math.imul(counter, 0x9e3779b1)) | 0);
  const k = mix32(h ^ ((b + Math.imul(stream, 0xc2b2ae3d)) | 0));
  return ((mix32(k + a) >>> 0) + 0.5) / 4294967296;
}

export function uniform(key: Key, stream: number, counter: number): number {
  return uniformAt(key.a, key.b, stream, counter);
}

export function normal(key: Key, stream: number, counter: number): number {
  return normalQuantile(uniformAt(key.a, key.b, stream, counter));
}

/**
 * Inverse of the standard normal distribution, for u in (0, 1); relative error below 1.2e-9.
 * Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
 */
export function normalQuantile(u: number): number {
  if (u < 0.02425) return tailQuantile(Math.sqrt(-2 * Math.log(u)));
  if (u > 1 - 0.02425) return -tailQuantile(Math.sqrt(-2 * Math.log(1 - u)));
  const q = u - 0.5;
  const r = q * q;
  const top =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const bottom =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return (top * q) / bottom;
}

function tailQuantile(q: number): number {
  const top =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const bottom =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return top / bottom;
}

/**
 * The u-quantile of a Poisson count. One uniform in, one count out, never decreasing in `mean` or `u`
 * up to rounding: two plans compared on one noise seed share their luck.
 * Exact by inversion below a mean of 24; above it the Cornish-Fisher expansion (error under one count).
 */
export function poissonQuantile(mean: number, u: number): number {
  if (!(mean > 0)) return 0;
  if (mean >= 24) {
    const z = normalQuantile(u);
    return Math.max(0, Math.floor(mean + Math.sqrt(mean) * z + (z * z - 1) / 6 + 0.5));
  }
  let probability = Math.exp(-mean);
  let below = probability;
  let count = 0;
  while (u > below && count < 200) {
    count += 1;
    probability *= mean / count;
    below += probability;
  }
  return count;
}

/**
 * The u-quantile of a binomial count of `n` trials with chance `p`; always within 0..n.
 * Exact by inversion when the smaller side's mean is below 24, else Cornish-Fisher.
 */
export function binomialQuantile(n: number, p: number, u: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomialQuantile(n, 1 - p, 1 - u);
  const mean = n * p;
  if (mean >= 24) {
    const z = normalQuantile(u);
    const count = Math.floor(mean + Math.sqrt(mean * (1 - p)) * z + ((1 - 2 * p) * (z * z - 1)) / 6 + 0.5);
    return Math.min(n, Math.max(0, count));
  }
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let below = probability;
  let count = 0;
  while (u > below && count < n) {
    count += 1;
    probability *= (odds * (n - count + 1)) / count;
    below += probability;
  }
  return count;
}

/** A short fingerprint of any text, 16 hex digits; for golden tests and identity checks, not for security. */
export function fingerprint(text: string): string {
  const { a, b } = keyOf(text);
  return hex(a) + hex(b);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
