// `npm run keys -- list | rotate <purpose> | compromise <kid> --reason "…"`: the signing keys of the installation. Signs nothing itself.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  getResignProgress,
  listSigningKeys,
  rotateKey,
  withdrawKey,
} from '~/modules/certification/certification.server';
import { closeDatabase } from '~/platform/db.server';
import { dataFolder, secrets } from './environment.mjs';
import { databaseFolder, startPostgres } from './postgres.mjs';

const USAGE = `The signing keys of this installation.

  npm run keys -- list
      Every key: what it is for, whether it signs, only verifies, or is withdrawn.
  npm run keys -- rotate <purpose>
      The present key signs no more; what it signed stays good. The worker makes the next one.
      Purposes: credential-jwt, credential-di, status-list, pdf-seal, ledger-checkpoint.
  npm run keys -- compromise <kid> --reason "…" [--wait <seconds>]
      Somebody else may hold the key: nothing it signed counts any more. The worker signs every certificate of the
      issuance ledger anew; this command waits and tells how far it is.

Ends with 0 when done, 1 for a wrong call or an error, 3 when certificates still wait to be signed anew.`;

/** Seconds that a withdrawal waits for the worker, and seconds without progress after which it asks whether there is one. */
const WAIT_SECONDS = 600;
const PATIENCE_SECONDS = 20;

const say = (text: string) => console.log(text);
const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? '';

/** The database of DATABASE_URL, or the bundled one of the data folder, running or started for this command. */
async function openDatabase(): Promise<() => Promise<void>> {
  const folder = dataFolder();
  process.env.LOG_LEVEL ??= 'warn';
  if (process.env.DATABASE_URL) {
    Object.assign(process.env, { ...(existsSync(folder) ? secrets(folder) : {}), ...process.env });
    return async () => {};
  }
  const dir = databaseFolder(path.join(folder, 'postgres'));
  if (!existsSync(path.join(dir, 'PG_VERSION')))
    throw new Error(`There is no database in ${folder} yet: \`npm start\` makes it. DATABASE_URL would name your own.`);
  Object.assign(process.env, { ...secrets(folder), ...process.env });
  const wasRunning = existsSync(path.join(dir, 'postmaster.pid'));
  const server = await startPostgres({ dir });
  process.env.DATABASE_URL = server.url('pericia');
  return async () => {
    if (!wasRunning) await server.stop();
  };
}

async function list(): Promise<number> {
  const keys = await listSigningKeys();
  if (keys.length === 0) say('There are no keys yet: the worker makes them when it first signs.');
  for (const key of keys) {
    const words = {
      signs: `signs${key.notAfter ? ` until ${day(key.notAfter)}` : ''}`,
      verifies: `verifies only, ${key.retiredAt ? `retired on ${day(key.retiredAt)}` : `its period ended on ${day(key.notAfter)}`}`,
      withdrawn: `WITHDRAWN on ${day(key.revokedAt)}: ${key.reason ?? ''}`,
    }[key.state];
    say(`${key.kid}\n    ${key.purpose}, ${key.algorithm}, made on ${day(key.createdAt)}; ${words}`);
  }
  const { waiting, done } = await getResignProgress();
  if (waiting + done > 0) say(`\nSigned anew after a key was withdrawn: ${done}; still waiting: ${waiting}.`);
  return waiting > 0 ? 3 : 0;
}

async function rotate(purpose: string): Promise<number> {
  const retired = await rotateKey(purpose);
  if (retired.length === 0) say(`No key for ${purpose} was signing; the worker makes one when it is needed.`);
  for (const kid of retired)
    say(
      `${kid} signs no more. It stays published, so that what it signed keeps verifying. The worker makes the next one.`,
    );
  return 0;
}

async function compromise(kid: string, reason: string, waitSeconds: number): Promise<number> {
  const { first, waiting } = await withdrawKey({ kid, reason });
  say(
    first
      ? `${kid} is withdrawn: within seconds it leaves did.json and jwks.json, and nothing it signed counts any more.`
      : `${kid} was withdrawn before; its first reason stays.`,
  );
  if (waiting === 0) {
    say('No certificate has to be signed anew.');
    return 0;
  }
  say(`${waiting} certificates of the ledger are signed anew by the worker, under the same credential ids.`);
  let left = waiting;
  let still = 0;
  for (let second = 0; second < waitSeconds; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const now = (await getResignProgress()).waiting;
    if (now === 0) {
      say(`Done: all ${waiting} are signed anew.`);
      return 0;
    }
    if (now !== left) say(`${waiting - now} of ${waiting}`);
    still = now === left ? still + 1 : 0;
    left = now;
    if (still === PATIENCE_SECONDS)
      say('Nothing is being signed. Is a worker running? `npm start` runs one, and it takes up what waits.');
  }
  say(`${left} still wait. \`npm run keys -- list\` tells how far it is.`);
  return 3;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { reason: { type: 'string' }, wait: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [command, subject, ...more] = positionals;
  const wait = Number(values.wait ?? WAIT_SECONDS);
  const known =
    (command === 'list' && !subject) ||
    (command === 'rotate' && subject) ||
    (command === 'compromise' && subject && values.reason?.trim());
  if (values.help || !known || more.length > 0 || !Number.isInteger(wait) || wait < 0) {
    (values.help ? console.log : console.error)(USAGE);
    return values.help ? 0 : 1;
  }
  const close = await openDatabase();
  try {
    if (command === 'list') return await list();
    return command === 'rotate' ? await rotate(subject!) : await compromise(subject!, values.reason!, wait);
  } finally {
    await closeDatabase();
    await close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
