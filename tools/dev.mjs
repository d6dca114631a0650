// `npm run dev`: like `npm start`, but from the sources, reloading what changes, with stand-ins for the outside services.
import { spawn } from 'node:child_process';
import path from 'node:path';
import {
  checkNode,
  dataFolder,
  fail,
  generateClient,
  installPackages,
  lockDataFolder,
  migrate,
  openDataFolder,
  root,
  secrets,
} from './environment.mjs';

const say = (text) => console.log(`· ${text}`);
const children = [];
let server = null;
let unlock = () => {};
let ending = false;

async function end(code) {
  if (ending) return;
  ending = true;
  for (const child of children) child.kill('SIGTERM');
  await Promise.race([
    Promise.all(children.map((c) => c.exitCode ?? new Promise((r) => c.once('exit', r)))),
    new Promise((r) => setTimeout(r, 8_000)),
  ]);
  for (const child of children) child.kill('SIGKILL');
  await server?.stop();
  unlock();
  process.exit(code);
}

function tsx(file, environment, ...args) {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, file), ...args], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(child);
  return child;
}

const ready = (child) =>
  new Promise((resolve, reject) => {
    child.on('message', (message) => (message?.environment || message === 'ready') && resolve(message));
    child.once('exit', (code) => reject(new Error(`A process ended with ${code}; see above.`)));
  });

async function main() {
  checkNode();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void end(0));
  const folder = openDataFolder(dataFolder());
  unlock = lockDataFolder(folder);
  await installPackages(say);
  await generateClient(say);
  let url = process.env.DATABASE_URL;
  if (!url) {
    const { databaseFolder, ensureDatabase, startPostgres } = await import('./postgres.mjs');
    server = await startPostgres({ dir: databaseFolder(path.join(folder, 'postgres')), maxConnections: 200 });
    await ensureDatabase(server, 'pericia');
    url = server.url('pericia');
  }
  await migrate(url, say);
  const base = {
    ...secrets(folder),
    ...process.env,
    NODE_ENV: 'development',
    DATABASE_URL: url,
    PERICIA_DEMO: process.env.PERICIA_DEMO ?? '1',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
  const { environment } = await ready(tsx('tools/dev-standins.ts', base));
  const all = { ...environment, ...base };
  // Prepares the database, then watches content/ and brings every saved change in.
  await ready(tsx('tools/dev-content.ts', all));
  await Promise.all([ready(tsx('app/server.ts', all)), ready(tsx('jobs/worker.ts', all))]);
  console.log(`Pericia (development) ready on http://${all.HOST ?? '127.0.0.1'}:${all.PORT ?? 3000}`);
}

main().catch(async (error) => {
  console.error(error.message ?? error);
  await end(1);
  fail(error);
});
