// Reads the content folder: every file through its schema, every picture through its check. Rules between files stand in lint.ts.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Locale, LOCALES } from '~/i18n/locale';
import { KEBAB } from '../mdx/components';
import { type FileProblem, inFile, type Place, type Problem, problem, START } from '../problems';
import { type PictureFile, readPicture } from './pictures';
import {
  BankSchema,
  type CourseSource,
  CourseSchema,
  type ItemSource,
  type LessonItemsSource,
  LessonItemsSchema,
  PathSchema,
  type PathSource,
  ProgramSchema,
  type ProgramSource,
  type SkillSource,
  SkillsSchema,
} from './schemas';
import { readYaml } from './yaml';

/** One file of content: what it says, null when it cannot be used, and where each part stands in it. */
export type Source<T> = { id: string; file: string; value: T | null; at: (...path: Array<string | number>) => Place };

export type LessonSource = {
  courseId: string;
  slug: string;
  position: number;
  /** Relative to the content folder. */
  folder: string;
  /** Null where the file is missing or unreadable. */
  texts: Record<Locale, { file: string; source: string } | null>;
  items: Source<LessonItemsSource>;
  /** By `src`: "./name.svg". */
  pictures: Map<string, PictureFile>;
};
export type CourseFolder = Source<CourseSource> & { lessons: Array<LessonSource> };
/** `bank.value` is null also for a program that draws from another's. */
export type ProgramFile = Source<ProgramSource> & { bank: Source<{ items: Array<ItemSource> }> };

export type Library = {
  skills: Source<Array<SkillSource>>;
  paths: Array<Source<PathSource>>;
  courses: Array<CourseFolder>;
  programs: Array<ProgramFile>;
  problems: Array<FileProblem>;
};

type Reader = { root: string; problems: Array<FileProblem> };
type Schema<T> = { parse: (source: string) => { value: T | null; problems: Array<Problem>; at: Source<T>['at'] } };

const nowhere = () => START;

