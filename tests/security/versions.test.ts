// The lockfile holds nothing older than what closes the framework's known holes (docs/decisions/010), in any copy of a package.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const json = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, never>;

/** package → the oldest version that may be installed, and why. */
const MINIMUM: Record<string, { version: string; closes: string }> = {
  '@remix-run/server-runtime': { version: '2.17.5', closes: 'CVE-2026-22030, GHSA-84g9-w2xq-vcv6, CVE-2026-42342' },
  '@remix-run/react': { version: '2.17.5', closes: 'CVE-2025-59057, CVE-2026-21884' },
  '@remix-run/node': { version: '2.17.5', closes: 'CVE-2025-61686' },
  '@remix-run/dev': { version: '2.17.5', closes: 'one release for all of Remix' },
  '@remix-run/router': { version: '1.23.4', closes: 'CVE-2025-68470, CVE-2026-22029, CVE-2026-40181, CVE-2026-53668' },
  'react-router': { version: '6.30.6', closes: 'CVE-2025-68470, CVE-2026-40181, CVE-2026-53668' },
  'react-router-dom': { version: '6.30.6', closes: 'CVE-2026-53668' },
  'turbo-stream': { version: '2.4.1', closes: 'nothing newer fits Remix 2; see the record' },
  cookie: { version: '0.7.0', closes: 'CVE-2024-47764, through server-runtime' },
  undici: { version: '6.21.2', closes: 'CVE-2025-22150 and GHSA-cxrh-j4jr-qwg3, through node' },
};
/** Where the framework has two lines, the one that must be here: a newer major is another framework. */
const MAJOR: Record<string, number> = {
  'react-router': 6,
  'react-router-dom': 6,
  'turbo-stream': 2,
  '@remix-run/router': 1,
};

type Lock = { packages: Record<string, { version?: string }> };
const lock = json('package-lock.json') as unknown as Lock;

function installed(name: string): Array<string> {
  return Object.entries(lock.packages).flatMap(([place, { version }]) =>
    place.endsWith(`node_modules/${name}`) && version ? [version] : [],
  );
}

/** Negative when `a` is older than `b`. Prereleases count as older than their release. */
function compare(a: string, b: string): number {
  const [one, two] = [a, b].map((version) => {
    const [numbers, prerelease] = version.split('-', 2);
    return [...numbers!.split('.').map(Number), prerelease ? -1 : 0];
  });
  for (let at = 0; at < 4; at++) if (one![at] !== two![at]) return one![at]! - two![at]!;
  return 0;
}

test('versions are compared as numbers, not as text', () => {
  expect(compare('6.30.6', '6.9.9')).toBeGreaterThan(0);
  expect(compare('2.17.5', '2.17.5')).toBe(0);
  expect(compare('1.23.4-pre.1', '1.23.4')).toBeLessThan(0);
});

test.each(Object.entries(MINIMUM))(
  '%s is installed, and no copy is older than what closes its holes',
  (name, { version, closes }) => {
    const found = installed(name);
    expect(
      found.length,
      `${name} is not in the lockfile: take it out of this list and of docs/decisions/010`,
    ).toBeGreaterThan(0);
    expect(
      found.filter((one) => compare(one, version) < 0),
      `older than ${version} (${closes})`,
    ).toEqual([]);
  },
);

test.each(Object.entries(MAJOR))('%s stays on the line that Remix 2 is built for', (name, major) => {
  expect(installed(name).filter((version) => Number(version.split('.')[0]) !== major)).toEqual([]);
});

test('the overrides that lift the router above what Remix asks for are in place', () => {
  const { overrides } = json('package.json') as unknown as { overrides: Record<string, string> };
  for (const name of ['@remix-run/router', 'react-router', 'react-router-dom'])
    expect(compare(overrides[name] ?? '0.0.0', MINIMUM[name]!.version)).toBeGreaterThanOrEqual(0);
});

test('what is installed is what the lockfile says', () => {
  for (const name of Object.keys(MINIMUM))
    expect(installed(name)).toContain(
      (json(`node_modules/${name}/package.json`) as unknown as { version: string }).version,
    );
});

test('the parts of Remix are of one version', () => {
  const versions = ['server-runtime', 'react', 'node', 'dev'].flatMap((part) => installed(`@remix-run/${part}`));
  expect([...new Set(versions)]).toHaveLength(1);
});
