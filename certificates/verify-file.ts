// Verifies whatever somebody was handed: a JWT, a JSON credential, a baked PNG or SVG, or a PDF. Pure, fetches nothing, runs nothing.
import { readBakedPng } from './bake-png';
import { isSvg, readBakedSvg } from './bake-svg';
import type { Reason } from './errors';
import { isPdf, readPdf, type SealAnswer } from './pdf-attachments';
import type { SealKey } from './pdf-seal-certificate';
import { isPng } from './png-chunks';
import { CHECKS, verify, type Check, type State, type Verdict, type Verification, type VerifyOptions } from './verify';

/** What the credential came in; `none` when the input was the credential itself. */
export type Container = 'none' | 'png' | 'svg' | 'pdf';

/** In the order in which they are reported. `file` and `seal` stand only for inputs that have them. */
export const FILE_CHECKS = ['file', ...CHECKS, 'seal'] as const;
export type FileCheck = (typeof FILE_CHECKS)[number];

export type FileVerification = Omit<Verification, 'verdicts'> & {
  container: Container;
  /** The checks of `verify`; `file` for PNG, SVG and PDF; `seal` for PDF. */
  verdicts: Record<Check, Verdict> & { file?: Verdict; seal?: Verdict };
};

export type VerifyFileOptions = VerifyOptions & {
  /** Keys that may seal PDF files, of the issuers believed (`readSealKeys`). Without them no PDF is `valid`. */
  sealKeys?: ReadonlyArray<SealKey>;
};

/** Largest image or PDF read, in bytes. */
export const MAX_FILE_BYTES = 4_194_304;

const PASS: Verdict = { outcome: 'pass', reason: 'ok' };

/**
 * Verifies a file or text of at most 4 MB; the credential in it has at most 64 kB. Never throws on content, as `verify`.
 *
 * A PDF is `valid` only if its seal covers the whole file and is by a key of the credential's issuer: the page that people read is
 * then what was issued. An edited PDF is `invalid`, one without a seal `unknown`, and `credential` still tells what is genuine
 * inside. The pictures of a PNG and an SVG are not signed: of those, believe the credential alone.
 */
export async function verifyFile(input: string | Uint8Array, options: VerifyFileOptions): Promise<FileVerification> {
  if (input.length > MAX_FILE_BYTES) return refuse('none', 'too-large', options.now);
  const { container, credential, seal } = unwrap(input, options.sealKeys ?? []);
  if ('reason' in credential) return { ...refuse(container, credential.reason, options.now, seal) };

  const verification = await verify(credential.text, options);
  if (container === 'none') return { ...verification, container };
  const verdicts: FileVerification['verdicts'] = { ...verification.verdicts, file: PASS };
  if (!seal) return { ...verification, container, verdicts };
  verdicts.seal = judge(seal, verification.credential?.issuer.id);
  return { ...verification, container, verdicts, state: withSeal(verification.state, verdicts.seal) };
}

type Unwrapped = {
  container: Container;
  credential: { text: string | Uint8Array } | { reason: Reason };
  seal?: SealAnswer;
};

function unwrap(input: string | Uint8Array, sealKeys: ReadonlyArray<SealKey>): Unwrapped {
  if (typeof input !== 'string') {
    if (isPng(input)) return { container: 'png', credential: readBakedPng(input) };
    if (isPdf(input)) return { container: 'pdf', ...readPdf(input, sealKeys) };
  }
  const text = typeof input === 'string' ? input : new TextDecoder().decode(input);
  return isSvg(text)
    ? { container: 'svg', credential: readBakedSvg(text) }
    : { container: 'none', credential: { text: input } };
}

function judge(seal: SealAnswer, issuerDid: string | undefined): Verdict {
  if (seal.outcome !== 'pass') return seal;
  return seal.controller === issuerDid || issuerDid === undefined
    ? { outcome: 'pass', reason: 'ok', detail: seal.keyId }
    : { outcome: 'fail', reason: 'seal-foreign', detail: seal.keyId };
}

/** A broken seal spoils every state; a missing one only what would have been valid. */
function withSeal(state: State, seal: Verdict): State {
  if (seal.outcome === 'fail') return 'invalid';
  return seal.outcome === 'unknown' && state === 'valid' ? 'unknown' : state;
}

function refuse(container: Container, reason: Reason, now: Date, seal?: SealAnswer): FileVerification {
  const notChecked: Verdict = { outcome: 'unknown', reason: 'not-checked' };
  const verdicts = Object.fromEntries(CHECKS.map((check) => [check, notChecked])) as Record<Check, Verdict>;
  return {
    state: 'invalid',
    container,
    form: null,
    verdicts: {
      ...verdicts,
      ...(container === 'none' ? { shape: { outcome: 'fail', reason } } : { file: { outcome: 'fail', reason } }),
      ...(seal ? { seal: judge(seal, undefined) } : {}),
    },
    credential: null,
    checkedAt: now.toISOString(),
  };
}
