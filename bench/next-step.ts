// Figures: the next step of a learner with a thousand open activities, through the database: time and statements.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDatabase, startPostgres } from '../tools/postgres.mjs';
import { figure, heading } from './measure';
import { writeWideLibrary } from './wide-library';

const WIDTH = { courses: 25, lessonsPerCourse: 40 };
/** Lessons the learner has been through before. */
const BEGUN = 200;
const RUNS = 400;
const WARM_UP = 50;
const LIMIT_MS = 15;
const LIMIT_STATEMENTS = 4;

const folder = mkdtempSync(path.join(tmpdir(), 'pericia-next-'));
chmodSync(folder, 0o755);
const server = await startPostgres({ dir: path.join(folder, 'postgres'), fast: true, maxConnections: 20 });
const library = writeWideLibrary(WIDTH);
try {
  await ensureDatabase(server, 'bench');
  process.env.DATABASE_URL = server.url('bench');
  process.env.NODE_ENV ??= 'production';
  await import('../tests/setup/environment');
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'], {
    env: process.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { structure, syncContent } = await import('~/modules/catalog/catalog.server');
  const { decide, nextStepFor } = await import('~/modules/learning/next.server');
  const { recordAnswer } = await import('~/modules/learning/answers.server');
  const { openLesson } = await import('~/modules/learning/reading.server');
  const { saveProfile } = await import('~/modules/learning/profile.server');
  const { closeDatabase, statementCount } = await import('~/platform/db.server');
  const { makeLearner } = await import('../tests/factories/learner');

  const { problems } = await syncContent({ root: library.root });
  if (problems.length > 0) throw new Error(problems.slice(0, 3).join('\n'));
  const actor = await makeLearner();
  await saveProfile(actor, { aim: 'wide/far', minutesPerWeek: 120, formats: ['text'] });
  const lessons = [...(await structure()).lessons.values()].slice(0, BEGUN);
  for (const [n, lesson] of lessons.entries()) {
    await openLesson(actor, { courseId: lesson.courseId, lesson: lesson.slug, locale: 'en' });
    for (const itemVersionId of lesson.itemIds)
      await recordAnswer(actor, {
        courseId: lesson.courseId,
        lesson: lesson.slug,
        itemVersionId,
        attempt: 1,
        key: randomUUID(),
        response: { type: 'single', option: n % 4 === 0 ? 'b' : 'a' },
        responseMs: 4_000,
        round: { mode: 'lesson', skill: null, since: 0 },
        locale: 'en',
      });
  }
  const decision = await decide(actor, new Set());
  const open = decision!.offers.size;
  const times: Array<number> = [];
  let statements = 0;
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    const before = statementCount();
    const began = process.hrtime.bigint();
    await nextStepFor(actor, 'en');
    if (run >= WARM_UP) times.push(Number(process.hrtime.bigint() - began) / 1e6);
    statements = Math.max(statements, statementCount() - before);
  }
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  heading(`Next step, ${open} activities, ${BEGUN} lessons begun`);
  figure('p50', `${at(0.5).toFixed(1)} ms`, `≤ ${LIMIT_MS} ms`, at(0.5) <= LIMIT_MS);
  figure('p99', `${at(0.99).toFixed(1)} ms`, `≤ ${LIMIT_MS} ms`, at(0.99) <= LIMIT_MS);
  figure('statements', String(statements), `≤ ${LIMIT_STATEMENTS}`, statements <= LIMIT_STATEMENTS);
  await closeDatabase();
} finally {
  library.remove();
  await server.stop('immediate');
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
