// One running Pericia for all journeys: the built product on a database of its own, with the demo's people; stopped at the end.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { build } from '../../../tools/build.mjs';
import { contents, once } from '../../../tools/environment.mjs';
import { startPericia } from '../../setup/pericia';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the product answers, without a trailing slash. */
    baseUrl: string;
    /** Its database, for arranging what takes days and for looking behind the page. */
    databaseUrl: string;
  }
}

/** What the build is made of; the same list as in tools/start.mjs, so that either uses what the other built. */
const BUILT_FROM = [
  'app',
  'jobs',
  'certificates',
  'public',
  'tools',
  'prisma/seed.ts',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
  'tsconfig.json',
];

export default async function setup(project: TestProject) {
  await once(
    'build',
    () => `${existsSync('build/server/index.js') ? '' : randomUUID()}${contents(...BUILT_FROM)}`,
    build,
  );
  const pericia = await startPericia();
  project.provide('baseUrl', pericia.baseUrl);
  project.provide('databaseUrl', pericia.databaseUrl);
  return () => pericia.stop();
}
