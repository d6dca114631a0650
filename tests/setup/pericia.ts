// Starts the built product on a database of its own, for the browser journeys and the benches; stops everything it started.
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDatabase, freePort, startPostgres } from '../../tools/postgres.mjs';

export type Pericia = {
  baseUrl: string;
  databaseUrl: string;
  environment: Record<string, string>;
  /** Process ids of the web processes (not of the cluster's parent when there are several). */
  web: ChildProcess;
  /** The worker; replaced by `restartWorker`. */
  worker: () => ChildProcess | null;
  /** Kills the worker with SIGKILL and starts another. */
  killWorker: () => Promise<void>;
  postgres: { stop: () => Promise<void>; start: () => Promise<void>; pid: () => number };
  stop: () => Promise<void>;
};

export type Options = {
  /** Web processes; 1 measures best. */
  processes?: number;
  worker?: boolean;
  /** Gives up the database's durability: quick, for journeys; benches leave it on. */
  fast?: boolean;
  environment?: Record<string, string>;
};

function ready(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
}

function ended(child: ChildProcess): Promise<unknown> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));
}

/** Needs `npm run build` to have been run. */
export async function startPericia({
  processes = 1,
  worker = true,
  fast = true,
  environment = {},
}: Options = {}): Promise<Pericia> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pericia-run-'));
  chmodSync(folder, 0o755);
  const dir = path.join(folder, 'postgres');
  const databasePort = await freePort();
  let server = await startPostgres({ dir, port: databasePort, fast, maxConnections: 200 });
  await ensureDatabase(server, 'pericia');
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const all: NodeJS.ProcessEnv & Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: baseUrl,
    DATABASE_URL: server.url('pericia'),
    SESSION_SECRET: 'run-secret-run-secret-run-secret-run-secret',
    CREDENTIAL_KEYS: Buffer.alloc(32, 9).toString('base64'),
    PERICIA_DEMO: '1',
    WEB_PROCESSES: String(processes),
    LOG_LEVEL: 'error',
    ...environment,
  };
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'], {
    env: all,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  execFileSync(process.execPath, ['build/cli.mjs', 'prepare'], { env: all, stdio: ['ignore', 'inherit', 'inherit'] });
  const launch = (file: string) =>
    fork(file, [], { env: all, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: ['--enable-source-maps'] });
  const web = launch('build/server.mjs');
  let working: ChildProcess | null = null;
  const startWorker = async () => {
    working = launch('build/worker.mjs');
    await ready(working, 'worker');
  };
  await Promise.all([ready(web, 'web'), worker ? startWorker() : null]);
  return {
    baseUrl,
    databaseUrl: all.DATABASE_URL!,
    environment: all,
    web,
    worker: () => working,
    async killWorker() {
      const old = working;
      old?.kill('SIGKILL');
      if (old) await ended(old);
      await startWorker();
    },
    postgres: {
      pid: () => server.pid,
      stop: () => server.stop('immediate'),
      start: async () => void (server = await startPostgres({ dir, port: databasePort, fast, maxConnections: 200 })),
    },
    async stop() {
      for (const child of [web, working]) child?.kill('SIGTERM');
      const both = Promise.all([web, working].flatMap((child) => (child ? [ended(child)] : [])));
      const timer = setTimeout(() => [web, working].forEach((child) => child?.kill('SIGKILL')), 15_000);
      await both;
      clearTimeout(timer);
      await server.stop('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
