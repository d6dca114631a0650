// Figures: statements a page, CPU a request, requests a second, p50 and p99; beside them a bare handler with the same statements.
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startPericia } from '../tests/setup/pericia';
import type { Statement } from './bare';
import { figure, heading, load, type Load, median } from './measure';
import { COURSE, courseItems, firstLesson, issueOne, makeLearners } from './people';

const ROUNDS = 3;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);

const pericia = await startPericia({ fast: false, processes: 1 });
const { baseUrl } = pericia;
const web = pericia.web.pid!;
let bare: ChildProcess | null = null;

/** What a page is measured as: the round with the median CPU. */
async function measure(target: Parameters<typeof load>[0], pid = web): Promise<Load> {
  await load(target, pid, { seconds: Math.max(2, SECONDS / 2) });
  const rounds: Array<Load> = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await load(target, pid, { seconds: SECONDS }));
  const middle = median(rounds.map((round) => round.cpuMs));
  const found = rounds.find((round) => round.cpuMs === middle)!;
  const errors = rounds.reduce((sum, round) => sum + round.errors, 0);
  if (errors > 0) console.error(`! ${target.url}: ${errors} answers were errors`);
  return found;
}

const words = ({ cpuMs, perSecond, p50, p99 }: Load) =>
  `${cpuMs.toFixed(cpuMs < 1 ? 3 : 2)} ms CPU, ${Math.round(perSecond)}/s, p50 ${p50} ms, p99 ${p99} ms`;

/** Statements that `work` sends, as they are sent. */
async function recorded(work: () => Promise<unknown>): Promise<Array<Statement>> {
  const statements: Array<Statement> = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: Array<never>) {
    const [first, second] = args as unknown as [string | Statement, Array<unknown> | undefined];
    if (typeof first === 'string') statements.push({ text: first, values: second ?? [] });
    else if (first && typeof first.text === 'string')
      statements.push({
        name: first.name,
        text: first.text,
        values: first.values ?? (Array.isArray(second) ? second : []),
      });
    return (original as (...a: Array<never>) => never).apply(this, args);
  } as never;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return statements;
}

async function statementsTotal(): Promise<number> {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  return Number(/^database_statements_total (\d+)/m.exec(text)?.[1]);
}

/** Statements that one request of a warm page costs. */
async function statementsOf(path: string, cookie?: string): Promise<number> {
  const get = () =>
    fetch(`${baseUrl}${path}`, { headers: cookie ? { cookie } : {} }).then((response) => response.text());
  for (let i = 0; i < 3; i++) await get();
  const before = await statementsTotal();
  for (let i = 0; i < 10; i++) await get();
  return ((await statementsTotal()) - before) / 10;
}

async function measureBare(statements: Array<Statement>, bytes: number): Promise<Load> {
  bare = fork('bench/bare.ts', [], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const port = await new Promise<number>((resolve) => {
    bare!.once('message', (message) => resolve((message as { port: number }).port));
    bare!.send({ databaseUrl: pericia.databaseUrl, statements, bytes });
  });
  const result = await measure({ url: `http://127.0.0.1:${port}/` }, bare.pid!);
  bare.disconnect();
  bare = null;
  return result;
}

try {
  Object.assign(process.env, pericia.environment);
  const lesson = await firstLesson(pericia);
  const [learner] = await makeLearners(pericia, 1);
  const cookie = learner!.cookie;
  const lessonPath = `/learn/${COURSE}/${lesson.slug}`;

  const publicId = await issueOne(pericia, learner!.userId);
  // Only the web process from here on: the worker's polling would disturb.
  pericia.worker()?.kill('SIGTERM');
  const certificatePath = `/verify/${publicId}`;

  heading('Statements a request');
  for (const [what, path, who] of [
    ['lesson, signed in', lessonPath, cookie],
    ['dashboard', '/learn', cookie],
    ['public certificate, not kept', `${certificatePath}?from=bench`, undefined],
  ] as const) {
    const statements = await statementsOf(path, who);
    figure(what, String(statements), '≤ 5', statements <= 5);
  }

  const { actorFromCookie } = await import('../app/modules/identity/identity.server');
  const { getDashboard, openLesson } = await import('../app/modules/learning/learning.server');
  const size = async (path: string) =>
    (await (await fetch(`${baseUrl}${path}`, { headers: { cookie } })).arrayBuffer()).byteLength;
  const session = () => actorFromCookie(cookie, () => {});
  const lessonWork = async () =>
    openLesson((await session())!, { courseId: COURSE, lesson: lesson.slug, locale: 'es', record: true });
  const dashboardWork = async () => getDashboard((await session())!, { locale: 'es' });
  await lessonWork();
  await dashboardWork();
  const bareLesson = await measureBare(await recorded(lessonWork), await size(lessonPath));
  const bareDashboard = await measureBare(await recorded(dashboardWork), await size('/learn'));

  heading('Load, 10 connections, one web process');
  const anonymous = async (what: string, path: string) => {
    const result = await measure({ url: `${baseUrl}${path}` });
    figure(what, words(result), '≤ 0.15 ms CPU, ≥ 4,000/s', result.cpuMs <= 0.15 && result.perSecond >= 4_000);
  };
  await anonymous('catalogue', '/courses');
  await anonymous('public certificate', certificatePath);
  for (const [what, path, beside] of [
    ['lesson, signed in', lessonPath, bareLesson],
    ['dashboard', '/learn', bareDashboard],
  ] as const) {
    const result = await measure({ url: `${baseUrl}${path}`, headers: { cookie } });
    const times = result.cpuMs / beside.cpuMs;
    figure(
      what,
      `${words(result)}; ${times.toFixed(1)}x bare`,
      '≤ 2.0 ms CPU, ≤ 8x bare',
      result.cpuMs <= 2 && times <= 8,
    );
    figure(`· bare handler, same statements`, words(beside), '', true);
  }

  const items = await courseItems(pericia);
  const crowd = await makeLearners(pericia, Math.ceil((SECONDS * (ROUNDS + 1) * 1_500) / items.length));
  const turn = (n: number) => ({
    person: crowd[n % crowd.length]!,
    item: items[Math.floor(n / crowd.length) % items.length]!,
  });
  let n = 0;
  const answers = await measure({
    url: `${baseUrl}/resources/answers`,
    headers: { 'Content-Type': 'application/json', Origin: baseUrl },
    next: () => {
      const { person, item } = turn(n++);
      return {
        headers: { cookie: person.cookie },
        body: JSON.stringify({
          courseId: COURSE,
          lesson: item.lesson,
          itemVersionId: item.id,
          attempt: 1,
          key: randomUUID(),
          response: item.response,
          responseMs: 4_000,
          search: '',
        }),
      };
    },
  });
  figure('answer submit', words(answers), '≤ 1.5 ms CPU', answers.cpuMs <= 1.5);
} finally {
  (bare as ChildProcess | null)?.kill();
  await pericia.stop();
  const { closeDatabase } = await import('../app/platform/db.server');
  await closeDatabase();
}
process.exit(0);
