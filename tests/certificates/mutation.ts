// One changed certificate, and changes of single bytes and characters.
import type { VerifyFileOptions } from '../../certificates/verify-file';

export type Form = 'json' | 'jwt' | 'png' | 'svg' | 'pdf';

export type Mutation = {
  form: Form;
  /** What was done, in words; the place is in it. */
  title: string;
  input: string | Uint8Array;
  /** Other lists or keys than the usual ones. */
  options?: Partial<VerifyFileOptions>;
};

/** Flips one bit in every n-th byte. */
export function* byteFlips(form: Form, bytes: Uint8Array, every: number): Generator<Mutation> {
  for (let at = 0; at < bytes.length; at += every) {
    const input = Uint8Array.from(bytes);
    input[at] = (input[at] as number) ^ (1 << (at % 8));
    yield { form, title: `bit ${at % 8} of byte ${at}`, input };
  }
}

/** Puts another letter in every n-th place. */
export function* textFlips(form: Form, text: string, every: number, label: string): Generator<Mutation> {
  for (let at = 0; at < text.length; at += every) {
    const character = text[at] === 'A' ? 'B' : 'A';
    yield { form, title: `${label}, character ${at}`, input: text.slice(0, at) + character + text.slice(at + 1) };
  }
}

/** Text, or a value as JSON, in base64url. */
export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}
