// Figures: the next step of a learner with a thousand open activities, through the database: time and statements.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDatabase, startPostgres } from '../tools/postgres.mjs';
import { figure, heading } from './measure';
import { writeWideLibrary } from './wide-library';

/** About a thousand activities: each lesson, and practice or review of it. */
const WIDTH = { courses: 16, lessonsPerCourse: 40 };
/** Lessons the learner has been through before. */
const BEGUN = 200;
const RUNS = 1000;
const WARM_UP = 150;
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
  const { rebuildLearner } = await import('~/modules/learning/rebuild.server');
  const { saveProfile } = await import('~/modules/learning/profile.server');
  const { closeDatabase, prisma, statementCount } = await import('~/platform/db.server');
  const { makeLearner } = await import('../tests/factories/learner');

  const { problems } = await syncContent({ root: library.root });
  if (problems.length > 0) throw new Error(problems.slice(0, 3).join('\n'));
  const actor = await makeLearner();
  await saveProfile(actor, { aim: 'wide/far', minutesPerWeek: 120, formats: ['text'] });
  const began = Date.now() - 60 * 86_400_000;
  const lessons = [...(await structure()).lessons.values()].slice(0, BEGUN);
  await prisma().lessonStart.createMany({
    data: lessons.map((lesson, n) => ({
      userId: actor.userId,
      lessonId: lesson.id,
      courseId: lesson.courseId,
      versionId: lesson.versionId,
      startedAt: new Date(began + n * 20 * 60_000),
    })),
  });
  await prisma().answer.createMany({
    data: lessons.flatMap((lesson, n) =>
      lesson.itemIds.map((itemVersionId, k) => ({
        userId: actor.userId,
        itemVersionId,
        itemId: `l${n}-${k}`,
        lessonId: lesson.id,
        courseId: lesson.courseId,
        attempt: 1,
        response: { type: 'unknown' },
        correct: n % 4 !== 0,
        score: n % 4 !== 0 ? 1 : 0,
        engineVersion: 'bench',
        idempotencyKey: randomUUID(),
        createdAt: new Date(began + n * 20 * 60_000 + (k + 1) * 60_000),
      })),
    ),
  });
  await rebuildLearner(actor.userId);
  const decision = await decide(actor, new Set());
  const open = decision!.offers.size;
  const times: Array<number> = [];
  let statements = 0;
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    const before = statementCount();
    const started = process.hrtime.bigint();
    await nextStepFor(actor, 'en');
    if (run >= WARM_UP) times.push(Number(process.hrtime.bigint() - started) / 1e6);
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
