// People for the benches: learners with a path, a lesson begun and answers given, each with a session cookie; and a certificate.
import pg from 'pg';
import type { Pericia } from '../tests/setup/pericia';

export const COURSE = 'ai-marketing-foundations';
export const PROGRAM = 'ai-marketing-foundations';

/** Signs a demo person in through the form and returns the cookie header. */
export async function signIn(baseUrl: string, email: string, password = 'pericia-demo-2026'): Promise<string> {
  const response = await fetch(`${baseUrl}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: baseUrl },
    body: new URLSearchParams({ email, password }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  if (!cookies.some((cookie) => cookie.startsWith('pericia_session=')))
    throw new Error(`sign-in of ${email} answered ${response.status}`);
  return cookies.join('; ');
}

/** Runs one statement on the product's database. */
export async function database<Row extends pg.QueryResultRow>(
  pericia: Pericia,
  text: string,
  values: Array<unknown> = [],
): Promise<Array<Row>> {
  const client = new pg.Client({ connectionString: pericia.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The first lesson's slug and practice items, as the catalog holds them. */
export async function firstLesson(
  pericia: Pericia,
): Promise<{ slug: string; lessonId: string; versionId: string; items: Array<{ id: string; type: string }> }> {
  const [lesson] = await database<{ slug: string; lessonId: string; versionId: string; ids: Array<string> }>(
    pericia,
    `select l.slug, l.id as "lessonId", v.id as "versionId", v.item_ids as ids
       from lesson l join lesson_version v on v.id = l.current_version_id where l.course_id = $1 order by l.position limit 1`,
    [COURSE],
  );
  const items = await database<{ id: string; type: string }>(
    pericia,
    'select id, type from item_version where id = any($1) order by array_position($1, id)',
    [lesson!.ids],
  );
  return { ...lesson!, items };
}

export type Learner = { userId: string; cookie: string };

/** Learners with a session, a path and every lesson of the course begun, written straight to the database. */
export async function makeLearners(pericia: Pericia, count: number, begin = true): Promise<Array<Learner>> {
  const { createHash, randomBytes } = await import('node:crypto');
  const tokens = Array.from({ length: count }, () => randomBytes(25).toString('hex').slice(0, 40));
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest('base64url'));
  const rows = await database<{ userId: string; n: number }>(
    pericia,
    `with person as (
       insert into "user" (id, email, name, password_hash, email_verified_at)
       select uuid7(), 'learner-' || n || '-' || $2::text || '@bench.pericia.test', 'Learner ' || n, 'x', now() from generate_series(1, $1::int) n returning id
     ), numbered as (select id, row_number() over (order by id)::int as n from person),
     session as (
       insert into session (id, user_id, expires_at) select ($3::text[])[n], id, now() + interval '10 days' from numbered returning id
     ), profile as (
       insert into learner_profile (user_id, path_id, goal_id, minutes_per_week, formats, updated_at)
       select id, (select id from path order by position limit 1), null, 120, '{text}', now() from numbered returning user_id
     ), started as (
       insert into lesson_start (user_id, lesson_id, course_id, version_id)
       select p.id, l.id, l.course_id, l.current_version_id from numbered p, lesson l where $4 returning user_id
     ) select id as "userId", n from numbered order by n`,
    [count, randomBytes(4).toString('hex'), hashes, begin],
  );
  return rows.map(({ userId, n }) => ({ userId, cookie: `pericia_session=${tokens[n - 1]}; pericia_lang=es` }));
}

type Option = { id: string };
type Prompt = { options?: Array<Option>; elements?: Array<Option>; lefts?: Array<Option>; rights?: Array<Option> };

/** Every practice item of the course with an answer that can be read, right or wrong. */
export async function courseItems(pericia: Pericia): Promise<Array<{ id: string; lesson: string; response: unknown }>> {
  const rows = await database<{ id: string; lesson: string; type: string; prompt: Prompt }>(
    pericia,
    `select i.id, l.slug as lesson, i.type, i.prompt from lesson l join lesson_version v on v.id = l.current_version_id
       cross join unnest(v.item_ids) with ordinality as u(id, n) join item_version i on i.id = u.id
      where l.course_id = $1 order by l.position, u.n`,
    [COURSE],
  );
  return rows.map(({ id, lesson, type, prompt }) => ({ id, lesson, response: anyResponse(type, prompt) }));
}

function anyResponse(type: string, prompt: Prompt): unknown {
  if (type === 'single') return { type, option: prompt.options![0]!.id };
  if (type === 'multiple') return { type, options: [prompt.options![0]!.id] };
  if (type === 'order') return { type, order: prompt.elements!.map((element) => element.id) };
  if (type === 'match')
    return { type, pairs: prompt.lefts!.map((left, i) => ({ left: left.id, right: prompt.rights![i]!.id })) };
  return type === 'numeric' ? { type, value: '12' } : { type, text: 'cpa' };
}

/** A certificate by the product's own way: a passed attempt with its event; the worker does the rest. Returns the public id. */
export async function issueOne(pericia: Pericia, userId: string): Promise<string> {
  await database(
    pericia,
    `with attempt as (
       insert into exam_attempt (id, user_id, program_id, program_version, number, locale, item_ids, seed, started_at, deadline_at, submitted_at, score_percent, passed, by_skill)
       select uuid7(), $1::uuid, p.id, p.version, 1, 'es', '{}', 1, now() - interval '20 minutes', now(), now(), 90, true, '[]' from program p where p.id = $2 returning id)
     insert into event (id, type, actor_id, subject_type, subject_id, data) select uuid7(), 'certification.exam-passed', $1::uuid, 'exam-attempt', id, '{}' from attempt`,
    [userId, PROGRAM],
  );
  for (let i = 0; i < 300; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [row] = await database<{ id: string }>(
      pericia,
      `select public_id as id from certificate where user_id = $1 and status = 'issued'`,
      [userId],
    );
    if (row) return row.id;
  }
  throw new Error('no certificate was issued within a minute');
}
