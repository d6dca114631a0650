// Brings an installation to what the code ships: content, programs and, in the demo, its people. Safe to run at every start.
import { syncContent } from '~/modules/catalog/catalog.server';
import { syncPrograms } from '~/modules/certification/certification.server';
import { createPerson } from '~/modules/identity/identity.server';
import type { Role } from '~/platform/actor';
import { env } from '~/platform/env.server';

/** Published on purpose: exists only where PERICIA_DEMO=1, which `npm start` refuses beside a production database. */
const DEMO_PASSWORD = 'pericia-demo-2026';
const DEMO_PEOPLE: ReadonlyArray<{ email: string; name: string; roles: Array<Role> }> = [
  { email: 'learner@demo.pericia.test', name: 'Lucía Ferrer', roles: ['learner'] },
  { email: 'manager@demo.pericia.test', name: 'Marcos Vidal', roles: ['learner', 'manager'] },
  { email: 'instructor@demo.pericia.test', name: 'Inés Robles', roles: ['learner', 'instructor'] },
  { email: 'admin@demo.pericia.test', name: 'Adrián Costa', roles: ['learner', 'admin'] },
];

/** @param say where problems in the content are told; standard error when not given */
export async function seed({ say = console.error }: { say?: (line: string) => void } = {}): Promise<void> {
  const result = await syncContent();
  for (const problem of result.problems) say(problem);
  for (const problem of await syncPrograms()) say(problem);
  if (!env().PERICIA_DEMO) return;
  for (const person of DEMO_PEOPLE)
    await createPerson({ ...person, password: DEMO_PASSWORD, locale: 'es', verified: true });
}
