// A table of rows that becomes a stack of labelled lines on narrow screens. Roles are written out: stacking would drop them.
import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  title: ReactNode;
  /** The words shown beside the value when stacked; defaults to `title` when that is text. */
  label?: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** This column names the row. */
  header?: boolean;
};

type TableProps<Row> = {
  /** What the table holds; heard, and seen unless `hideCaption`. */
  caption: ReactNode;
  hideCaption?: boolean;
  columns: ReadonlyArray<Column<Row>>;
  rows: ReadonlyArray<Row>;
  rowKey: (row: Row) => string;
};

export function Table<Row>({ caption, hideCaption, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <table className="table table-stack" role="table">
      <caption className={hideCaption ? 'sr-only' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} scope="col" role="columnheader" className={column.numeric ? 'num' : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => {
              const Cell = column.header ? 'th' : 'td';
              const label = column.label ?? (typeof column.title === 'string' ? column.title : undefined);
              return (
                <Cell
                  key={column.key}
                  role={column.header ? 'rowheader' : 'cell'}
                  scope={column.header ? 'row' : undefined}
                  className={column.numeric ? 'num' : undefined}
                  data-label={column.header ? undefined : label || undefined}
                >
                  {column.cell(row)}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
