// The catalog's server door: what is taught, read from memory where it can be; syncing it from content/; grading answers.
export { gradeResponse, type ItemKey } from './grading';
export {
  findLesson,
  getAsset,
  getCourse,
  getItemKeys,
  getItems,
  getLessonForReading,
  getPath,
  listChanges,
  listCourses,
  listPaths,
  listSkills,
  structure,
} from './reading.server';
export { parseResponse } from './response.server';
export { readPrograms, syncContent, type SyncResult } from './sync.server';
