// Compiles a stranger's lesson in a thread of its own: some Markdown of few kilobytes takes minutes to parse.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { env } from '~/platform/env.server';
import { problem } from '../problems';
import type { Compiled, CompileOptions } from './compile';

/** Milliseconds after which a compilation is given up; a long lesson takes about 200. */
export const COMPILE_LIMIT_MS = 3_000;

/** Written by the build; without a build the thread's code is bundled on first use. */
const BUILT = path.resolve('build/mdx-thread.mjs');

type ThreadCode = { code: string | URL; eval: boolean };
let threadCode: Promise<ThreadCode> | undefined;

async function loadThreadCode(): Promise<ThreadCode> {
  if (env().NODE_ENV === 'production' && existsSync(BUILT)) return { code: pathToFileURL(BUILT), eval: false };
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [path.resolve('app/modules/catalog/mdx/thread.ts')],
    tsconfig: path.resolve('tsconfig.json'),
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
  });
  return { code: outputFiles[0]!.text, eval: true };
}

/**
 * `compileLesson` for a source that nobody vouches for: at most `limitMs` and 128 MB. What takes longer, or runs out of memory
 * or stack, comes back as the problem `mdx-too-slow`.
 */
export async function compileWithLimit(
  source: string,
  options: CompileOptions,
  limitMs = COMPILE_LIMIT_MS,
): Promise<Compiled> {
  threadCode ??= loadThreadCode();
  const thread = await threadCode;
  return new Promise((resolve) => {
    const worker = new Worker(thread.code, {
      eval: thread.eval,
      workerData: { source, options },
      resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 4 },
      env: {},
    });
    function finish(compiled: Compiled): void {
      clearTimeout(timer);
      void worker.terminate();
      resolve(compiled);
    }
    const giveUp = () =>
      finish({
        tree: null,
        frontMatter: null,
        outline: [],
        anchors: [],
        words: 0,
        facts: null,
        problems: [problem(undefined, 'mdx-too-slow', { seconds: limitMs / 1000 })],
      });
    const timer = setTimeout(giveUp, limitMs);
    worker.once('message', finish);
    worker.once('error', giveUp);
  });
}
