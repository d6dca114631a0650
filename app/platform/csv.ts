// Comma-separated values, read and written: RFC 4180, with the two habits of spreadsheets that matter. Pure.

/** Begins every file: without it some spreadsheets read UTF-8 as something else. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A cell that begins so is a formula to a spreadsheet, whoever wrote it. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+([.,]\d+)?$/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : String(value);
  return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of cells as a file's text. Text that a spreadsheet would take for a formula is quoted with an apostrophe. */
export function writeCsv(lines: ReadonlyArray<ReadonlyArray<string | number | null>>): string {
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** The separator of a text's first line: tab, semicolon or comma, whichever it has most of outside quotes. */
function separatorOf(text: string): string {
  const line = (text.split(/\r?\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (sign: string) => line.split(sign).length;
  return ['\t', ';', ','].sort((left, right) => count(right) - count(left))[0]!;
}

/**
 * The lines of a text with their cells, quotes undone; empty lines are left out. `line` is the place in the file, 1 for the first.
 * Takes commas, semicolons and tabs, and never throws: a quote that is not closed ends with the text.
 */
export function readCsv(text: string): Array<{ line: number; cells: Array<string> }> {
  const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const separator = separatorOf(body);
  const found: Array<{ line: number; cells: Array<string> }> = [];
  let cells: Array<string> = [];
  let value = '';
  let quoted = false;
  let line = 1;
  let began = 1;
  const endCell = () => {
    cells.push(value.trim());
    value = '';
  };
  const endLine = () => {
    endCell();
    if (cells.some((one) => one !== '')) found.push({ line: began, cells });
    cells = [];
    began = line;
  };
  for (let i = 0; i < body.length; i++) {
    const sign = body[i]!;
    if (sign === '\n') line++;
    if (quoted) {
      if (sign !== '"') value += sign;
      else if (body[i + 1] === '"') value += body[++i]!;
      else quoted = false;
    } else if (sign === '"' && value.trim() === '') {
      value = '';
      quoted = true;
    } else if (sign === separator) endCell();
    else if (sign === '\n') endLine();
    else value += sign;
  }
  endLine();
  return found;
}
