// Learning's operations: wishes, the next step, reading, practice, answers and the figures others ask for.
export { getProfile, listPathChoices, type ProfileInput, ProfileInputSchema, saveProfile } from './profile.server';
export { getDashboard, getPathView, getProgress } from './overview.server';
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
