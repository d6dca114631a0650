// Tables of a lesson: their rows named, in a region of its own that scrolls when the page is too narrow for it.
import { type ReactNode, useId } from 'react';
import type { Json } from '~/modules/catalog/catalog';
import { textOf } from './chart/data';
import type { LessonTranslate } from './context';

/** The words of the head, to tell tables without a caption apart. */
function columnNames(table: ReadonlyArray<Json>): string {
  const head = table.find((node) => typeof node !== 'string' && node[0] === 'thead');
  if (!head || typeof head === 'string') return '';
  const [, , row] = head;
  return row && typeof row !== 'string'
    ? row
        .slice(2)
        .map((cell) => textOf(cell as Json))
        .filter(Boolean)
        .join(', ')
    : '';
}

/** The same tables with the first cell of each body row as the head of that row. */
export function nameRows(nodes: ReadonlyArray<Json>): Array<Json> {
  return nodes.map((node): Json => {
    if (typeof node === 'string') return node;
    const [tag, props, ...children] = node;
    if (tag === 'thead') return node;
    if (tag !== 'tr') return [tag, props, ...nameRows(children)];
    const [first, ...others] = children;
    if (!first || typeof first === 'string') return node;
    const [, cellProps, ...content] = first;
    return [tag, props, ['th', { ...cellProps, scope: 'row' }, ...content], ...others];
  });
}

type ScrollProps = { t: LessonTranslate; label?: string; labelledBy?: string; children: ReactNode };

function Scroll({ t, label, labelledBy, children }: ScrollProps) {
  return (
    // A region that scrolls must be reachable by keyboard.
    <div
      className="lesson-scroll"
      role="region"
      tabIndex={0}
      aria-label={label}
      aria-labelledby={labelledBy}
      data-lesson-scroll={t('tableScroll')}
    >
      {children}
    </div>
  );
}

/** A Markdown table in the run of the text. */
export function PlainTable({
  t,
  source,
  children,
  id,
}: {
  t: LessonTranslate;
  source: ReadonlyArray<Json>;
  children: ReactNode;
  id: string | undefined;
}) {
  return (
    <Scroll t={t} label={t('tableLabel', { columns: columnNames(source) })}>
      <table className="lesson-table" id={id}>
        {children}
      </table>
    </Scroll>
  );
}

/** A table with a caption. `children`: thead and tbody. */
export function CaptionedTable({
  t,
  caption,
  children,
  id,
}: {
  t: LessonTranslate;
  caption: string;
  children: ReactNode;
  id: string | undefined;
}) {
  const captionId = useId();
  return (
    <figure className="lesson-comparison" id={id}>
      <figcaption className="lesson-table-caption" id={captionId}>
        {caption}
      </figcaption>
      <Scroll t={t} labelledBy={captionId}>
        <table className="lesson-table" aria-labelledby={captionId}>
          {children}
        </table>
      </Scroll>
    </figure>
  );
}
