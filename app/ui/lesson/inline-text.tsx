// The few marks that items' texts may have, emphasis and code, as React elements. No link, no HTML, no component.
import { Fragment, type ReactNode } from 'react';

/**
 * Code, strong, emphasis. Unlike in full Markdown a `*` after a letter or digit opens nothing: 20*3*2 is arithmetic. A backslash
 * before a sign takes its meaning away.
 */
const MARKS =
  /\\([\\*_`])|`([^`]+)`|(?<![\p{L}\p{N}*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)|(?<![\p{L}\p{N}*])\*(?=[^\s*])(.+?)(?<=\S)\*(?!\*)|(?<![\p{L}\p{N}_])_(?=\S)(.+?)(?<=\S)_(?![\p{L}\p{N}])/gsu;

function parse(text: string): Array<ReactNode> {
  const parts: Array<ReactNode> = [];
  let from = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, escaped, code, strong, starred, underlined] = match;
    parts.push(text.slice(from, match.index));
    if (escaped) parts.push(escaped);
    else if (code) parts.push(<code>{code}</code>);
    else if (strong) parts.push(<strong>{parse(strong)}</strong>);
    else parts.push(<em>{parse((starred ?? underlined)!)}</em>);
    from = match.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '').map((part, index) => <Fragment key={index}>{part}</Fragment>);
}

/** The stem, an option or a reason of an item. */
export function InlineText({ text }: { text: string }) {
  return <>{parse(text)}</>;
}
