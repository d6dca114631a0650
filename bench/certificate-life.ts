// Figures: a withdrawal seen on page, interface and list; a thousand certificates issued together; verdicts a second, and visitors beside hostile ones.
import { gunzipSync } from 'node:zlib';
import { startPericia } from '../tests/setup/pericia';
import { cpuSeconds, figure, heading, load } from './measure';
import { database, issueOne, makeLearners, PROGRAM, signIn } from './people';

const REVOCATIONS = 5;
const BATCH = Number(process.argv[2] ?? 1_000);
/** Credentials in one call, by form. */
const JWTS = 100;
const JSONS = 20;

const pericia = await startPericia({ fast: false, environment: { TRUST_PROXY: '1' } });
const { baseUrl } = pericia;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Another network each time, as calls of many employers have: limits are per network. */
let caller = 0;
function network(): string {
  const n = ++caller;
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`.replace(
    /^10\.(\d+)\.(\d+)\.(\d+)$/,
    `${11 + (n % 200)}.$2.$3.7`,
  );
}
const verdicts = async (credentials: Array<unknown>) => {
  const response = await fetch(`${baseUrl}/api/v1/credentials/verify`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': network() },
    body: JSON.stringify({ credentials }),
  });
  return (await response.json()) as { results: Array<{ state: string }> };
};

try {
  const learners = await makeLearners(pericia, REVOCATIONS + 1, false);
  const admin = await signIn(baseUrl, 'admin@demo.pericia.test');

  // ---- a withdrawal ------------------------------------------------------------------------------------------------
  const seen = { page: 0, api: 0, list: 0 };
  for (const { userId } of learners.slice(0, REVOCATIONS)) {
    const publicId = await issueOne(pericia, userId);
    const [row] = await database<{ id: string; index: number }>(
      pericia,
      'select id, status_index as index from certificate where public_id = $1',
      [publicId],
    );
    const looks = {
      page: async () =>
        (await (await fetch(`${baseUrl}/verify/${publicId}?lang=en`)).text()).includes('withdrew it on'),
      api: async () => (await verdicts([publicId])).results[0]!.state === 'revoked',
      list: async () => {
        const { credentialSubject } = (await (await fetch(`${baseUrl}/status/r1`)).json()) as {
          credentialSubject: { encodedList: string };
        };
        const bits = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'));
        return (bits[row!.index >> 3]! & (0x80 >> (row!.index & 7))) !== 0;
      },
    };
    for (const look of Object.values(looks)) if (await look()) throw new Error('it counts as withdrawn already');
    const began = performance.now();
    const response = await fetch(`${baseUrl}/admin/certificates`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: admin, Origin: baseUrl, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ intent: 'revoke', certificateId: row!.id, reason: 'issued-in-error' }),
    });
    if (response.status >= 400) throw new Error(`withdrawing answered ${response.status}`);
    await Promise.all(
      (Object.keys(looks) as Array<keyof typeof looks>).map(async (name) => {
        while (!(await looks[name]())) await sleep(200);
        seen[name] = Math.max(seen[name], performance.now() - began);
      }),
    );
  }
  heading(`A withdrawal is seen, the slowest of ${REVOCATIONS}`);
  for (const [name, ms] of Object.entries(seen)) figure(name, `${(ms / 1000).toFixed(1)} s`, '≤ 5 s', ms <= 5_000);

  // ---- verdicts ----------------------------------------------------------------------------------------------------
  const publicId = await issueOne(pericia, learners[REVOCATIONS]!.userId);
  const file = async (form: string) => (await fetch(`${baseUrl}/credentials/${publicId}.${form}`)).text();
  const [jwt, json] = [await file('jwt'), await file('json')];
  const calls = (credentials: Array<unknown>) => {
    const body = JSON.stringify({ credentials });
    return {
      url: `${baseUrl}/api/v1/credentials/verify`,
      next: () => ({ headers: { 'content-type': 'application/json', 'x-forwarded-for': network() }, body }),
    };
  };
  if ((await verdicts([jwt, json])).results.some(({ state }) => state !== 'valid'))
    throw new Error('a sound one is refused');
  heading('Verdicts by the interface for programs, one web process');
  const pid = pericia.web.pid!;
  const jwts = await load(calls(Array<string>(JWTS).fill(jwt)), pid, { seconds: 8, connections: 4 });
  const jwtRate = (1_000 / jwts.cpuMs) * JWTS;
  figure(
    'JWT, a second of one core',
    `${jwtRate.toFixed(0)} (measured ${(jwts.perSecond * JWTS).toFixed(0)}/s; errors ${jwts.errors})`,
    '≥ 1,500',
    jwtRate >= 1_500 && jwts.errors === 0,
  );
  const jsons = await load(calls(Array<string>(JSONS).fill(json)), pid, { seconds: 8, connections: 2 });
  const jsonRate = (1_000 / jsons.cpuMs) * JSONS;
  figure(
    'JSON with a Data Integrity proof, a second of one core',
    `${jsonRate.toFixed(0)} (measured ${(jsons.perSecond * JSONS).toFixed(0)}/s; errors ${jsons.errors})`,
    '≥ 50',
    jsonRate >= 50 && jsons.errors === 0,
  );

  // ---- visitors beside hostile ones ----------------------------------------------------------------------------------
  const blanks = JSON.stringify({
    credentials: [
      { ...(JSON.parse(json) as object), evidence: Array.from({ length: 5_000 }, () => ({ type: ['Evidence'] })) },
    ],
  });
  const large = JSON.stringify({ credentials: ['x'.repeat(10_000_000)] });
  const visits = () => load({ url: `${baseUrl}/verify/${publicId}` }, pid, { seconds: 6, connections: 4 });
  const quiet = await visits();
  let attacking = true;
  let slowest = 0;
  const attack = async (body: string) => {
    while (attacking) {
      const began = performance.now();
      await fetch(`${baseUrl}/api/v1/credentials/verify`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': network() },
        body,
      })
        .then((response) => response.text())
        .catch(() => {});
      slowest = Math.max(slowest, performance.now() - began);
      await sleep(50);
    }
  };
  const attacks = [attack(blanks), attack(large)];
  const beside = await visits();
  attacking = false;
  await Promise.all(attacks);
  heading('The page of a certificate while 10 MB and 5,000 blank nodes arrive');
  figure(
    '99th percentile, alone and beside them',
    `${quiet.p99} ms, ${beside.p99} ms`,
    '≤ 100 ms',
    beside.p99 <= 100 && beside.errors === 0,
  );
  figure('slowest answer to a hostile one', `${(slowest / 1000).toFixed(2)} s`, '≤ 2 s', slowest <= 2_000);

  // ---- a thousand at a time ------------------------------------------------------------------------------------------
  await database(
    pericia,
    `with person as (
       insert into "user" (id, email, name, password_hash, email_verified_at)
       select uuid7(), 'batch-' || n || '@bench.pericia.test', 'María Fernández ' || n, 'x', now() from generate_series(1, $2::int) n returning id
     ), attempt as (
       insert into exam_attempt (id, user_id, program_id, program_version, number, locale, item_ids, seed, started_at, deadline_at, submitted_at, score_percent, passed, by_skill)
       select uuid7(), person.id, p.id, p.version, 1, 'es', '{}', 1, now() - interval '20 minutes', now(), now(), 90, true, '[]'
         from person, (select id, max(version) as version from program where id = $1 group by id) p returning id
     ), batch as (
       insert into issue_batch (id, requested_by, attempt_ids) select uuid7(), uuid7(), array_agg(id) from attempt returning id
     ) insert into event (id, type, subject_type, subject_id, data) select uuid7(), 'certification.batch-requested', 'issue-batch', id, '{}' from batch`,
    [PROGRAM, BATCH],
  );
  const worker = pericia.worker()!.pid!;
  const [began, cpu] = [performance.now(), cpuSeconds(worker)];
  let issued = 0;
  while (issued < BATCH && performance.now() - began < 600_000) {
    await sleep(500);
    const [row] = await database<{ n: number }>(
      pericia,
      `select count(*)::int as n from issue_batch b join certificate c on c.attempt_id = any(b.attempt_ids) and c.status = 'issued'`,
    );
    issued = row!.n;
  }
  const used = cpuSeconds(worker) - cpu;
  const [size] = await database<{ kilobytes: number }>(
    pericia,
    `select round(avg(total) / 1024)::int as kilobytes from (select sum(length(bytes)) as total from certificate_file group by certificate_id) x`,
  );
  heading(`${BATCH} certificates with all forms (JWT, JSON, sealed PDF, PNG, SVG)`);
  figure(
    'issued',
    `${issued} in ${((performance.now() - began) / 1000).toFixed(0)} s, ${size!.kilobytes} kB each`,
    String(BATCH),
    issued === BATCH,
  );
  figure(
    'CPU of the worker for 1,000',
    `${((used / BATCH) * 1_000).toFixed(0)} s`,
    '≤ 60 s',
    (used / BATCH) * 1_000 <= 60,
  );
} finally {
  await pericia.stop();
}
