// Tables as tab-separated text with a header: read strictly, every fault told with its file and row. Shared by the learning commands.
import { readFileSync } from 'node:fs';

/** A fault in a table or in a line of input. `message` is one line that names the source and the row, ready for stderr. */
export class TsvError extends Error {
  override readonly name = 'TsvError';

  constructor(source: string, row: number | null, fault: string) {
    super(row === null ? `${source}: ${fault}` : `${source}, row ${row}: ${fault}`);
  }
}

/** One row: `number` counts lines from 1, the header being row 1. Cells are trimmed of nothing. */
export type TsvRow<Required extends string, Optional extends string = never> = {
  number: number;
  cells: Record<Required, string> & Partial<Record<Optional, string>>;
};

const BOM = '\uFEFF';

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/**
 * The rows of a table whose header names its columns in any order. Columns that are neither required nor optional are
 * ignored; a byte order mark, CRLF and blank lines at the end are accepted. Nothing is quoted: a tab always ends a cell.
 * Throws `TsvError` on an empty text, a missing or repeated column, no row at all, a blank row in between, or another
 * number of cells than the header has.
 */
export function parseTsv<Required extends string, Optional extends string = never>(
  source: string,
  text: string,
  required: ReadonlyArray<Required>,
  optional: ReadonlyArray<Optional> = [],
): Array<TsvRow<Required, Optional>> {
  const lines = (text.startsWith(BOM) ? text.slice(1) : text).split('\n');
  while (lines.length > 0 && withoutReturn(lines.at(-1)!) === '') lines.pop();
  if (lines.length === 0) throw new TsvError(source, null, 'the file is empty');
  const header = withoutReturn(lines[0]!).split('\t');
  const wanted: Array<readonly [name: Required | Optional, index: number]> = [];
  for (const name of [...required, ...optional]) {
    const index = header.indexOf(name);
    if (index !== header.lastIndexOf(name)) throw new TsvError(source, 1, `column "${name}" appears twice`);
    if (index >= 0) wanted.push([name, index]);
    else if ((required as ReadonlyArray<string>).includes(name)) {
      throw new TsvError(source, 1, `column "${name}" is missing; needed: ${required.join(', ')}, separated by tabs`);
    }
  }
  if (lines.length === 1) throw new TsvError(source, null, 'there is a header and no row');
  return lines.slice(1).map((line, i) => {
    const number = i + 2;
    const fields = withoutReturn(line).split('\t');
    if (fields.length !== header.length) {
      const found = line.trim() === '' ? 'the row is blank' : `${fields.length} cells`;
      throw new TsvError(source, number, `${found}; the header has ${header.length} columns`);
    }
    const cells: Record<string, string> = {};
    for (const [name, index] of wanted) cells[name] = fields[index]!;
    return { number, cells: cells as TsvRow<Required, Optional>['cells'] };
  });
}

/** `parseTsv` of a UTF-8 file, named in errors as it was given. Throws `TsvError` also when it cannot be read. */
export function readTsvFile<Required extends string, Optional extends string = never>(
  file: string,
  required: ReadonlyArray<Required>,
  optional: ReadonlyArray<Optional> = [],
): Array<TsvRow<Required, Optional>> {
  return parseTsv(file, readText(file), required, optional);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const fault = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? (error as Error).message})`;
    throw new TsvError(file, null, fault);
  }
}

/** The whole number or decimal in a cell. Throws `TsvError` when it is none, or lies outside the range. */
export function toNumber(
  source: string,
  row: number,
  column: string,
  cell: string,
  { min = -Infinity, max = Infinity }: { min?: number; max?: number } = {},
): number {
  const value = cell.trim() === '' ? NaN : Number(cell);
  if (!Number.isFinite(value)) throw new TsvError(source, row, `${column} "${cell}" is not a number`);
  if (value < min || value > max) {
    throw new TsvError(source, row, `${column} ${cell} is not between ${min} and ${max}`);
  }
  return value;
}

/**
 * The lines of a stream as they arrive, without byte order mark and line ends: one array for all lines that came at once.
 * A last line needs no end; nothing is kept back.
 */
export async function* readLineBatches(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Array<string>> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (!rest.includes('\n')) continue;
    const lines = rest.split('\n');
    rest = lines.pop()!;
    yield lines.map(withoutReturn);
  }
  rest += decoder.decode();
  if (rest !== '') yield [withoutReturn(rest)];
}

/** The same, line by line. */
export async function* readLines(stream: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  for await (const lines of readLineBatches(stream)) yield* lines;
}
