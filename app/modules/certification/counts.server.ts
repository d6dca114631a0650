// How often certificates are opened and checked: counts a day, and nothing about who did it. Kept for a moment in memory, then added in one statement.
import { log } from '~/platform/log.server';
import * as reportStore from './report-store.server';

/** Milliseconds for which counts are gathered; what a killed process held is lost. */
const GATHER_MS = 2_000;
/** Certificates that one process gathers at a time; beyond it, further ones are not counted. */
const MOST = 10_000;

const gathered = new Map<string, number>();
let timer: NodeJS.Timeout | undefined;

/** Counts one. Returns at once and never fails: a page is not kept waiting for a statistic. */
export function count(certificateId: string, kind: reportStore.CountKind): void {
  const key = `${certificateId} ${kind}`;
  if (gathered.size >= MOST && !gathered.has(key)) return;
  gathered.set(key, (gathered.get(key) ?? 0) + 1);
  timer ??= setTimeout(() => void saveCounts(), GATHER_MS).unref();
}

/** Adds what was gathered to the table. */
export async function saveCounts(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const counts = [...gathered].map(([key, number]) => {
    const [certificateId = '', kind = ''] = key.split(' ');
    return { certificateId, kind: kind as reportStore.CountKind, number };
  });
  gathered.clear();
  if (counts.length === 0) return;
  try {
    await reportStore.addCounts(counts);
  } catch (error) {
    log().warn({ err: (error as Error).message }, 'counts of opened certificates were not saved');
  }
}
