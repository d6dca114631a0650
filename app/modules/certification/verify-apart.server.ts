// Verifies what strangers hand in: compact JWTs here, since they take a fraction of a millisecond; all else in a thread with a time limit.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TrustedIssuer } from '@certificates/keys';
import type { SealKey } from '@certificates/pdf-seal-certificate';
import { verify } from '@certificates/verify';
import type { FileVerification } from '@certificates/verify-file';
import { env } from '~/platform/env.server';
import { AppError } from '~/platform/errors';

export type VerifyTask = {
  input: string | Uint8Array;
  issuers: ReadonlyArray<TrustedIssuer>;
  /** Of PDFs. */
  sealKeys: ReadonlyArray<SealKey>;
  now: Date;
};

/** Milliseconds after which a credential is given up; a sound JSON one takes about 20. */
const LIMIT_MS = 2_000;
/** Credentials that may wait for the thread; beyond it the visitor is asked to come again. */
const MOST_WAITING = 500;
/** Characters of the longest text that is tried as a JWT here. */
const LONGEST_JWT = 65_536;

/** Written by the build; without a build the thread's code is bundled on first use, beside the packages it needs. */
const BUILT = path.resolve('build/verify-thread.mjs');
const BUNDLED = path.resolve('.cache/verify-thread.mjs');

let threadCode: Promise<URL> | undefined;

async function loadThreadCode(): Promise<URL> {
  if (env().NODE_ENV === 'production' && existsSync(BUILT)) return pathToFileURL(BUILT);
  const { build } = await import('esbuild');
  mkdirSync(path.dirname(BUNDLED), { recursive: true });
  const outfile = BUNDLED.replace('.mjs', `-${process.pid}.mjs`);
  await build({
    entryPoints: [path.resolve('app/modules/certification/verify-thread.server.ts')],
    tsconfig: path.resolve('tsconfig.json'),
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'silent',
  });
  process.once('exit', () => rmSync(outfile, { force: true }));
  return pathToFileURL(outfile);
}

type Waiting = {
  task: VerifyTask;
  resolve: (result: FileVerification | 'too-slow') => void;
  reject: (error: Error) => void;
};

let worker: Worker | undefined;
let busy: { waiting: Waiting; timer: NodeJS.Timeout } | undefined;
const queue: Array<Waiting> = [];

/**
 * `verifyFile` for what nobody vouches for. `too-slow` after two seconds of work on one credential; the thread is then replaced and
 * the next in line goes on. Throws `unavailable` when too many wait.
 */
export async function verifyApart(task: VerifyTask): Promise<FileVerification | 'too-slow'> {
  const { input, issuers, now } = task;
  if (typeof input === 'string' && input.length <= LONGEST_JWT && !/^\s*[{<]/.test(input))
    return { ...(await verify(input, { issuers, now })), container: 'none' };
  if (queue.length >= MOST_WAITING) throw new AppError('unavailable', { reason: 'busy', retryAfterSeconds: 10 });
  const code = await (threadCode ??= loadThreadCode());
  return new Promise((resolve, reject) => {
    queue.push({ task, resolve, reject });
    next(code);
  });
}

function next(code: URL): void {
  if (busy) return;
  const waiting = queue.shift();
  if (!waiting) return worker?.unref();
  worker ??= start(code);
  worker.ref();
  busy = { waiting, timer: setTimeout(() => replace(code, 'too-slow'), LIMIT_MS) };
  worker.postMessage(waiting.task);
}

function start(code: URL): Worker {
  const thread = new Worker(code, { resourceLimits: { maxOldGenerationSizeMb: 192, stackSizeMb: 4 }, env: {} });
  thread.on('message', (answer: { verification: FileVerification } | { error: string }) => {
    const done = finish();
    if ('error' in answer) done?.reject(new Error(answer.error));
    else done?.resolve(answer.verification);
    next(code);
  });
  // Out of memory or stack: the credential was hostile, and the thread is gone.
  thread.on('error', () => thread === worker && replace(code, 'too-slow'));
  return thread;
}

function finish(): Waiting | undefined {
  const done = busy;
  busy = undefined;
  clearTimeout(done?.timer);
  return done?.waiting;
}

function replace(code: URL, result: 'too-slow'): void {
  const old = worker;
  worker = undefined;
  void old?.terminate();
  finish()?.resolve(result);
  next(code);
}
