// Holes that are closed because we do not use what has them. Each sentence of docs/decisions/010 that says so is held here.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import remixConfig from '../../remix.config.js';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

function sources(...folders: ReadonlyArray<string>): Array<string> {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx)$/.test(file) && !file.includes('generated') && !/\.test\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
}

const product = sources('app', 'jobs', 'certificates');
const using = (pattern: RegExp) => product.filter((file) => pattern.test(read(file)));

test('nothing is rendered ahead or in the browser alone: no prerender, no SPA mode', () => {
  expect(Object.keys(remixConfig)).not.toContain('prerender');
  expect((remixConfig as { ssr?: boolean }).ssr ?? true).toBe(true);
});

test('there are no React Server Components', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, unknown> };
  expect(
    Object.keys(packages).filter((place) =>
      /node_modules\/(react-server-dom-|@vitejs\/plugin-rsc|@react-router\/)/.test(place),
    ),
  ).toEqual([]);
});

test('sessions are not kept by Remix: no session storage of its kind', () => {
  expect(using(/create(File|Cookie|Memory)?SessionStorage/)).toEqual([]);
});

test('scroll restoration takes no key of ours into its script', () => {
  expect(using(/<ScrollRestoration[^>]*(getKey|storageKey)/)).toEqual([]);
});

test('the server never decodes the stream format of data requests', () => {
  // Only the encoder is loaded by what runs on the server.
  const runtime = read('node_modules/@remix-run/server-runtime/dist/single-fetch.js');
  expect(runtime).toContain('turboStream.encode');
  expect(runtime).not.toContain('turboStream.decode');
  expect(using(/turbo-stream/)).toEqual([]);
});

test('the class of an error crosses to the browser in development only', () => {
  // deserializeErrors constructs what `__subType` names; production errors are all sanitised to Error before.
  const errors = read('node_modules/@remix-run/server-runtime/dist/errors.js');
  expect(errors).toMatch(
    /serverMode !== mode\.ServerMode\.Development\) \{\s*let sanitized = new Error\("Unexpected Server Error"\)/,
  );
});

test('nobody throws what a visitor sent: only errors, responses and redirects are thrown', () => {
  const code = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const thrown = product.flatMap((file) =>
    [...code(file).matchAll(/\bthrow ([^;\n]+)/g)].map(([, what]) => ({ file, what: what!.trim() })),
  );
  const known = /^(new [A-Z]\w*|[a-z]\w*\(|await [a-z]|error\b|broken\b|cause\b|data\(|redirect\(|asUnavailable\()/;
  expect(thrown.filter(({ what }) => !known.test(what))).toEqual([]);
});

test('forms go out as Remix forms or plain forms, with POST or GET', () => {
  expect(using(/method=["'{ ]*["']?(put|patch|delete)\b/i)).toEqual([]);
});
