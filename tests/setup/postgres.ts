// One Postgres for the run: a migrated template database from which every test file gets its own copy.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureDatabase, startPostgres } from '../../tools/postgres.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server with `{database}` in place of the database. */
    postgres: string;
  }
}

export const TEMPLATE = 'pericia_template';

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), 'pericia-test-'));
  chmodSync(folder, 0o755);
  const server = await startPostgres({ dir: path.join(folder, 'postgres'), fast: true, maxConnections: 200 });
  await ensureDatabase(server, TEMPLATE);
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'], {
    env: { ...process.env, DATABASE_URL: server.url(TEMPLATE) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  project.provide('postgres', server.url('{database}'));
  return async () => {
    await server.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  };
}
