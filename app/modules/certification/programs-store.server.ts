// Figures read from certification's tables for the overview of programs.
import type { ProgramDefinition } from '~/modules/catalog/catalog';
import { sql } from '~/platform/db.server';

export type VersionFigures = {
  id: string;
  version: number;
  definition: ProgramDefinition;
  attempts: number;
  passed: number;
  meanPercent: number | null;
  standardError: number | null;
  certificates: number;
};

/** Every version of every program, newest first, with what came of its exams that are handed in. Renewals are not counted. */
export async function listVersions(): Promise<Array<VersionFigures>> {
  return sql<VersionFigures>(
    'certification.program-versions',
    `select p.id, p.version, p.definition, a.attempts, a.passed, a."meanPercent", a."standardError",
            (select count(*)::int from certificate c where c.program_id = p.id and c.program_version = p.version and c.status = 'issued') as certificates
       from program p cross join lateral (
         select count(*)::int as attempts, count(*) filter (where passed)::int as passed, avg(score_percent)::float8 as "meanPercent",
                avg(standard_error)::float8 as "standardError"
           from exam_attempt e where e.program_id = p.id and e.program_version = p.version and e.submitted_at is not null and e.kind = 'exam') a
      order by p.id, p.version desc`,
  );
}

/** Portfolios by program. */
export async function listPortfolioFigures(): Promise<
  Array<{ programId: string; waiting: number; decided: number; passed: number; markedTwice: number }>
> {
  return sql(
    'certification.portfolio-figures',
    `select program_id as "programId", count(*) filter (where decided_at is null)::int as waiting, count(decided_at)::int as decided,
            count(*) filter (where outcome = 'passed')::int as passed, count(*) filter (where decided_at is not null and marks_needed > 1)::int as "markedTwice"
       from portfolio_submission group by program_id`,
  );
}

/** Attempts that wait for a look, by program. */
export async function listHeldFigures(): Promise<Array<{ programId: string; held: number }>> {
  return sql(
    'certification.held-figures',
    `select program_id as "programId", count(*)::int as held from integrity_review where decided_at is null group by program_id`,
  );
}
