// Learning's operations: wishes, the next step, reading, practice, answers and the figures others ask for.
export { getProfile, listPathChoices, type ProfileInput, ProfileInputSchema, saveProfile } from './profile.server';
export { getDashboard, getProgress } from './overview.server';
export { getPathView } from './path-map.server';
export { getReviews } from './reviews.server';
export { findMergedSkill, getSkillPage } from './skill-page.server';
export { getWeek, parseBack, WEEKS_BACK } from './week.server';
export {
  getPlacementIntro,
  getPlacementQuestion,
  PlacementAnswerSchema,
  recordPlacementAnswer,
  recordPlacementForm,
  startPlacement,
  stopPlacement,
  StopPlacementSchema,
} from './placement.server';
export { getPlacementResult } from './placement-result.server';
export { confirmSkillsByExam } from './exam-proof.server';
export { ConsentSchema, getConsent, setConsent } from './experiment.server';
export { overrideNext, type OverrideInput, OverrideInputSchema } from './next.server';
export {
  getNote,
  markRead,
  moveToCurrentVersion,
  type NoteInput,
  NoteInputSchema,
  openLesson,
  saveNote,
} from './reading.server';
export { getQuestion, getSummary, resumePractice } from './practice.server';
export { type AnswerInput, AnswerInputSchema, recordAnswer, recordAnswerForm } from './answers.server';
export { listActivity } from './activity.server';
export { rebuildLearner } from './rebuild.server';
export { beginRound, parseRound, type Round, roundSearch } from './rounds';
export { answerJson, isPrefetch, readJson } from './json.server';
export { recalibrateItems } from './calibration.server';
export { getItemReport, listItemReports } from './item-report.server';
export { getExperimentReport, reckonExperiment } from './experiment-report.server';
