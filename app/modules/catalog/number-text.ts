// Reads the number somebody typed, in Spanish or English habits. Pure.
import { AppError } from '~/platform/errors';

/** Digits with marks between, as one written number: 1.290,5  1,290.5  1 290  1'290  12.5  ,5 */
const NUMBER = /\d(?:[\d.,'’ ]*\d)?|[.,]\d+/g;
/** Words that multiply: too easy to misread, so they are not read. */
const MULTIPLIER = /^\s*(?:k|mil|mill[oó]n|millones|thousand|million|M|bn)(?![\p{L}])/u;

/** Every value that one written number may mean: "1.500" is 1500 to a Spaniard and 1.5 to a Briton. */
function valuesOf(token: string): Array<number> {
  const text = token.replace(/['’]/g, ' ');
  const bare = text.replaceAll(' ', '');
  if (text !== bare && !/^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/.test(text)) return [];
  const asDecimal = Number(bare.replace(',', '.'));
  const whole = Number(bare.replace(/[.,]/g, ''));
  if (text !== bare || /^\d+$/.test(bare)) return [asDecimal];
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) return [whole, asDecimal];
  if (/^\d*[.,]\d+$/.test(bare)) return [asDecimal];
  if (/^[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})$/.test(bare)) return [whole];
  if (/^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/.test(bare)) return [Number(bare.replaceAll('.', '').replace(',', '.'))];
  if (/^[1-9]\d{0,2}(?:,\d{3})+\.\d+$/.test(bare)) return [Number(bare.replaceAll(',', ''))];
  return [];
}

/**
 * The values a typed number may mean, likeliest first. Comma or point for decimals, either or a space for thousands, any unit,
 * currency or word around it; with a percent sign also the hundredth part. Throws `invalid` when there is not exactly one
 * number, or one written with k, mil or million.
 * @example readNumber('1.290,50 €') // [1290.5]
 */
export function readNumber(typed: string): Array<number> {
  const text = typed.normalize('NFKC').replace(/[−–]/g, '-');
  const found = [...text.matchAll(NUMBER)];
  const [token] = found;
  const values = found.length === 1 && token ? valuesOf(token[0]) : [];
  const after = token ? text.slice(token.index + token[0].length) : '';
  if (!token || values.length === 0 || values.some((value) => !Number.isFinite(value)) || MULTIPLIER.test(after)) {
    throw new AppError('invalid', {
      reason: 'number-unreadable',
      issues: [{ path: 'value', message: 'numberUnreadable' }],
    });
  }
  const negative = /-[^\p{L}\d]*$/u.test(text.slice(0, token.index));
  const signed = values.map((value) => (negative && value !== 0 ? -value : value));
  return after.trimStart().startsWith('%') ? [...signed, ...signed.map((value) => value / 100)] : signed;
}
