// What every start needs before the product's own code runs: packages, secrets, the database, the data folder's version.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Raised when the layout of the data folder changes in a way that older code cannot read. */
const DATA_VERSION = 1;
const MINIMUM_NODE = [20, 19];

/** A message for people: printed without a stack. */
export class Refusal extends Error {}

/** Prints a Refusal as a sentence, anything else with its stack, and ends with 1. */
export function fail(error) {
  console.error(error instanceof Refusal ? `\n${error.message}\n` : error);
  process.exit(1);
}

const sha = (text) => createHash('sha256').update(text).digest('hex');
const stamps = path.join(root, 'node_modules', '.pericia');

/** Runs `make` unless the inputs are what they were when it last ran. */
export async function once(name, inputs, make) {
  const file = path.join(stamps, name);
  const hash = sha(inputs());
  if (existsSync(file) && readFileSync(file, 'utf8') === hash) return false;
  rmSync(file, { force: true });
  await make();
  mkdirSync(stamps, { recursive: true });
  // Anew: what was missing before is there now.
  writeFileSync(file, sha(inputs()));
  return true;
}

/** Names, sizes and contents of all files below the given ones, as one string to hash. */
export function contents(...names) {
  const parts = [];
  const walk = (file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const entry of readdirSync(file).sort()) if (entry !== 'generated') walk(path.join(file, entry));
    } else parts.push(path.relative(root, file), sha(readFileSync(file)));
  };
  for (const name of names) walk(path.join(root, name));
  return parts.join('\n');
}

function run(command, args, message, environment = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    throw new Refusal(
      `${message}\n${`${result.stdout ?? ''}\n${result.stderr ?? result.error?.message ?? ''}`.trim().split('\n').slice(-15).join('\n')}`,
    );
  }
  return result.stdout;
}

/** Refuses a Node that the packages do not support. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
    throw new Refusal(`Pericia needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  }
}

/** Installs packages when they are missing or the lockfile changed. */
export async function installPackages(say) {
  const lock = () => readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const file = path.join(stamps, 'packages');
  if (existsSync(file) && readFileSync(file, 'utf8') === sha(lock())) return;
  say('Installing packages …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], 'The packages could not be installed.', {
    NODE_ENV: '',
  });
  mkdirSync(stamps, { recursive: true });
  writeFileSync(file, sha(lock()));
}

/** Generates Prisma's client when the schema changed. */
export async function generateClient(say) {
  const missing = !existsSync(path.join(root, 'app/generated/prisma/client.ts'));
  if (missing) rmSync(path.join(stamps, 'client'), { force: true });
  await once(
    'client',
    () => contents('prisma/schema', 'prisma.config.ts', 'package-lock.json'),
    () => {
      say('Generating the database client …');
      run(
        process.execPath,
        [path.join(root, 'node_modules/prisma/build/index.js'), 'generate'],
        'The database client could not be generated.',
      );
    },
  );
}

/** The data folder: PERICIA_DATA, or .data beside the code. */
export function dataFolder() {
  return path.resolve(root, process.env.PERICIA_DATA || '.data');
}

/** Makes the data folder, or refuses one that a newer Pericia wrote. */
export function openDataFolder(folder = dataFolder()) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'pericia.json');
  const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  if (found && found.dataVersion > DATA_VERSION) {
    throw new Refusal(
      `The data folder ${folder} was written by a newer Pericia (data version ${found.dataVersion}; this one reads up to ${DATA_VERSION}).\n` +
        'Nothing was changed. Update the code (git pull), or name another folder: PERICIA_DATA=./other npm start',
    );
  }
  if (!found)
    writeFileSync(
      file,
      `${JSON.stringify({ dataVersion: DATA_VERSION, createdAt: new Date().toISOString() }, null, 2)}\n`,
    );
  return folder;
}

/** Keeps two starts off one data folder; the returned function gives it free. */
export function lockDataFolder(folder) {
  const file = path.join(folder, 'running.pid');
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST' || tries > 1) throw error;
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid !== process.pid && isStart(pid)) {
        throw new Refusal(
          `Pericia already runs on ${folder} (process ${pid}). Stop it first, or name another folder: PERICIA_DATA=./other PORT=3001 npm start`,
        );
      }
      rmSync(file, { force: true });
    }
  }
}

function isStart(pid) {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('tools/');
  } catch {
    return false;
  }
}

/** Secrets of an installation that brings none of its own; made once, readable by its owner only. */
export function secrets(folder) {
  const file = path.join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const made = {
      SESSION_SECRET: randomBytes(32).toString('hex'),
      CREDENTIAL_KEYS: randomBytes(32).toString('base64'),
    };
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Names of the migrations in the code, oldest first. */
function migrations() {
  const folder = path.join(root, 'prisma/migrations');
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .sort();
}

/** Brings the database to the code's migrations; refuses one that is ahead of the code. */
export async function migrate(url, say) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  let applied = [];
  try {
    await client.connect();
    const { rows } = await client.query(`select to_regclass('_prisma_migrations') is not null as present`);
    if (rows[0].present) {
      applied = (
        await client.query(
          'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
        )
      ).rows.map((r) => r.name);
    }
  } catch (error) {
    throw new Refusal(`The database does not answer: ${error.message}\nCheck DATABASE_URL.`);
  } finally {
    await client.end().catch(() => {});
  }
  const known = migrations();
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Refusal(
      `The database is newer than this code: it has the migration ${unknown[0]}, which is not here.\nNothing was changed. Update the code (git pull), or name another database or data folder (PERICIA_DATA=./other).`,
    );
  }
  if (known.every((name) => applied.includes(name))) return;
  say('Preparing the database …');
  run(
    process.execPath,
    [path.join(root, 'node_modules/prisma/build/index.js'), 'migrate', 'deploy'],
    'The migrations could not be applied.',
    { DATABASE_URL: url },
  );
}

/** What the build is made of, as one string to hash; never the same twice while there is no build. */
export function buildInputs() {
  const missing = existsSync(path.join(root, 'build/server/index.js')) ? '' : randomUUID();
  const sources = ['app', 'jobs', 'certificates', 'public', 'tools', 'prisma/seed.ts'];
  return missing + contents(...sources, 'package-lock.json', 'vite.config.ts', 'remix.config.js', 'tsconfig.json');
}
