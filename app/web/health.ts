// /healthz: the process lives. /readyz: what it needs is there. Both say no more than that to strangers.
import { readdirSync } from 'node:fs';
import type { Request, Response } from 'express';
import { sql } from '~/platform/db.server';
import { queueEngine } from '~/platform/queue.server';

let draining = false;

/** From now on /readyz says no: a load balancer stops sending new requests. */
export function startDraining(): void {
  draining = true;
}

/** Whether the process was asked to end. */
export function isDraining(): boolean {
  return draining;
}

let expected: Array<string> | undefined;

function migrations(): Array<string> {
  return (expected ??= readdirSync('prisma/migrations', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name));
}

export function healthz(_req: Request, res: Response): void {
  res.setHeader('Cache-Control', 'no-store').json({ status: 'ok' });
}

type Check = 'ok' | 'failed';

export async function readyz(_req: Request, res: Response): Promise<void> {
  const checks: Record<'process' | 'database' | 'migrations' | 'queue', Check> = {
    process: draining ? 'failed' : 'ok',
    database: 'failed',
    migrations: 'failed',
    queue: 'failed',
  };
  try {
    const rows = await sql<{ name: string }>(
      'health.migrations',
      'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    );
    checks.database = 'ok';
    const applied = new Set(rows.map((row) => row.name));
    checks.migrations = migrations().every((name) => applied.has(name)) ? 'ok' : 'failed';
    if (queueEngine() === 'redis') checks.queue = 'ok';
    else {
      const [row] = await sql<{ present: boolean }>(
        'health.queue',
        `select to_regclass('bullmq.job') is not null as present`,
      );
      checks.queue = row?.present ? 'ok' : 'failed';
    }
  } catch {
    // The database does not answer: said below.
  }
  const ready = Object.values(checks).every((check) => check === 'ok');
  res
    .setHeader('Cache-Control', 'no-store')
    .status(ready ? 200 : 503)
    .json({ status: ready ? 'ready' : 'not ready', checks });
}
