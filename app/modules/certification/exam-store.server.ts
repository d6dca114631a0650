// Certification's tables of programs and exams: program, exam_attempt, exam_answer. Nobody else touches them.
import type { ProgramDefinition, Response } from '~/modules/catalog/catalog';
import { isUniqueViolation, type Prisma, prisma, sql, transaction, type Tx } from '~/platform/db.server';
import { type EventInput, record } from '~/platform/events.server';
import { type AttemptKind, SAVE_GRACE_SECONDS, type SavedAnswer } from './certification';
import type { AttemptFact, HeldCertificate } from './rules';

/** A skill's points in an attempt: each question counts for every skill it trains. */
export type SkillPoints = { skill: string; right: number; total: number };

export type AttemptRow = {
  id: string;
  userId: string;
  programId: string;
  programVersion: number;
  number: number;
  locale: 'es' | 'en';
  itemIds: Array<string>;
  seed: number;
  startedAt: Date;
  deadlineAt: Date;
  submittedAt: Date | null;
  scorePercent: number | null;
  passed: boolean | null;
  bySkill: Array<SkillPoints> | null;
  kind: AttemptKind;
  standardError: number | null;
};

export type AnswerRow = SavedAnswer & { itemVersionId: string };

const ATTEMPT_COLUMNS = `a.id, a.user_id as "userId", a.program_id as "programId", a.program_version as "programVersion", a.number, a.locale,
  a.item_ids as "itemIds", a.seed, a.started_at as "startedAt", a.deadline_at as "deadlineAt", a.submitted_at as "submittedAt",
  a.score_percent as "scorePercent", a.passed, a.by_skill as "bySkill", a.kind, a.standard_error as "standardError"`;

// ---- programs -----------------------------------------------------------------------------------------------------

/** The newest version of each program. */
export async function listDefinitions(): Promise<Array<ProgramDefinition>> {
  const rows = await sql<{ definition: ProgramDefinition }>(
    'certification.programs',
    `select distinct on (id) definition from program order by id, version desc`,
  );
  return rows.map((row) => row.definition);
}

/** One program: at a version, or its newest. */
export async function findDefinition(programId: string, version?: number): Promise<ProgramDefinition | null> {
  const rows = await sql<{ definition: ProgramDefinition }>(
    'certification.program',
    `select definition from program where id = $1 and ($2::int is null or version = $2) order by version desc limit 1`,
    [programId, version ?? null],
  );
  return rows[0]?.definition ?? null;
}

/** Writes a version: new, or its texts corrected. */
export async function saveDefinition(definition: ProgramDefinition): Promise<void> {
  const { id, version, course } = definition;
  const json = definition as unknown as Prisma.InputJsonObject;
  await prisma().program.upsert({
    where: { id_version: { id, version } },
    create: { id, version, courseId: course, definition: json },
    update: { courseId: course, definition: json },
    select: { id: true },
  });
}

// ---- the way into an exam -----------------------------------------------------------------------------------------

export type Standing = {
  attempts: Array<
    AttemptFact & {
      number: number;
      programVersion: number;
      kind: AttemptKind;
      scorePercent: number | null;
      standardError: number | null;
      passed: boolean | null;
      itemIds: Array<string>;
      /** Null: nobody had to look at it. */
      review: { outcome: 'released' | 'refused' | null; reason: string | null } | null;
    }
  >;
  certificate: HeldCertificate | null;
  /** The newest passed attempt without one; an attempt refused after a look does not count. */
  passedWithoutCertificate: string | null;
  /** The last portfolio handed in. Times are milliseconds since 1970. */
  portfolio: {
    id: string;
    outcome: 'passed' | 'failed' | null;
    scorePercent: number | null;
    standardError: number | null;
    decidedAt: number | null;
  } | null;
  /** A portfolio is being written. */
  draft: boolean;
};

/** All that eligibility asks about a person and a program, in one statement. */
export async function loadStanding(userId: string, programId: string): Promise<Standing> {
  const rows = await sql<Standing>(
    'certification.standing',
    `select
       coalesce((select json_agg(json_build_object('id', id, 'number', number, 'startedAt', ms(started_at), 'deadlineAt', ms(deadline_at),
           'submittedAt', ms(submitted_at), 'scorePercent', score_percent, 'standardError', standard_error, 'passed', passed, 'itemIds', item_ids,
           'programVersion', program_version, 'kind', kind,
           'review', (select json_build_object('outcome', r.outcome, 'reason', r.reason) from integrity_review r where r.attempt_id = exam_attempt.id)) order by number desc)
         from exam_attempt where user_id = $1 and program_id = $2), '[]') as attempts,
       (select json_build_object('publicId', public_id, 'state', status, 'attemptId', attempt_id, 'expiresAt', ms(expires_at), 'earnedAt', ms(created_at))
         from certificate where user_id = $1 and program_id = $2 and status <> 'revoked' and replaced_by_id is null) as certificate,
       (select a.id from exam_attempt a where a.user_id = $1 and a.program_id = $2 and a.passed
           and not exists (select from certificate c where c.attempt_id = a.id)
           and not exists (select from integrity_review r where r.attempt_id = a.id and r.outcome = 'refused')
         order by a.number desc limit 1) as "passedWithoutCertificate",
       (select json_build_object('id', id, 'outcome', outcome, 'scorePercent', score_percent, 'standardError', standard_error, 'decidedAt', ms(decided_at))
         from portfolio_submission where user_id = $1 and program_id = $2 order by number desc limit 1) as portfolio,
       exists (select from portfolio_draft where user_id = $1 and program_id = $2) as draft`.replaceAll(
      /ms\((\w+)\)/g,
      'floor(extract(epoch from $1) * 1000)::float8',
    ),
    [userId, programId],
  );
  return rows[0]!;
}

