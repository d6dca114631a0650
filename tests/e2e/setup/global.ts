// One running Pericia for all journeys: the built product on a database of its own, with the demo's people; stopped at the end.
import type { TestProject } from 'vitest/node';
import { build } from '../../../tools/build.mjs';
import { buildInputs, once } from '../../../tools/environment.mjs';
import { startPericia } from '../../setup/pericia';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the product answers, without a trailing slash. */
    baseUrl: string;
    /** Its database, for arranging what takes days and for looking behind the page. */
    databaseUrl: string;
  }
}

export default async function setup(project: TestProject) {
  await once('build', buildInputs, build);
  const pericia = await startPericia();
  project.provide('baseUrl', pericia.baseUrl);
  project.provide('databaseUrl', pericia.databaseUrl);
  return () => pericia.stop();
}
