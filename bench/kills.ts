// Figure: 300 exam passes while the worker is killed 10 times at random moments; how many certificates, doubled, missing.
import { randomInt } from 'node:crypto';
import { startPericia } from '../tests/setup/pericia';
import { figure, heading } from './measure';
import { database, PROGRAM } from './people';

const PASSES = 300;
const KILLS = 10;
/** Seconds the product is given to bring every certificate out after the last kill. */
const PATIENCE = 240;

const pericia = await startPericia({ fast: false });
try {
  // Passed attempts, each with its event in the same transaction, as submitting an exam records them.
  const [program] = await database<{ version: number }>(pericia, 'select version from program where id = $1', [
    PROGRAM,
  ]);
  const pass = (n: number) =>
    database(
      pericia,
      `with person as (
         insert into "user" (id, email, name, password_hash, email_verified_at) values (uuid7(), $1, $2, 'x', now()) returning id
       ), attempt as (
         insert into exam_attempt (id, user_id, program_id, program_version, number, locale, item_ids, seed, started_at, deadline_at, submitted_at, score_percent, passed, by_skill)
         select uuid7(), id, $3, $4, 1, 'es', '{}', 1, now() - interval '20 minutes', now() + interval '20 minutes', now(), 90, true, '[]' from person returning id, user_id
       )
       insert into event (id, type, actor_id, subject_type, subject_id, data)
       select uuid7(), 'certification.exam-passed', user_id, 'exam-attempt', id, jsonb_build_object('programId', $3::text) from attempt`,
      [`learner-${n}@bench.pericia.test`, `Learner ${n}`, PROGRAM, program!.version],
    );
  let killed = 0;
  let passed = 0;
  const began = performance.now();
  const killing = (async () => {
    while (killed < KILLS) {
      await new Promise((resolve) => setTimeout(resolve, randomInt(200, 2_500)));
      await pericia.killWorker();
      killed++;
    }
  })();
  while (passed < PASSES) {
    await pass(passed++);
    await new Promise((resolve) => setTimeout(resolve, randomInt(0, 60)));
  }
  await killing;
  const count = async () => {
    const [row] = await database<{ issued: number; people: number; ledger: number }>(
      pericia,
      `select (select count(*)::int from certificate where status = 'issued') as issued,
              (select count(distinct user_id)::int from certificate where status = 'issued') as people,
              (select count(*)::int - count(distinct certificate_id)::int from issuance_ledger where action = 'issue') as ledger`,
    );
    return row!;
  };
  let state = await count();
  for (let i = 0; i < PATIENCE && state.people < PASSES; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    state = await count();
  }
  heading('Certificates under kills');
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  figure(
    `${PASSES} exam passes, worker killed ${killed} times: certificates`,
    `${state.people} (in ${seconds} s)`,
    String(PASSES),
    state.people === PASSES,
  );
  figure('duplicates', String(state.issued - state.people), '0', state.issued === state.people);
  figure('missing', String(PASSES - state.people), '0', state.people === PASSES);
} finally {
  await pericia.stop();
}
