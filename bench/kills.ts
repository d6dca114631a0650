// Figure: 200 certificates, each issued by a worker that is killed with SIGKILL at a step drawn at random; how many, doubled, missing, ledger.
import { randomInt } from 'node:crypto';
import pg from 'pg';
import { startPericia } from '../tests/setup/pericia';
import { figure, heading } from './measure';
import { database, PROGRAM } from './people';

const DRILLS = Number(process.argv[2] ?? 200);
/** Seconds the product is given to bring every certificate out after the last kill. */
const PATIENCE = 240;
/** Seconds to wait for the armed step; the kill then falls wherever the worker is. */
const STEP_SECONDS = 25;
/** Marks, in pg_locks, a transaction that stands at the armed step. */
const LOCK_CLASS = 7_203;

/**
 * Where the worker is killed. The trigger lets the transaction stand there for a moment, which the bench sees from outside; `at` is
 * when it fires. A deferred one fires inside the commit. What runs on a dead client's connection goes on by itself: what had come
 * as far as the commit is committed, all else is undone.
 */
const STEPS: ReadonlyArray<{ name: string; table: string; at: string; when?: string; deferred?: boolean }> = [
  { name: 'before the pending row', table: 'certificate', at: 'before insert' },
  { name: 'after the pending row', table: 'certificate', at: 'after insert' },
  { name: 'in the commit of the pending row', table: 'certificate', at: 'after insert', deferred: true },
  { name: 'after the holder’s key', table: 'holder_key', at: 'after insert' },
  { name: 'after the signed JWT', table: 'certificate_file', at: 'after insert', when: `new.kind = 'jwt'` },
  { name: 'after the last file', table: 'certificate_file', at: 'after insert', when: `new.kind = 'svg'` },
  {
    name: 'after the first ledger row',
    table: 'issuance_ledger',
    at: 'after insert',
    when: `new.action = 'issue-jwt'`,
  },
  {
    name: 'after the second ledger row',
    table: 'issuance_ledger',
    at: 'after insert',
    when: `new.action = 'issue-json'`,
  },
  { name: 'after marking it issued', table: 'certificate', at: 'after update', when: `new.status = 'issued'` },
  { name: 'after the event', table: 'event', at: 'after insert', when: `new.type = 'certification.issued'` },
  {
    name: 'in the commit of all that',
    table: 'certificate',
    at: 'after update',
    when: `new.status = 'issued'`,
    deferred: true,
  },
];
/** Steps without a statement of their own: while signing, and right after the commit. */
const BETWEEN = ['while signing', 'once it is committed'];
const NAMES = [...STEPS.map(({ name }) => name), ...BETWEEN];

