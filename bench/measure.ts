// Measuring: CPU time of a process tree from /proc, load by autocannon, and a line a figure.
import { readdirSync, readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** Clock ticks a second of /proc/<pid>/stat (USER_HZ): 100 on every Linux that Node runs on. */
const TICKS = 100;

/** CPU seconds used so far by `pid` and its descendants, user and system together. */
export function cpuSeconds(pid: number): number {
  const parents = new Map<number, Array<number>>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const fields = stat(Number(entry));
    if (fields) parents.set(fields.parent, [...(parents.get(fields.parent) ?? []), Number(entry)]);
  }
  const sum = (id: number): number =>
    (stat(id)?.cpu ?? 0) + (parents.get(id) ?? []).reduce((total, child) => total + sum(child), 0);
  return sum(pid);
}

function stat(pid: number): { parent: number; cpu: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return null;
  }
}

export type Load = { cpuMs: number; perSecond: number; p50: number; p99: number; errors: number };

export type Target = {
  url: string;
  headers?: Record<string, string>;
  /** Makes the next request; POST. Without it every request is the same GET. */
  next?: () => { headers: Record<string, string>; body: string };
};

/** One round of load; `pid` is the web process (its CPU is counted, not the client's nor the database's). */
export async function load(target: Target, pid: number, { seconds = 5, connections = 10 } = {}): Promise<Load> {
  const { next } = target;
  const before = cpuSeconds(pid);
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    headers: target.headers,
    ...(next
      ? {
          requests: [
            {
              method: 'POST',
              setupRequest: (request: autocannon.Request) => {
                const { headers, body } = next();
                return { ...request, headers: { ...request.headers, ...headers }, body };
              },
            },
          ],
        }
      : {}),
  });
  const cpu = cpuSeconds(pid) - before;
  return {
    cpuMs: (cpu * 1000) / Math.max(1, result.requests.total),
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.non2xx,
  };
}

/** The median of an odd number of values. */
export function median(values: ReadonlyArray<number>): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** Prints one figure as a Markdown table row, with its bar and whether it is reached. */
export function figure(what: string, value: string, bar: string, reached: boolean): void {
  console.log(`| ${what} | ${value} | ${bar} | ${reached ? 'yes' : 'NO'} |`);
}

export function heading(title: string): void {
  console.log(`\n## ${title}\n\n| what | measured | reach | reached |\n|---|---|---|---|`);
}
