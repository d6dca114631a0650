// One web process a core in production; a child that ends is replaced, a signal ends all in order.
import cluster from 'node:cluster';
import { log } from '~/platform/log.server';
import { answerChildren } from './metrics';

/** Milliseconds before a child that ended is replaced; doubles while children end at once, up to the maximum. */
const RESTART_MS = 250;
const RESTART_MAX_MS = 10_000;
/** A child that lived this long ended for another reason than the one before. */
const HEALTHY_MS = 30_000;

/** Runs `count` children. Says `ready` to the parent when all of them listen. */
export function runCluster(count: number): void {
  answerChildren();
  let listening = 0;
  let ending = false;
  let wait = RESTART_MS;
  const born = new Map<number, number>();
  const launch = () => born.set(cluster.fork().id, Date.now());
  for (let i = 0; i < count; i++) launch();
  cluster.on('listening', () => {
    if (++listening === count) process.send?.('ready');
  });
  cluster.on('exit', (child, code, signal) => {
    if (ending) {
      if (Object.keys(cluster.workers ?? {}).length === 0) process.exit(0);
      return;
    }
    // Never came up: a port in use or a wrong environment; another try would fail the same way.
    if (listening < count) {
      ending = true;
      for (const other of Object.values(cluster.workers ?? {})) other?.kill('SIGTERM');
      process.exit(code || 1);
    }
    wait = Date.now() - (born.get(child.id) ?? 0) > HEALTHY_MS ? RESTART_MS : Math.min(wait * 2, RESTART_MAX_MS);
    log().error({ child: child.process.pid, code, signal, restartMs: wait }, 'a web process ended; starting another');
    setTimeout(() => !ending && launch(), wait);
  });
  const end = () => {
    if (ending) return;
    ending = true;
    for (const child of Object.values(cluster.workers ?? {})) child?.process.kill('SIGTERM');
    setTimeout(() => process.exit(0), 27_000).unref();
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
}
