// A recruiter's list: certificates found in pasted lines or a CSV file, each with its verdict beside what the list says of it.
import { readCsv, writeCsv } from '~/platform/csv';
import { AppError } from '~/platform/errors';
import type { ListVerdict } from './certification';
import { checkMany, findPublicId } from './check.server';

/** Certificates in one list, as in one call of the interface for programs. */
const MAX_LIST = 100;
/** Characters of a list. */
const MAX_CHARACTERS = 500_000;
const MAX_FILE_BYTES = 1_048_576;
/** Three base64url parts: a signed credential in one line. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Characters of what is repeated of a line that is not understood. */
const SHOWN = 80;

function invalid(message: 'required' | 'tooLarge' | 'tooMany' | 'nothing'): AppError {
  return new AppError('invalid', { issues: [{ path: 'list', message }] });
}

/** The list of a form: its file when there is one, else its text. Throws `invalid`. */
export async function readList(request: Request): Promise<string> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_FILE_BYTES + 4 * MAX_CHARACTERS)
    throw invalid('tooLarge');
  const form = await request.formData().catch(() => new FormData());
  const file = form.get('file');
  if (file instanceof File && file.size > MAX_FILE_BYTES) throw invalid('tooLarge');
  const text = file instanceof File && file.size > 0 ? await file.text() : form.get('list');
  if (typeof text !== 'string' || text.trim() === '') throw invalid('required');
  return text;
}

/**
 * Verdicts over the certificates of a list, in its order: the first cell of each line that is a link, a number or a signed
 * credential counts, the others are repeated as the list's own words. A first line without one is taken for headings. `network`
 * is who asks, for the limit. Throws `invalid` (nothing found, more than 100, too large), `limit-reached`.
 */
export async function checkList(network: string, text: string): Promise<Array<ListVerdict>> {
  if (text.length > MAX_CHARACTERS) throw invalid('tooLarge');
  const lines = readCsv(text).map(({ line, cells }) => {
    const at = cells.findIndex((cell) => findPublicId(cell) !== null || JWT.test(cell));
    const others = cells.filter((cell, i) => i !== at && cell !== '').join(' · ');
    return { line, given: at < 0 ? null : cells[at]!, note: others.slice(0, SHOWN) };
  });
  if (lines[0]?.given === null) lines.shift();
  const asked = lines.flatMap(({ given }) => (given === null ? [] : [given]));
  if (asked.length === 0) throw invalid('nothing');
  if (asked.length > MAX_LIST) throw invalid('tooMany');
  const { results } = await checkMany(network, { credentials: asked });
  let next = 0;
  return lines.map(({ line, given, note }) => ({ line, note, verdict: given === null ? null : results[next++]! }));
}

/** The verdicts as a CSV file. `words` are its headings and the names of the states, in the reader's language. */
export function writeVerdicts(
  verdicts: ReadonlyArray<ListVerdict>,
  words: {
    headings: ReadonlyArray<string>;
    state: (verdict: ListVerdict) => string;
    address: (publicId: string) => string;
  },
): string {
  return writeCsv([
    words.headings,
    ...verdicts.map((one) => [
      one.line,
      one.note,
      words.state(one),
      one.verdict?.credential?.holderName ?? '',
      one.verdict?.credential?.title ?? '',
      one.verdict?.credential?.validUntil?.slice(0, 10) ?? '',
      one.verdict?.publicId ? words.address(one.verdict.publicId) : '',
    ]),
  ]);
}
