// What the prompt try-out can tell without a server: whether words occur, and how many there are. Pure.
import { foldText } from '~/modules/catalog/catalog';

/**
 * Whether one of `phrases` occurs in `text` as whole words, case, accents and punctuation aside. It cannot tell whether the
 * words are used well: "no limits" has the word "limits".
 */
export function mentions(text: string, phrases: ReadonlyArray<string>): boolean {
  const words = ` ${foldText(text)} `;
  return phrases.some((phrase) => {
    const folded = foldText(phrase);
    return folded !== '' && words.includes(` ${folded} `);
  });
}

/** The phrases of a criterion's `any`: parted by commas. */
export function phrasesOf(any: string): Array<string> {
  return any
    .split(',')
    .map((phrase) => phrase.trim())
    .filter(Boolean);
}

/** Words between white space that hold a letter or a digit. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
