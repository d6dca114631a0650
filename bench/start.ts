// Figure: `npm start` on a fresh clone to the first page (package cache as it is on this machine), and a second start.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../tools/postgres.mjs';
import { figure, heading } from './measure';

const folder = mkdtempSync(path.join(tmpdir(), 'pericia-clone-'));
chmodSync(folder, 0o755);
const clone = path.join(folder, 'pericia');
execFileSync('git', ['clone', '--quiet', process.cwd(), clone]);
const port = await freePort();

/** Runs `npm start` until the first page is served; ends it with the signal that Ctrl-C sends. Returns seconds. */
async function startOnce(): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, PORT: String(port), DATABASE_URL: '', NODE_ENV: undefined } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    for (let i = 0; ; i++) {
      if (i > 6000 || child.exitCode !== null) throw new Error('npm start did not come up');
      const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
      if (response?.ok && (await response.text()).includes('</html>')) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (performance.now() - began) / 1000;
  } finally {
    process.kill(-child.pid!, 'SIGINT');
    await exited;
  }
}

/** Processes whose working folder or command line names the clone. */
function left(): string {
  try {
    return execFileSync('pgrep', ['-af', folder], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line && !line.includes('pgrep'))
      .join('\n');
  } catch {
    return '';
  }
}

heading('Start');
const first = await startOnce();
figure('`npm start` on a fresh clone to the first page', `${first.toFixed(1)} s`, '≤ 180 s', first <= 180);
const second = await startOnce();
figure('second start to the first page', `${second.toFixed(1)} s`, '≤ 8 s', second <= 8);
await new Promise((resolve) => setTimeout(resolve, 500));
const rest = left();
figure('processes left after Ctrl-C', rest ? rest : '0', '0', rest === '');
rmSync(folder, { recursive: true, force: true });