async function listFolder(reader: Reader, folder: string): Promise<Array<{ name: string; isFolder: boolean }>> {
  const entries = await readdir(path.join(reader.root, folder), { withFileTypes: true }).catch(() => []);
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readText(reader: Reader, file: string): Promise<string | null> {
  const bytes = await readFile(path.join(reader.root, file)).catch(() => null);
  if (!bytes) {
    reader.problems.push({ ...problem(START, 'file-missing', { name: path.basename(file) }), file });
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    reader.problems.push({ ...problem(START, 'file-encoding'), file });
    return null;
  }
}

async function readSource<T>(reader: Reader, id: string, file: string, schema: Schema<T>): Promise<Source<T>> {
  const text = await readText(reader, file);
  if (text === null) return { id, file, value: null, at: nowhere };
  const { value, problems, at } = schema.parse(text);
  reader.problems.push(...inFile(file, problems));
  return { id, file, value, at };
}

const schemas = {
  skills: { parse: (text: string) => readYaml(text, SkillsSchema) },
  path: { parse: (text: string) => readYaml(text, PathSchema) },
  course: { parse: (text: string) => readYaml(text, CourseSchema) },
  items: { parse: (text: string) => readYaml(text, LessonItemsSchema) },
  program: { parse: (text: string) => readYaml(text, ProgramSchema) },
  bank: { parse: (text: string) => readYaml(text, BankSchema) },
};

/** `name` without `extension` when it is an id; tells when it is none. */
function idOf(reader: Reader, folder: string, name: string, extension: string): string | null {
  const id = name.slice(0, name.length - extension.length);
  if (KEBAB.test(id)) return id;
  reader.problems.push({ ...problem(START, 'id-form', { name: id }), file: path.posix.join(folder, name) });
  return null;
}

async function readLesson(
  reader: Reader,
  courseId: string,
  folder: string,
  name: string,
): Promise<LessonSource | null> {
  const parts = /^(\d{2})-(.+)$/.exec(name);
  if (!parts || !KEBAB.test(parts[2]!)) {
    reader.problems.push({ ...problem(START, 'folder-name', { name }), file: folder });
    return null;
  }
  const texts = {} as LessonSource['texts'];
  const pictures: LessonSource['pictures'] = new Map();
  for (const locale of LOCALES) {
    const file = `${folder}/index.${locale}.mdx`;
    const source = await readText(reader, file);
    texts[locale] = source === null ? null : { file, source: source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n') };
  }
  const items = await readSource(reader, parts[2]!, `${folder}/items.yml`, schemas.items);
  for (const entry of await listFolder(reader, folder)) {
    const file = `${folder}/${entry.name}`;
    if (/\.(?:svg|png|webp)$/.test(entry.name)) {
      const { picture, problems } = readPicture(entry.name, await readFile(path.join(reader.root, file)));
      reader.problems.push(...inFile(file, problems));
      if (picture) pictures.set(`./${entry.name}`, picture);
    } else if (entry.isFolder || !/^(?:index\.(?:es|en)\.mdx|items\.yml)$/.test(entry.name)) {
      reader.problems.push({ ...problem(START, 'file-unknown'), file });
    }
  }
  return { courseId, slug: parts[2]!, position: Number(parts[1]), folder, texts, items, pictures };
}

async function readCourse(reader: Reader, id: string): Promise<CourseFolder> {
  const folder = `courses/${id}`;
  const course = await readSource(reader, id, `${folder}/course.yml`, schemas.course);
  const lessons: Array<LessonSource> = [];
  for (const { name, isFolder } of await listFolder(reader, folder)) {
    if (!isFolder) {
      if (name !== 'course.yml') reader.problems.push({ ...problem(START, 'file-unknown'), file: `${folder}/${name}` });
      continue;
    }
    const lesson = await readLesson(reader, id, `${folder}/${name}`, name);
    if (!lesson) continue;
    if (lessons.some(({ slug, position }) => slug === lesson.slug || position === lesson.position)) {
      reader.problems.push({ ...problem(START, 'lesson-repeated', { name }), file: lesson.folder });
    } else lessons.push(lesson);
  }
  if (lessons.length === 0) reader.problems.push({ ...problem(START, 'course-empty'), file: course.file });
  return { ...course, lessons };
}

async function readProgramFiles(reader: Reader): Promise<Array<ProgramFile>> {
  const programs: Array<ProgramFile> = [];
  for (const { name } of await listFolder(reader, 'certifications')) {
    if (name.endsWith('.items.yml')) continue;
    const id = name.endsWith('.yml') ? idOf(reader, 'certifications', name, '.yml') : null;
    if (!id) continue;
    const program = await readSource(reader, id, `certifications/${name}`, schemas.program);
    const file = `certifications/${id}.items.yml`;
    const borrows = program.value?.bank !== undefined;
    const bank = borrows ? { id, file, value: null, at: nowhere } : await readSource(reader, id, file, schemas.bank);
    programs.push({ ...program, bank });
  }
  return programs;
}

/** Certification programs alone, without lessons: for their owner to store. */
export async function readProgramSources(
  root: string,
): Promise<{ programs: Array<ProgramFile>; problems: Array<FileProblem> }> {
  const reader: Reader = { root, problems: [] };
  return { programs: await readProgramFiles(reader), problems: reader.problems };
}

/** Everything in the folder. Faults of single files stand in `problems`; a part that cannot be used is null there. */
export async function readLibrary(root: string): Promise<Library> {
  const reader: Reader = { root, problems: [] };
  const skills = await readSource(reader, 'skills', 'skills.yml', schemas.skills);
  const paths: Library['paths'] = [];
  for (const { name } of await listFolder(reader, 'paths')) {
    const id = name.endsWith('.yml') ? idOf(reader, 'paths', name, '.yml') : null;
    if (id) paths.push(await readSource(reader, id, `paths/${name}`, schemas.path));
  }
  const courses: Library['courses'] = [];
  for (const { name, isFolder } of await listFolder(reader, 'courses')) {
    if (isFolder && idOf(reader, 'courses', name, '')) courses.push(await readCourse(reader, name));
  }
  return { skills, paths, courses, programs: await readProgramFiles(reader), problems: reader.problems };
}
