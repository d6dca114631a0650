// Portfolios without a server: counting words, and what stands between a draft and handing it in. Pure.
import type { PortfolioDefinition } from '~/modules/catalog/catalog';
import type { PortfolioContent } from './assessment';

/** Words as a reader counts them: runs of letters, digits and what joins them. Signs of Markdown are none. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

export type PortfolioFault =
  | { part: string; fault: 'too-few-words' | 'too-many-words'; words: number; limit: number }
  | { part: 'links'; fault: 'too-few-links' | 'too-many-links'; limit: number };

/** What keeps a portfolio from being handed in; empty when nothing does. */
export function findFaults(
  {
    sections,
    links,
  }: Pick<PortfolioDefinition, 'links'> & {
    sections: ReadonlyArray<{ id: string; minWords: number; maxWords: number }>;
  },
  content: PortfolioContent,
): Array<PortfolioFault> {
  const faults: Array<PortfolioFault> = sections.flatMap(({ id, minWords, maxWords }): Array<PortfolioFault> => {
    const words = countWords(content.sections[id] ?? '');
    if (words < minWords) return [{ part: id, fault: 'too-few-words', words, limit: minWords }];
    if (words > maxWords) return [{ part: id, fault: 'too-many-words', words, limit: maxWords }];
    return [];
  });
  if (content.links.length < links.min) faults.push({ part: 'links', fault: 'too-few-links', limit: links.min });
  if (content.links.length > links.max) faults.push({ part: 'links', fault: 'too-many-links', limit: links.max });
  return faults;
}

/** All words of a portfolio's sections. */
export function wordsIn(content: PortfolioContent): number {
  return Object.values(content.sections).reduce((sum, text) => sum + countWords(text), 0);
}
