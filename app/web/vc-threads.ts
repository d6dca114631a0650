// Two threads for VC-API requests, each replaced when a request takes too long or too much memory.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { env } from '~/platform/env.server';

/** A free entry of a status list, offered to whoever issues. */
export type Offer = { purpose: 'revocation' | 'suspension'; index: number; listUrl: string };

type Asked =
  | { kind: 'issuer' }
  | { kind: 'issue'; instance: string; text: string; now: number; offers: Array<Offer> }
  | { kind: 'verify-credential' | 'verify-presentation'; text: string; now: number }
  | { kind: 'status-list'; listUrl: string; purpose: Offer['purpose']; bits: Uint8Array; now: number };

export type ThreadRequest = Asked & { id: number };
export type ThreadAnswer = {
  id: number;
  status: number;
  /** JSON. */
  body: string;
  /** Offers that were used. */
  taken?: Array<Offer & { credentialId: string | null }>;
};
export type ThreadData = { secret: Uint8Array; publicUrl: string; localUrl: string };

/** Milliseconds for one request, and requests that may wait. An elaborate badge takes about 50. */
const LIMIT_MS = 1_600;
const MAX_WAITING = 64;
const THREADS = 2;
/** Milliseconds before a thread that ended is replaced, so that one that cannot start does not keep a core busy. */
const RESTART_MS = 50;

/** Written by the build; without a build the thread's code is bundled on first use. */
const BUILT = path.resolve('build/vc-thread.mjs');

/** Returns the file of the thread's code. Without a build it is written once for each state of the sources. */
async function findThreadCode(): Promise<URL> {
  if (env().NODE_ENV === 'production' && existsSync(BUILT)) return pathToFileURL(BUILT);
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [path.resolve('app/web/vc-thread.ts')],
    tsconfig: path.resolve('tsconfig.json'),
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  const code = outputFiles[0]!.contents;
  const name = `vc-thread-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`;
  const file = path.resolve('.cache', name);
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file); // whole or not at all, also for another process
  }
  return pathToFileURL(file);
}

type Answer = Omit<ThreadAnswer, 'id'>;
type Job = { asked: Asked; resolve: (answer: Answer) => void };
type Thread = { worker: Worker; isFree: boolean };

/** Runs requests on threads. Every request is answered within about two seconds of its turn, whatever it holds. */
export class VcThreads {
  #waiting: Array<Job> = [];
  #threads: Array<Thread> = [];
  #loading = findThreadCode();
  #nextId = 0;

  constructor(private readonly data: ThreadData) {
    void this.#fill();
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.#waiting.length >= MAX_WAITING) return resolve(refusal(503, 'too many requests are waiting'));
      this.#waiting.push({ asked, resolve });
      this.#next();
    });
  }

  async #fill(): Promise<void> {
    const code = await this.#loading;
    while (this.#threads.length < THREADS) this.#threads.push(this.#start(code));
  }

  /** A thread takes its first request once it has loaded its code, so that loading counts against nobody's time. */
  #start(code: URL): Thread {
    const worker = new Worker(code, {
      workerData: this.data,
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
      env: {},
    });
    worker.unref();
    const thread = { worker, isFree: false };
    worker.once('message', () => this.#free(thread));
    worker.on('error', () => this.#replace(thread)); // also when it has nothing to do: an error nobody hears ends the process
    worker.postMessage({ kind: 'issuer', id: this.#nextId++ } satisfies ThreadRequest);
    return thread;
  }

  #free(thread: Thread): void {
    thread.isFree = true;
    this.#next();
  }

  #replace(thread: Thread): void {
    this.#threads = this.#threads.filter((other) => other !== thread);
    void thread.worker.terminate();
    setTimeout(() => void this.#fill(), RESTART_MS).unref();
  }

  #next(): void {
    const thread = this.#threads.find(({ isFree }) => isFree);
    const job = thread && this.#waiting.shift();
    if (thread && job) this.#run(thread, job);
  }

  #run(thread: Thread, { asked, resolve }: Job): void {
    const { worker } = thread;
    thread.isFree = false;
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      worker.off('message', succeed).off('error', fail);
      resolve(answer);
    };
    const succeed = ({ id: _, ...answer }: ThreadAnswer): void => {
      finish(answer);
      this.#free(thread);
    };
    const fail = (error: Error) => finish(refusal(400, `looking at it failed: ${error.message}`));
    const timer = setTimeout(() => {
      finish(refusal(400, 'looking at it took too long'));
      this.#replace(thread);
    }, LIMIT_MS);
    worker.on('message', succeed).on('error', fail);
    worker.postMessage({ ...asked, id: this.#nextId++ } satisfies ThreadRequest);
  }
}

function refusal(status: number, detail: string): Answer {
  const problem = { type: 'urn:pericia:too-slow', name: 'too-slow', title: 'Too slow', detail, status };
  return {
    status,
    body: JSON.stringify({ ...problem, verified: false, errors: [problem], problemDetails: [problem] }),
  };
}
