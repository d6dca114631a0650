// Certification's tables of portfolios: portfolio_draft, portfolio_submission. Their marks are in evaluation-store.server.ts.
import type { Locale } from '~/i18n/locale';
import type { ProgramDefinition } from '~/modules/catalog/catalog';
import { isUniqueViolation, type Prisma, sql, transaction } from '~/platform/db.server';
import { type EventInput, record } from '~/platform/events.server';
import type { MarkReason, PortfolioContent } from './assessment';
import type { Marks } from './rubric';

export type DraftRow = { content: PortfolioContent; revision: number; updatedAt: Date };

export type SubmissionRow = {
  id: string;
  userId: string;
  programId: string;
  programVersion: number;
  number: number;
  locale: Locale;
  content: PortfolioContent;
  words: number;
  submittedAt: Date;
  alias: string;
  marksNeeded: number;
  marksReason: MarkReason | null;
  decidedAt: Date | null;
  outcome: 'passed' | 'failed' | null;
  scorePercent: number | null;
  standardError: number | null;
  appealedAt: Date | null;
  appeal: string | null;
};

const COLUMNS = `s.id, s.user_id as "userId", s.program_id as "programId", s.program_version as "programVersion", s.number, s.locale, s.content, s.words,
  s.submitted_at as "submittedAt", s.alias, s.marks_needed as "marksNeeded", s.marks_reason as "marksReason", s.decided_at as "decidedAt", s.outcome,
  s.score_percent as "scorePercent", s.standard_error as "standardError", s.appealed_at as "appealedAt", s.appeal`;

// ---- drafts -------------------------------------------------------------------------------------------------------

export async function findDraft(userId: string, programId: string): Promise<DraftRow | null> {
  const rows = await sql<DraftRow>(
    'certification.draft',
    `select content, revision, updated_at as "updatedAt" from portfolio_draft where user_id = $1 and program_id = $2`,
    [userId, programId],
  );
  return rows[0] ?? null;
}

/** Saves a draft that builds on `revision` (0: on none); null when another one was saved in between. */
export async function saveDraft(
  userId: string,
  programId: string,
  draft: { content: PortfolioContent; revision: number; now: Date },
): Promise<{ revision: number; updatedAt: Date } | null> {
  const rows = await sql<{ revision: number; updatedAt: Date }>(
    'certification.save-draft',
    `insert into portfolio_draft as d (user_id, program_id, content, revision, updated_at)
     select $1, $2, $3::jsonb, 1, $5 where $4::int = 0
       or exists (select from portfolio_draft where user_id = $1 and program_id = $2 and revision = $4)
     on conflict (user_id, program_id) do update set content = excluded.content, revision = d.revision + 1, updated_at = excluded.updated_at
       where d.revision = $4
     returning revision, updated_at as "updatedAt"`,
    [userId, programId, JSON.stringify(draft.content), draft.revision, draft.now],
  );
  return rows[0] ?? null;
}

// ---- submissions --------------------------------------------------------------------------------------------------

export type NewSubmission = Pick<
  SubmissionRow,
  | 'id'
  | 'userId'
  | 'programId'
  | 'programVersion'
  | 'number'
  | 'locale'
  | 'content'
  | 'words'
  | 'submittedAt'
  | 'alias'
  | 'marksNeeded'
  | 'marksReason'
>;

/** Inserts a submission with its event; false when one is being evaluated already, or the number was taken by a second click. */
export async function insertSubmission(submission: NewSubmission, event: EventInput): Promise<boolean> {
  try {
    await transaction(async (tx) => {
      await tx.portfolioSubmission.create({
        data: { ...submission, content: submission.content as unknown as Prisma.InputJsonObject },
        select: { id: true },
      });
      await record(tx, event);
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** A person's submissions for a program, newest first. */
export async function listSubmissions(userId: string, programId: string): Promise<Array<SubmissionRow>> {
  return sql<SubmissionRow>(
    'certification.submissions',
    `select ${COLUMNS} from portfolio_submission s where s.user_id = $1 and s.program_id = $2 order by s.number desc`,
    [userId, programId],
  );
}

export type GivenMarks = { slot: number; levels: Marks; comments: Record<string, string>; feedback: string };

/** A submission of this person with the definition it was made under and the marks given, in order. */
export async function findSubmission(
  userId: string,
  submissionId: string,
): Promise<(SubmissionRow & { definition: ProgramDefinition; marks: Array<GivenMarks> }) | null> {
  const rows = await sql<SubmissionRow & { definition: ProgramDefinition; marks: Array<GivenMarks> }>(
    'certification.submission',
    `select ${COLUMNS}, p.definition,
            coalesce((select json_agg(json_build_object('slot', e.slot, 'levels', e.levels, 'comments', e.comments, 'feedback', e.feedback) order by e.slot)
              from evaluation e where e.submission_id = s.id and e.submitted_at is not null), '[]') as marks
       from portfolio_submission s join program p on p.id = s.program_id and p.version = s.program_version
      where s.id = $1 and s.user_id = $2`,
    [submissionId, userId],
  );
  return rows[0] ?? null;
}

export async function findOwner(submissionId: string): Promise<{ userId: string; programId: string } | null> {
  const rows = await sql<{ userId: string; programId: string }>(
    'certification.submission-owner',
    `select user_id as "userId", program_id as "programId" from portfolio_submission where id = $1`,
    [submissionId],
  );
  return rows[0] ?? null;
}

export type PassedWork = Pick<SubmissionRow, 'programVersion' | 'marksNeeded' | 'marksReason'> & {
  marks: Array<Marks>;
};

/** The person's newest passed portfolio of a program, with its marks in order. */
export async function findPassed(userId: string, programId: string): Promise<PassedWork | null> {
  const rows = await sql<PassedWork>(
    'certification.passed-work',
    `select s.program_version as "programVersion", s.marks_needed as "marksNeeded", s.marks_reason as "marksReason",
            coalesce((select json_agg(e.levels order by e.slot) from evaluation e where e.submission_id = s.id and e.submitted_at is not null), '[]') as marks
       from portfolio_submission s where s.user_id = $1 and s.program_id = $2 and s.outcome = 'passed' order by s.number desc limit 1`,
    [userId, programId],
  );
  return rows[0] ?? null;
}

/** Opens a failed submission once more, for a marker who has not seen it; false when it was appealed before or is undecided. */
export async function openAppeal(
  submission: { id: string; userId: string; appeal: string; now: Date },
  event: EventInput,
): Promise<boolean> {
  return transaction(async (tx) => {
    const count = await tx.$executeRaw`
      update portfolio_submission set appeal = ${submission.appeal}, appealed_at = ${submission.now}, decided_at = null, outcome = null,
             marks_needed = (select count(*) from evaluation e where e.submission_id = portfolio_submission.id and e.submitted_at is not null) + 1,
             marks_reason = 'appeal'
       where id = ${submission.id}::uuid and user_id = ${submission.userId}::uuid and outcome = 'failed' and appealed_at is null
         and not exists (select from portfolio_submission later where later.user_id = portfolio_submission.user_id
               and later.program_id = portfolio_submission.program_id and later.number > portfolio_submission.number)`;
    if (count === 0) return false;
    await record(tx, event);
    return true;
  });
}
