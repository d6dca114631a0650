// Figures of programs for who runs them: versions with attempts, pass rates and errors, portfolios, held attempts.
import type { Locale } from '~/i18n/locale';
import { type Actor, requireRole } from '~/platform/actor';
import type { ProgramReport } from './assessment';
import * as evaluationStore from './evaluation-store.server';
import * as programStore from './programs-store.server';
import { markerError } from './score-error';

/** Every program with each of its versions, newest first. Throws `unauthenticated`, `forbidden`. */
export async function listProgramReports(actor: Actor | null, locale: Locale): Promise<Array<ProgramReport>> {
  requireRole(actor, 'instructor', 'admin');
  const [versions, portfolios, held] = await Promise.all([
    programStore.listVersions(),
    programStore.listPortfolioFigures(),
    programStore.listHeldFigures(),
  ]);
  const newest = versions.filter(({ id, version }) => versions.every((row) => row.id !== id || row.version <= version));
  return Promise.all(
    newest.map(async ({ id, version, definition }): Promise<ProgramReport> => {
      const portfolio = portfolios.find((row) => row.programId === id);
      return {
        programId: id,
        type: definition.type,
        title: definition.title[locale],
        current: version,
        versions: versions
          .filter((row) => row.id === id)
          .map((row) => ({
            version: row.version,
            attempts: row.attempts,
            passed: row.passed,
            passShare: row.attempts === 0 ? null : row.passed / row.attempts,
            meanPercent: row.meanPercent,
            standardError: row.standardError,
            certificates: row.certificates,
          })),
        portfolio: definition.portfolio
          ? {
              waiting: portfolio?.waiting ?? 0,
              decided: portfolio?.decided ?? 0,
              passed: portfolio?.passed ?? 0,
              markedTwice: portfolio?.markedTwice ?? 0,
              markerError: markerError(await evaluationStore.listPairs(id)),
            }
          : null,
        held: held.find((row) => row.programId === id)?.held ?? 0,
      };
    }),
  );
}
