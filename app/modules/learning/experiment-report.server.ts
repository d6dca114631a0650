// The experiment's report: reckoned at night from everybody's log, read by instructors and admins.
import { structure } from '../catalog/catalog.server';
import type { CatalogStructure } from '../catalog/catalog';
import { type Actor, requireRole } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { assignArm, type ExperimentReport, type ExperimentRow, reportExperiment } from './engine/experiment';
import { experimentRow } from './experiment-row';
import * as store from './experiment-store.server';
import { AUTHOR_ORDER_SHARE, EXPERIMENT } from './learning';
import { currentSkills } from './merged';
import { foldPerson } from './rebuild.server';

const PAGE = 200;

/** What a person set out to master: their goal's skills, or those that the path's lessons teach. */
function goalSkills(catalog: CatalogStructure, pathId: string | null, goalId: string | null): ReadonlySet<string> {
  const path = catalog.paths.get(pathId ?? '');
  if (!path) return new Set();
  const goal = path.goals.find(({ id }) => id === goalId);
  const taught = path.courses.flatMap((id) => catalog.courses.get(id)?.lessons.flatMap(({ skills }) => skills) ?? []);
  return new Set(currentSkills(catalog, goal?.skills ?? taught));
}

/** Reckons the report from the logs of all who take part. For the nightly job; the same logs give the same report. */
export async function reckonExperiment({ clock = systemClock }: { clock?: Clock } = {}): Promise<ExperimentReport> {
  const catalog = await structure();
  const minutes = (lessonId: string) => catalog.lessons.get(lessonId)?.minutes ?? 0;
  const rows: Array<ExperimentRow> = [];
  for (let after: string | null = null; ;) {
    const page: Array<store.Participant> = await store.listParticipants(EXPERIMENT, after, PAGE);
    for (const { userId, joinedMs, pathId, goalId } of page) {
      const arm = assignArm(EXPERIMENT, userId, { share: AUTHOR_ORDER_SHARE, consented: true });
      const { moves } = await foldPerson(userId);
      if (arm) rows.push(experimentRow(arm, joinedMs, goalSkills(catalog, pathId, goalId), moves, minutes));
    }
    if (page.length < PAGE) break;
    after = page.at(-1)!.userId;
  }
  const report = reportExperiment(rows, { share: AUTHOR_ORDER_SHARE, seed: EXPERIMENT });
  await store.saveReport(EXPERIMENT, report, clock());
  return report;
}

/** The last report, null before the first. For instructors and admins. Throws `unauthenticated`, `forbidden`. */
export async function getExperimentReport(
  actor: Actor | null,
): Promise<{ report: ExperimentReport; at: string; share: number } | null> {
  requireRole(actor, 'instructor', 'admin');
  const found = await store.findReport(EXPERIMENT);
  return found && { report: found.report, at: found.at.toISOString(), share: AUTHOR_ORDER_SHARE };
}
