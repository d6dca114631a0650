// The catalog's operations: what is taught, read from memory where it can be; syncing it from content/; grading answers.
import type { Locale } from '~/i18n/locale';
import type { CatalogStructure, CourseCard, CourseView, ItemPrompt, LessonEntry, LessonView, Path, Skill } from './catalog';
import type { ItemKey } from './grading';

export { gradeResponse, type ItemKey, parseResponse } from './grading';

/** Everything current, from memory; looked up anew at most every few seconds. */
export declare function structure(): Promise<CatalogStructure>;
export declare function listCourses(locale: Locale): Promise<Array<CourseCard>>;
/** Throws `not-found`. */
export declare function getCourse(courseId: string, locale: Locale): Promise<CourseView>;
export declare function listPaths(locale: Locale): Promise<Array<Path<string>>>;
/** Throws `not-found`. */
export declare function getPath(pathId: string, locale: Locale): Promise<Path<string>>;
/** Skills in the catalogue's order; unknown ids are left out. */
export declare function listSkills(locale: Locale, ids?: ReadonlyArray<string>): Promise<Array<Skill<string>>>;
export declare function findLesson(courseId: string, slug: string): Promise<LessonEntry | null>;
/** Also versions that are no longer current. Throws `not-found`. */
export declare function getLessonForReading(versionId: string, locale: Locale): Promise<LessonView>;
/** Prompts in the order of `ids` (version ids). Throws `not-found` when one is missing. */
export declare function getItems(ids: ReadonlyArray<string>): Promise<Array<ItemPrompt>>;
/** Right answers and reasons by version id. For grading on the server: nothing of it goes out before an answer is in. */
export declare function getItemKeys(ids: ReadonlyArray<string>): Promise<Map<string, ItemKey>>;
/** Throws `not-found`. */
export declare function getAsset(hash: string): Promise<{ mime: string; bytes: Uint8Array }>;
