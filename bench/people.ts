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
  if (!cookies.some((cookie) => cookie.startsWith('pericia_session='))) throw new Error(`sign-in of ${email} answered ${response.status}`);
  return cookies.join('; ');
}

/** Runs one statement on the product's database. */
export async function database<Row extends pg.QueryResultRow>(pericia: Pericia, text: string, values: Array<unknown> = []): Promise<Array<Row>> {
  const client = new pg.Client({ connectionString: pericia.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The first lesson's slug and practice items, as the catalog holds them. */
export async function firstLesson(pericia: Pericia): Promise<{ slug: string; lessonId: string; versionId: string; items: Array<{ id: string; type: string }> }> {
  const [lesson] = await database<{ slug: string; lessonId: string; versionId: string; ids: Array<string> }>(
    pericia,
    `select l.slug, l.id as "lessonId", v.id as "versionId", v.item_ids as ids
       from lesson l join lesson_version v on v.id = l.current_version_id where l.course_id = $1 order by l.position limit 1`,
    [COURSE],
  );
  const items = await database<{ id: string; type: string }>(pericia, 'select id, type from item_version where id = any($1) order by array_position($1, id)', [lesson!.ids]);
  return { ...lesson!, items };
}
