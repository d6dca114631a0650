// The table within a <Chart>: labels in the first column, numbers in the others.
import { type Problem, problem } from '../problems';
import { CHART_LIMITS } from './components';
import { type MdNode, plainText } from './parse';

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Every cell that is no label or number, and tables too wide or too long to draw. */
export function checkChartTable(table: MdNode, kind: string): Array<Problem> {
  const problems: Array<Problem> = [];
  const [head, ...rows] = table.children ?? [];
  const width = head?.children?.length ?? 0;
  const place = table.position?.start;
  if (width < 2 || width - 1 > CHART_LIMITS.series)
    problems.push(problem(place, 'chart-series', { count: Math.max(0, width - 1), max: CHART_LIMITS.series }));
  if (rows.length < (kind === 'line' ? 2 : 1) || rows.length > CHART_LIMITS.rows) {
    problems.push(problem(place, 'chart-rows', { count: rows.length, max: CHART_LIMITS.rows }));
  }
  for (const row of rows) {
    const cells = row.children ?? [];
    if (cells.length !== width)
      problems.push(problem(row.position?.start, 'chart-row-width', { count: cells.length, width }));
    cells.forEach((cell, column) => {
      const text = plainText(cell).trim();
      const at = (cell.children?.[0] ?? cell).position?.start ?? row.position?.start;
      if (column === 0 && !text) problems.push(problem(at, 'chart-label'));
      if (column > 0 && !NUMBER.test(text)) problems.push(problem(at, 'chart-number', { value: text }));
      else if (column > 0 && kind === 'stacked' && Number(text) < 0)
        problems.push(problem(at, 'chart-negative', { value: text }));
    });
  }
  return problems;
}
