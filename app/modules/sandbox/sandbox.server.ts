// Sandbox's server door: operations on runs of simulated campaigns, and the form of their page.
export { submitRunForm, submitStartForm } from './run-form.server';
export {
  advance,
  type AdvanceStep,
  changePlan,
  deleteRun,
  getRun,
  listRuns,
  renameRun,
  startRun,
  UNFINISHED_LIMIT,
} from './runs.server';
