// `npm start`: from a fresh clone to a running Pericia. Installs, generates, builds and prepares only what changed.
import { fork } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import {
  buildInputs,
  checkNode,
  dataFolder,
  fail,
  generateClient,
  installPackages,
  lockDataFolder,
  migrate,
  once,
  openDataFolder,
  Refusal,
  root,
  secrets,
} from './environment.mjs';

const began = performance.now();
const say = (text) => console.log(`· ${text}`);

const children = new Set();
let server = null;
let unlock = () => {};
let ending = null;

/** Ends everything in order: web drains, worker finishes its jobs, then the database. Runs once. */
function end(code) {
  ending ??= (async () => {
    for (const child of children) child.kill('SIGTERM');
    const waited = Promise.all([...children].map((child) => new Promise((resolve) => child.once('exit', resolve))));
    let timer;
    await Promise.race([waited, new Promise((resolve) => (timer = setTimeout(resolve, 28_000)))]);
    clearTimeout(timer);
    for (const child of children) child.kill('SIGKILL');
    await server?.stop();
    unlock();
    process.exit(code);
  })();
  return ending;
}

function assertFree(port, host) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new Refusal(
            `Port ${port} on ${host} is in use by another program. Stop it, or choose another: PORT=${Number(port) + 1} npm start`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(
          new Refusal(
            `Port ${port} needs rights that this user does not have. Choose one above 1023: PORT=3000 npm start`,
          ),
        );
      else reject(new Refusal(`${host}:${port} cannot be opened: ${error.message}`));
    });
    probe.listen(port, host, () => probe.close(resolve));
  });
}

/** Starts a process of ours; resolves when it says it is ready. */
function launch(file, environment) {
  const child = fork(path.join(root, 'build', file), [], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--enable-source-maps'],
  });
  children.add(child);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => message === 'ready' && resolve(child));
    child.once('exit', (code, signal) => {
      children.delete(child);
      if (ending) return;
      reject(new Refusal(`${file} ended (${signal ?? code}); see above.`));
    });
  });
}

/** The worker is started again when it ends by itself: jobs it held are taken up by the next one. */
async function keepWorker(environment) {
  const child = await launch('worker.mjs', environment);
  child.once('exit', () => {
    if (ending) return;
    console.error('The worker ended; starting another.');
    setTimeout(
      () => !ending && void keepWorker(environment).catch((error) => console.error(String(error.message ?? error))),
      500,
    );
  });
}

async function main() {
  checkNode();
  process.once('SIGINT', () => void end(0));
  process.once('SIGTERM', () => void end(0));
  process.once('SIGHUP', () => void end(0));

  const PORT = process.env.PORT || '3000';
  const HOST = process.env.HOST || '127.0.0.1';
  if (!/^\d+$/.test(PORT) || Number(PORT) > 65535) throw new Refusal(`PORT is not a port number: ${PORT}`);
  await assertFree(Number(PORT), HOST);

  const folder = openDataFolder(dataFolder());
  unlock = lockDataFolder(folder);
  await installPackages(say);
  await generateClient(say);

  const own = Boolean(process.env.DATABASE_URL);
  // Refuses what must not be: the demo's known passwords in front of a real database.
  if (own && process.env.NODE_ENV === 'production' && process.env.PERICIA_DEMO === '1') {
    throw new Refusal(
      'PERICIA_DEMO=1 would add demo people with a published password to your own database in production. Remove it.',
    );
  }
  let url = process.env.DATABASE_URL;
  if (!own) {
    const { databaseFolder, ensureDatabase, startPostgres } = await import('./postgres.mjs');
    const place = databaseFolder(path.join(folder, 'postgres'));
    if (!place.startsWith(folder)) say(`Database in ${place}: its user may not enter ${folder}`);
    server = await startPostgres({ dir: place, maxConnections: 200 });
    await ensureDatabase(server, 'pericia');
    url = server.url('pericia');
  }
  await migrate(url, say);

  await once('build', buildInputs, async () => {
    say('Building …');
    const { build } = await import('./build.mjs');
    await build().catch((error) => {
      throw new Refusal(error.message);
    });
  });

  const environment = {
    ...secrets(folder),
    ...process.env,
    NODE_ENV: 'production',
    PORT,
    HOST,
    DATABASE_URL: url,
    PERICIA_DEMO: process.env.PERICIA_DEMO ?? (own ? '0' : '1'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
  const prepared = fork(path.join(root, 'build/cli.mjs'), ['prepare'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--enable-source-maps'],
  });
  children.add(prepared);
  const code = await new Promise((resolve) => prepared.once('exit', (status) => resolve(status ?? 1)));
  children.delete(prepared);
  if (code !== 0) throw new Refusal('The content could not be prepared; see above.');

  await Promise.all([launch('server.mjs', environment), keepWorker(environment)]);
  const address =
    process.env.PUBLIC_URL ?? `http://${HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST}:${PORT}`;
  console.log(`Pericia ready on ${address}`);
  say(
    `${((performance.now() - began) / 1000).toFixed(1)} s. Ctrl-C stops everything; data stays in ${own ? 'your database' : folder}.`,
  );
  if (environment.PERICIA_DEMO === '1')
    say('Demo people: learner@ manager@ instructor@ admin@ demo.pericia.test, password pericia-demo-2026');
  for (const child of children) {
    if (child.spawnargs?.some((argument) => String(argument).includes('server.mjs'))) {
      child.once('exit', () => !ending && (console.error('The web process ended; stopping.'), void end(1)));
    }
  }
}

main().catch(async (error) => {
  console.error(error instanceof Refusal ? `\n${error.message}\n` : error);
  await end(1);
  fail(error);
});
