// Certification's table of marks: evaluation, with the submissions they are given to. Who wrote a submission is not read here.
import type { Locale } from '~/i18n/locale';
import type { ProgramDefinition } from '~/modules/catalog/catalog';
import { isUniqueViolation, type Prisma, prisma, sql, transaction } from '~/platform/db.server';
import { type EventInput, record } from '~/platform/events.server';
import { LEASE_MINUTES, type MarkReason, type PortfolioContent } from './assessment';
import type { Marks } from './rubric';

/** Of the oldest so many, one is taken at random: no order of names or times that could colour the marks, and nobody waits for ever. */
const OLDEST = 10;
/** Works marked twice that the markers' error is reckoned from. */
const PAIRS = 200;

/** Submissions that lack a mark this person may give: not their own, not marked by them, not open with somebody else now. */
const FREE = `s.decided_at is null and s.user_id <> $1::uuid
  and not exists (select from evaluation e where e.submission_id = s.id and e.marker_id = $1::uuid and (e.submitted_at is not null or e.lease_until > $2::timestamptz))
  and (select count(*) from evaluation e where e.submission_id = s.id and (e.submitted_at is not null or e.lease_until > $2::timestamptz)) < s.marks_needed`;

export type WaitingProgram = { programId: string; title: ProgramDefinition['title']; waiting: number; oldestAt: Date };

/** What waits for this marker, by program. */
export async function listWaiting(markerId: string, now: Date): Promise<Array<WaitingProgram>> {
  return sql<WaitingProgram>(
    'certification.waiting',
    `select s.program_id as "programId", (array_agg(p.definition->'title' order by s.program_version desc))[1] as title,
            count(*)::int as waiting, min(s.submitted_at) as "oldestAt"
       from portfolio_submission s join program p on p.id = s.program_id and p.version = s.program_version
      where ${FREE} group by s.program_id order by min(s.submitted_at)`,
    [markerId, now],
  );
}

/** How many markers race for the same work before it is called busy. */
const TRIES = 5;

/**
 * Takes a work for a marker: one they have open already, else one that waits. A slot whose lease ran out passes on, empty. Null
 * when nothing waits for them.
 */
export async function claimNext(
  claim: { id: string; markerId: string; now: Date },
  programId: string | null,
): Promise<string | null> {
  const open = await sql<{ id: string }>(
    'certification.open-evaluation',
    `select e.id from evaluation e join portfolio_submission s on s.id = e.submission_id
      where e.marker_id = $1 and e.submitted_at is null and e.lease_until > $2 and ($3::text is null or s.program_id = $3)
      order by e.claimed_at limit 1`,
    [claim.markerId, claim.now, programId],
  );
  if (open[0]) return open[0].id;
  for (let tries = 0; tries < TRIES; tries++) {
    // The first look passes over what others are just taking; when that leaves nothing, it is worth waiting for them.
    const claimed = await claimOne(claim, programId, tries === 0 ? 'skip locked' : '');
    if (claimed !== 'raced' && (claimed !== null || tries > 0)) return claimed;
  }
  return null;
}