const pericia = await startPericia({ fast: false });
const client = new pg.Client({ connectionString: pericia.databaseUrl });
try {
  await client.connect();
  await client.query(`
    create table drill (step int primary key);
    create function stand_still() returns trigger language plpgsql as $$
    begin
      if exists (select from drill where step = tg_argv[0]::int) then
        perform pg_advisory_xact_lock(${LOCK_CLASS}, tg_argv[0]::int);
        perform pg_sleep(0.5);
      end if;
      return new;
    end $$;`);
  for (const [step, { table, at, when, deferred }] of STEPS.entries())
    await client.query(
      `create ${deferred ? 'constraint' : ''} trigger drill_${step} ${at} on ${table} ${deferred ? 'deferrable initially deferred' : ''} for each row
       ${when ? `when (${when})` : ''} execute function stand_still('${step}')`,
    );

  const [program] = await database<{ version: number }>(
    pericia,
    'select max(version) as version from program where id = $1',
    [PROGRAM],
  );
  const pass = async (n: number): Promise<string> => {
    const { rows } = await client.query<{ id: string }>(
      `with person as (
         insert into "user" (id, email, name, password_hash, email_verified_at) values (uuid7(), $1, $2, 'x', now()) returning id
       ), attempt as (
         insert into exam_attempt (id, user_id, program_id, program_version, number, locale, item_ids, seed, started_at, deadline_at, submitted_at, score_percent, passed, by_skill)
         select uuid7(), id, $3, $4, 1, 'es', '{}', 1, now() - interval '20 minutes', now() + interval '20 minutes', now(), 90, true, '[]' from person returning id, user_id
       ), told as (
         insert into event (id, type, actor_id, subject_type, subject_id, data)
         select uuid7(), 'certification.exam-passed', user_id, 'exam-attempt', id, jsonb_build_object('programId', $3::text) from attempt)
       select id from attempt`,
      [`learner-${n}@bench.pericia.test`, `Learner ${n}`, PROGRAM, program!.version],
    );
    return rows[0]!.id;
  };
  const sees = async (text: string, values: Array<unknown>) => ((await client.query(text, values)).rowCount ?? 0) > 0;
  /** Whether the worker stands at the step; for those between two statements, whether the attempt's certificate is there. */
  const stands = (step: number, attemptId: string) =>
    step < STEPS.length
      ? sees(`select from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 and granted`, [LOCK_CLASS, step])
      : sees(`select from certificate where attempt_id = $1 and status = $2::"CertificateStatus"`, [attemptId, step === STEPS.length ? 'pending' : 'issued']); // prettier-ignore

  const hit = new Map<string, number>();
  let elsewhere = 0;
  const began = performance.now();
  // The first one makes keys and lists, which is no part of the figure.
  await pass(0);
  for (let drill = 1; drill <= DRILLS; drill++) {
    const step = randomInt(NAMES.length);
    if (step < STEPS.length) await client.query('insert into drill values ($1)', [step]);
    const attemptId = await pass(drill);
    const until = performance.now() + STEP_SECONDS * 1_000;
    let found = false;
    while (!found && performance.now() < until) {
      found = await stands(step, attemptId);
      if (!found) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (found) hit.set(NAMES[step]!, (hit.get(NAMES[step]!) ?? 0) + 1);
    else elsewhere++;
    // Killed before the next statement is let through; the trigger is disarmed for the worker that follows.
    const killed = pericia.killWorker();
    await client.query('truncate drill');
    await killed;
  }

  const count = async () => {
    const { rows } = await client.query<{ issued: number; attempts: number; pending: number }>(
      `select count(*) filter (where status = 'issued')::int as issued, count(distinct attempt_id) filter (where status = 'issued')::int as attempts,
              count(*) filter (where status = 'pending')::int as pending from certificate`,
    );
    return rows[0]!;
  };
  const all = DRILLS + 1;
  let state = await count();
  for (let i = 0; i < PATIENCE && state.attempts < all; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    state = await count();
  }
  const { rows } = await client.query<{ wrong: number; files: number; events: number }>(
    `select (select count(*)::int from (select certificate_id, action, count(*) from issuance_ledger where action like 'issue-%' group by 1, 2 having count(*) <> 1) x) as wrong,
            (select count(*)::int from (select c.id from certificate c left join certificate_file f on f.certificate_id = c.id group by c.id having count(f.kind) <> 5) x) as files,
            (select count(*)::int from (select c.id from certificate c left join event e on e.subject_id = c.id::text and e.type = 'certification.issued' group by c.id having count(e.id) <> 1) x) as events`,
  );
  const odd = rows[0]!;
  Object.assign(process.env, pericia.environment);
  const { verifyLedger } = await import('~/modules/certification/certification.server');
  const { closeDatabase } = await import('~/platform/db.server');
  const ledger = await verifyLedger();
  await closeDatabase();

  heading(`Certificates under ${DRILLS} kills`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  figure(
    `${all} passes, worker killed ${DRILLS} times: certificates`,
    `${state.attempts} (in ${seconds} s)`,
    String(all),
    state.attempts === all,
  );
  figure(
    'doubled, missing, left pending',
    [state.issued - state.attempts, all - state.attempts, state.pending].join(', '),
    '0, 0, 0',
    state.issued === all && state.pending === 0,
  );
  figure(
    'certificates with other than five files, one event, one ledger row a form',
    [odd.files, odd.events, odd.wrong].join(', '),
    '0, 0, 0',
    odd.files + odd.events + odd.wrong === 0,
  );
  figure(
    'ledger',
    ledger.broken ? `broken at ${ledger.broken.number} (${ledger.broken.fault})` : `${ledger.rows} rows, intact`,
    'intact',
    ledger.broken === null,
  );
  console.log(`\nKilled ${NAMES.map((name) => `${name}: ${hit.get(name) ?? 0}`).join('; ')}; elsewhere: ${elsewhere}.`);
} finally {
  await client.end().catch(() => {});
  await pericia.stop();
}
