// What an ad says, and how a world hears it: a fixed encoder from text and angle to hidden attributes. No model, no network.

import { type Key, fingerprint, joinKeys, keyOf, normal, STREAM } from './random';

export const ANGLES = ['benefit', 'price', 'proof', 'urgency', 'novelty', 'emotion'] as const;
export type Angle = (typeof ANGLES)[number];

export type Creative = {
  /** any script, at most MAX_CREATIVE_TEXT characters */
  text: string;
  angle: Angle;
  /** standardised score of a text model, about N(0, 1); null when no model has read it. Set by the server, never by the author */
  textScore: number | null;
};

export const MAX_CREATIVE_TEXT = 600;
export const INTEREST_DIMENSIONS = 4;

/** How one world responds to one creative. Hidden. */
export type CreativeEffect = {
  /** ln-odds of a click */
  quality: number;
  /** ln of the conversion rate; a louder promise brings clicks that convert less */
  conversionQuality: number;
  attributes: ReadonlyArray<number>;
};

/** Within-test spread of ln-odds of a click. Source: Upworthy research archive, 2013-15. */
export const QUALITY_SPREAD = 0.21;
/** Share of quality a text model can see; the rest is luck. A modelling choice that rewards skill but resists brute force. */
const TEXT_SKILL = 0.35;
/** Clickbait trade-off; its sign from the KAG Facebook data (correlation of ln CTR and ln CVR is negative). */
const CLICKBAIT = -0.35;
const CONVERSION_SPREAD = 0.15;
const ANGLE_SHARE = 0.7;

/** Form in which texts are compared and remembered: case, width and spacing do not make a new creative. */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** One name for a creative in every plan: the same text and angle always share fatigue and luck. */
export function creativeKey(creative: Creative): string {
  return fingerprint(`${creative.angle}\n${normaliseText(creative.text)}`);
}

/** The world's response; depends only on world and content, so sending the same text again gains nothing. */
export function creativeEffect(worldKey: Key, creative: Creative): CreativeEffect {
  const key = joinKeys(worldKey, keyOf('creative', creativeKey(creative)));
  const luck = normal(key, STREAM.world, 0);
  const z =
    creative.textScore === null
      ? luck
      : TEXT_SKILL * Math.max(-2.5, Math.min(2.5, creative.textScore)) + Math.sqrt(1 - TEXT_SKILL ** 2) * luck;
  const quality = QUALITY_SPREAD * z;
  const angleKey = keyOf('angle', creative.angle);
  const attributes = Array.from(
    { length: INTEREST_DIMENSIONS },
    (_, i) =>
      Math.sqrt(ANGLE_SHARE) * normal(angleKey, STREAM.world, i) +
      Math.sqrt(1 - ANGLE_SHARE) * normal(key, STREAM.world, 2 + i),
  );
  return {
    quality,
    conversionQuality: CLICKBAIT * quality + CONVERSION_SPREAD * normal(key, STREAM.world, 1),
    attributes,
  };
}

/** Two texts this alike are one creative in people's eyes. */
export const NEAR_DUPLICATE = 0.9;
/** Share of the other's exposure that a near-duplicate starts with. */
export const INHERITED_EXPOSURE = 0.8;

/** Cosine of character-trigram counts, 0 to 1; works for scripts without spaces. */
export function textSimilarity(left: string, right: string): number {
  const a = trigrams(normaliseText(left));
  const b = trigrams(normaliseText(right));
  let dot = 0;
  for (const [gram, count] of a) dot += count * (b.get(gram) ?? 0);
  const size = Math.sqrt(squareSum(a) * squareSum(b));
  return size > 0 ? Math.min(1, dot / size) : 0;
}

function trigrams(text: string): Map<string, number> {
  const units = [...'  ', ...text, ...'  '];
  const counts = new Map<string, number>();
  for (let i = 0; i + 2 < units.length; i++) {
    const gram = `${units[i]}${units[i + 1]}${units[i + 2]}`;
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function squareSum(counts: Map<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return sum;
}