async function claimOne(
  { id, markerId, now }: { id: string; markerId: string; now: Date },
  programId: string | null,
  locked: 'skip locked' | '',
): Promise<string | null | 'raced'> {
  const leaseUntil = new Date(now.getTime() + LEASE_MINUTES * 60_000);
  try {
    return await transaction(async (tx) => {
      const found = await tx.$queryRawUnsafe<Array<{ id: string }>>(
        `select id from portfolio_submission where id in (
           select s.id from portfolio_submission s where ${FREE} and ($3::text is null or s.program_id = $3)
            order by s.submitted_at limit ${OLDEST}
         ) order by random() limit 1 for update ${locked}`,
        markerId,
        now,
        programId,
      );
      const submission = found[0];
      if (!submission) return null;
      // Another marker may have taken it between our look and our lock.
      const still = await tx.$queryRawUnsafe<Array<unknown>>(
        `select 1 from portfolio_submission s where s.id = $3::uuid and ${FREE}`,
        markerId,
        now,
        submission.id,
      );
      if (still.length === 0) return 'raced' as const;
      // Somebody opened it and left: theirs is over, and what they had marked goes with it.
      await tx.evaluation.deleteMany({
        where: { submissionId: submission.id, submittedAt: null, leaseUntil: { lte: now } },
      });
      const taken = await tx.evaluation.findMany({
        where: { submissionId: submission.id },
        select: { slot: true },
      });
      const slot = 1 + Math.max(0, ...taken.map((other) => other.slot));
      await tx.evaluation.create({
        data: { id, submissionId: submission.id, slot, markerId, leaseUntil, claimedAt: now },
        select: { id: true },
      });
      return id;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return 'raced';
    throw error;
  }
}

export type EvaluationRow = {
  id: string;
  submissionId: string;
  slot: number;
  leaseUntil: Date;
  levels: Record<string, number>;
  comments: Record<string, string>;
  feedback: string;
  revision: number;
  submittedAt: Date | null;
  scorePercent: number | null;
  alias: string;
  programId: string;
  definition: ProgramDefinition;
  locale: Locale;
  content: PortfolioContent;
  words: number;
  handedInAt: Date;
  marksReason: MarkReason | null;
  appeal: string | null;
};

const COLUMNS = `e.id, e.submission_id as "submissionId", e.slot, e.lease_until as "leaseUntil", e.levels, e.comments, e.feedback, e.revision,
  e.submitted_at as "submittedAt", e.score_percent as "scorePercent", s.alias, s.program_id as "programId", p.definition, s.locale, s.content, s.words,
  s.submitted_at as "handedInAt", s.marks_reason as "marksReason", s.appeal`;
const FROM = `from evaluation e join portfolio_submission s on s.id = e.submission_id join program p on p.id = s.program_id and p.version = s.program_version`;

/** A marker's own evaluation. */
export async function findEvaluation(markerId: string, id: string): Promise<EvaluationRow | null> {
  const rows = await sql<EvaluationRow>(
    'certification.evaluation',
    `select ${COLUMNS} ${FROM} where e.id = $2 and e.marker_id = $1`,
    [markerId, id],
  );
  return rows[0] ?? null;
}

/** What a marker has open at `now`, and the last they marked. */
export async function listOwn(markerId: string, now: Date, limit: number): Promise<Array<EvaluationRow>> {
  return sql<EvaluationRow>(
    'certification.own-evaluations',
    `select ${COLUMNS} ${FROM} where e.marker_id = $1 and (e.submitted_at is not null or e.lease_until > $2)
      order by e.submitted_at desc nulls first, e.claimed_at limit $3`,
    [markerId, now, limit],
  );
}

export type MarksToSave = {
  markerId: string;
  id: string;
  levels: Record<string, number>;
  comments: Record<string, string>;
  feedback: string;
  revision: number;
  now: Date;
};

/** Saves marks that build on `revision` and begins the lease anew; null when it is not the marker's any more or a newer save stands. */
export async function saveMarks(marks: MarksToSave): Promise<{ revision: number; leaseUntil: Date } | null> {
  const rows = await sql<{ revision: number; leaseUntil: Date }>(
    'certification.save-marks',
    `update evaluation set levels = $4::jsonb, comments = $5::jsonb, feedback = $6, revision = revision + 1,
            lease_until = $7::timestamptz + make_interval(mins => ${LEASE_MINUTES})
      where id = $2 and marker_id = $1 and submitted_at is null and revision = $3 and lease_until > $7
      returning revision, lease_until as "leaseUntil"`,
    [
      marks.markerId,
      marks.id,
      marks.revision,
      JSON.stringify(marks.levels),
      JSON.stringify(marks.comments),
      marks.feedback,
      marks.now,
    ],
  );
  return rows[0] ?? null;
}

/** Gives a work back unmarked; another marker may take it at once. */
export async function releaseEvaluation(markerId: string, id: string): Promise<boolean> {
  const { count } = await prisma().evaluation.deleteMany({ where: { id, markerId, submittedAt: null } });
  return count > 0;
}

export type Conclusion = {
  marksNeeded: number;
  marksReason: MarkReason | null;
  decided: { outcome: 'passed' | 'failed'; scorePercent: number; standardError: number | null } | null;
  events: ReadonlyArray<EventInput>;
};

/**
 * Submits a marker's marks and stores what follows from all marks of the work, in one transaction that holds the work: two
 * markers who finish together do not each think themselves the last. False when it is not the marker's any more.
 */
export async function submitMarks(
  evaluation: { id: string; markerId: string; submissionId: string; levels: Marks; scorePercent: number; now: Date },
  conclude: (
    marks: ReadonlyArray<Marks>,
    submission: { userId: string; marksNeeded: number; marksReason: MarkReason | null },
  ) => Conclusion,
): Promise<boolean> {
  const { id, markerId, submissionId, levels, scorePercent, now } = evaluation;
  return transaction(async (tx) => {
    const [submission] = await tx.$queryRaw<
      Array<{ userId: string; marksNeeded: number; marksReason: MarkReason | null }>
    >`select user_id as "userId", marks_needed as "marksNeeded", marks_reason as "marksReason" from portfolio_submission
       where id = ${submissionId}::uuid and decided_at is null for update`;
    if (!submission) return false;
    const { count } = await tx.evaluation.updateMany({
      where: { id, markerId, submittedAt: null, leaseUntil: { gt: now } },
      data: { submittedAt: now, scorePercent, levels: levels as Prisma.InputJsonObject },
    });
    if (count === 0) return false;
    const all = await tx.evaluation.findMany({
      where: { submissionId, submittedAt: { not: null } },
      select: { levels: true },
      orderBy: { slot: 'asc' },
    });
    const { decided, events, marksNeeded, marksReason } = conclude(
      all.map((one) => one.levels as Marks),
      submission,
    );
    await tx.portfolioSubmission.update({
      where: { id: submissionId },
      data: { marksNeeded, marksReason, ...(decided && { ...decided, decidedAt: now }) },
      select: { id: true },
    });
    for (const event of events) await record(tx, event);
    return true;
  });
}

/** The percents of a program's works that two people marked apart, the newest first. An appeal is no second opinion: it is left out. */
export async function listPairs(programId: string): Promise<Array<[number, number]>> {
  const rows = await sql<{ pair: [number, number] }>(
    'certification.pairs',
    `select json_build_array(a.score_percent, b.score_percent) as pair
       from portfolio_submission s join evaluation a on a.submission_id = s.id and a.slot = 1 join evaluation b on b.submission_id = s.id and b.slot = 2
      where s.program_id = $1 and s.marks_reason is distinct from 'appeal' and a.submitted_at is not null and b.submitted_at is not null order by b.submitted_at desc limit ${PAIRS}`,
    [programId],
  );
  return rows.map(({ pair }) => pair);
}