export type NewAttempt = Pick<
  AttemptRow,
  | 'id'
  | 'userId'
  | 'programId'
  | 'programVersion'
  | 'number'
  | 'locale'
  | 'itemIds'
  | 'seed'
  | 'startedAt'
  | 'deadlineAt'
  | 'kind'
>;

/** Version ids of every exam question the person was ever shown: programs may draw from one bank. */
export async function listShownItems(userId: string): Promise<Array<string>> {
  const rows = await sql<{ id: string }>(
    'certification.shown-items',
    `select distinct unnest(item_ids) as id from exam_attempt where user_id = $1`,
    [userId],
  );
  return rows.map(({ id }) => id);
}

/** Inserts an attempt with its event; false when the person has an open one, or the number was taken by a second click. */
export async function insertAttempt(attempt: NewAttempt, event: EventInput): Promise<boolean> {
  try {
    await transaction(async (tx) => {
      await tx.examAttempt.create({ data: attempt, select: { id: true } });
      await record(tx, event);
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** The person's attempt that is not submitted, also one past its deadline. */
export async function findOpenAttempt(userId: string, programId: string): Promise<AttemptRow | null> {
  const rows = await sql<AttemptRow>(
    'certification.open-attempt',
    `select ${ATTEMPT_COLUMNS} from exam_attempt a where a.user_id = $1 and a.program_id = $2 and a.submitted_at is null`,
    [userId, programId],
  );
  return rows[0] ?? null;
}

// ---- an exam ------------------------------------------------------------------------------------------------------

type LoadedAttempt = AttemptRow & {
  definition: ProgramDefinition;
  answers: Array<AnswerRow>;
};

/** An attempt of this person with its answers, in one statement. */
export async function loadAttempt(userId: string, attemptId: string): Promise<LoadedAttempt | null> {
  const rows = await sql<LoadedAttempt>(
    'certification.attempt',
    `select ${ATTEMPT_COLUMNS}, p.definition,
       coalesce((select json_agg(json_build_object('itemVersionId', e.item_version_id, 'response', e.response, 'flagged', e.flagged,
           'sequence', e.sequence, 'savedAt', to_char(e.saved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.sequence)
         from exam_answer e where e.attempt_id = a.id), '[]') as answers
     from exam_attempt a join program p on p.id = a.program_id and p.version = a.program_version
     where a.id = $1 and a.user_id = $2`,
    [attemptId, userId],
  );
  return rows[0] ?? null;
}

/** What a passed attempt of this person waits for; null when it is not theirs. */
export async function findAwaited(
  userId: string,
  attemptId: string,
): Promise<{ held: boolean; outcome: string | null; reason: string | null; needsPortfolio: boolean } | null> {
  const rows = await sql<{ held: boolean; outcome: string | null; reason: string | null; needsPortfolio: boolean }>(
    'certification.awaited',
    `select r.attempt_id is not null and r.outcome is null as held, r.outcome, r.reason,
            a.kind = 'exam' and p.definition->'portfolio' is not null and not exists (select from portfolio_submission s
              where s.user_id = a.user_id and s.program_id = a.program_id and s.outcome = 'passed') as "needsPortfolio"
       from exam_attempt a join program p on p.id = a.program_id and p.version = a.program_version
       left join integrity_review r on r.attempt_id = a.id where a.id = $1 and a.user_id = $2 and a.passed`,
    [attemptId, userId],
  );
  return rows[0] ?? null;
}

/** An attempt whoever sat it: for jobs. */
export async function findAttempt(attemptId: string): Promise<AttemptRow | null> {
  const rows = await sql<AttemptRow>(
    'certification.any-attempt',
    `select ${ATTEMPT_COLUMNS} from exam_attempt a where a.id = $1`,
    [attemptId],
  );
  return rows[0] ?? null;
}

export type AnswerToSave = {
  userId: string;
  attemptId: string;
  itemVersionId: string;
  response: Response | null;
  flagged: boolean;
  sequence: number;
  now: Date;
};

/**
 * Saves an answer unless the attempt is over, not this person's or without that item, or a newer answer stands; then null.
 * The share lock makes a save and the submission wait for each other: nothing is acknowledged that the grade does not count.
 */
export async function saveAnswer(answer: AnswerToSave): Promise<SavedAnswer | null> {
  const rows = await sql<{ sequence: string; flagged: boolean; response: Response | null; savedAt: Date }>(
    'certification.save-answer',
    `with attempt as (
       select id from exam_attempt
        where id = $1 and user_id = $2 and submitted_at is null and $7 <= deadline_at + make_interval(secs => ${SAVE_GRACE_SECONDS}) and $3::uuid = any(item_ids)
          for share
     )
     insert into exam_answer as e (attempt_id, item_version_id, response, sequence, flagged, saved_at)
     select id, $3::uuid, $4::jsonb, $5, $6, $7::timestamptz from attempt
     on conflict (attempt_id, item_version_id) do update
       set response = excluded.response, sequence = excluded.sequence, flagged = excluded.flagged, saved_at = excluded.saved_at
       where e.sequence < excluded.sequence
     returning sequence, flagged, response, saved_at as "savedAt"`,
    [
      answer.attemptId,
      answer.userId,
      answer.itemVersionId,
      JSON.stringify(answer.response),
      answer.sequence,
      answer.flagged,
      answer.now,
    ],
  );
  const row = rows[0];
  return row
    ? {
        response: row.response,
        flagged: row.flagged,
        sequence: Number(row.sequence),
        savedAt: row.savedAt.toISOString(),
      }
    : null;
}

/**
 * Locks the attempt, hands its answers to `grade`, and stores what that says with its event: one transaction, in which `grade`
 * may read and write what belongs to the attempt. False when it was submitted before.
 */
export async function closeAttempt(
  attemptId: string,
  grade: (
    answers: ReadonlyArray<AnswerRow>,
    tx: Tx,
  ) => Promise<{
    submittedAt: Date;
    scorePercent: number;
    standardError: number;
    passed: boolean;
    bySkill: Array<SkillPoints>;
    event: EventInput;
  }>,
): Promise<boolean> {
  return transaction(async (tx) => {
    const locked = await tx.$queryRaw<
      Array<{ id: string }>
    >`select id from exam_attempt where id = ${attemptId}::uuid and submitted_at is null for update`;
    if (locked.length === 0) return false;
    const answers = await tx.examAnswer.findMany({
      where: { attemptId },
      select: { itemVersionId: true, response: true, flagged: true, sequence: true, savedAt: true },
    });
    const { event, ...result } = await grade(answers.map(toAnswerRow), tx);
    await tx.examAttempt.update({
      where: { id: attemptId },
      data: { ...result, bySkill: result.bySkill as unknown as Prisma.InputJsonArray },
      select: { id: true },
    });
    await record(tx, event);
    return true;
  });
}

function toAnswerRow(answer: {
  itemVersionId: string;
  response: unknown;
  flagged: boolean;
  sequence: bigint;
  savedAt: Date;
}): AnswerRow {
  return {
    ...answer,
    response: answer.response as Response | null,
    sequence: Number(answer.sequence),
    savedAt: answer.savedAt.toISOString(),
  };
}

/** The answers of an attempt, whoever sat it: for jobs. */
export async function listAnswers(attemptId: string): Promise<Array<AnswerRow>> {
  const rows = await prisma().examAnswer.findMany({
    where: { attemptId },
    select: { itemVersionId: true, response: true, flagged: true, sequence: true, savedAt: true },
  });
  return rows.map(toAnswerRow);
}

/** Open attempts whose deadline and grace are over, oldest first. */
export async function listOverdue(now: Date, limit: number): Promise<Array<AttemptRow>> {
  return sql<AttemptRow>(
    'certification.overdue',
    `select ${ATTEMPT_COLUMNS} from exam_attempt a
      where a.submitted_at is null and a.deadline_at + make_interval(secs => ${SAVE_GRACE_SECONDS}) < $1 order by a.deadline_at limit $2`,
    [now, limit],
  );
}

/**
 * Passed attempts without an issued or revoked certificate, passed or completed since `since`, and any certificate left
 * pending. Left out is what waits for a portfolio or for a person's look: waiting must not crowd out what is due.
 */
export async function listUnissued(since: Date, limit: number): Promise<Array<string>> {
  const rows = await sql<{ id: string }>(
    'certification.unissued',
    `select a.id from exam_attempt a join program p on p.id = a.program_id and p.version = a.program_version
       left join integrity_review r on r.attempt_id = a.id
       left join lateral (select max(decided_at) as at from portfolio_submission s
         where s.user_id = a.user_id and s.program_id = a.program_id and s.outcome = 'passed') portfolio on true
      where a.passed and greatest(a.submitted_at, r.decided_at, portfolio.at) >= $1
        and not exists (select from certificate c where c.attempt_id = a.id and c.status <> 'pending')
        and (r.attempt_id is null or r.outcome = 'released')
        and (a.kind = 'renewal' or p.definition->'portfolio' is null or portfolio.at is not null)
     union select c.attempt_id from certificate c where c.status = 'pending' and c.attempt_id is not null limit $2`,
    [since, limit],
  );
  return rows.map((row) => row.id);
}
