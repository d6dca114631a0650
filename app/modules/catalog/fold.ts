// When two texts count as the same: case, accents and punctuation set aside. Browser-safe.

/** Lower case without accents; white space is one space. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/**
 * Words and numbers only: what a short answer is compared by. A text of nothing but signs stays as it is.
 * @example foldText('¡Coste por  Adquisición!') // 'coste por adquisicion'
 */
export function foldText(text: string): string {
  const folded = plain(text);
  return folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || folded;
}

/** Stricter: signs count (+5 is not -5), the full stop at the end does not. What options of one item are compared by. */
export function foldOption(text: string): string {
  return plain(text)
    .replace(/[*_`]/g, '')
    .replace(/[.…]+$/, '');
}
