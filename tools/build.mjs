// Builds what runs in production: pages and browser code (Vite), the web process, the worker and its threads (esbuild).
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Entry points bundled apart from Remix; packages stay outside. */
const ENTRIES = {
  server: 'app/server.ts',
  worker: 'jobs/worker.ts',
  cli: 'tools/cli.ts',
  'mdx-thread': 'app/modules/catalog/mdx/thread.ts',
  'verify-thread': 'app/modules/certification/verify-thread.server.ts',
  'vc-thread': 'app/web/vc-thread.ts',
};

/** @returns {Promise<void>} rejects with what went wrong */
export async function build() {
  const vite = spawnSync(process.execPath, [path.join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (vite.status !== 0) throw new Error(`The pages could not be built:\n${vite.stderr}`);
  compressAssets();
  await bundle();
}

/** Writes a .br and a .gz beside every asset that is text, for app/web/precompressed.ts. */
function compressAssets() {
  const folder = path.join(root, 'build/client/assets');
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css|svg)$/.test(name)) continue;
    const bytes = readFileSync(path.join(folder, name));
    if (bytes.length < 1024) continue;
    writeFileSync(
      path.join(folder, `${name}.br`),
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
    );
    writeFileSync(path.join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

export async function bundle(outdir = path.join(root, 'build')) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    define: {},
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
