// What the folders promise: one owner per table, every personal column registered, files that say what they hold and stay short.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PERSONAL_DATA } from '../jobs/personal-data';

type Model = { name: string; table: string; owner: string; columns: Array<string>; relations: Array<string> };

const root = path.resolve(import.meta.dirname, '..');
const SOURCES = ['app', 'jobs', 'certificates', 'tools', 'tests', 'bench', 'prisma'];
/** Written by a program, or data. */
const NOT_OURS = /^(app\/generated|prisma\/migrations)\//;
/** Lines; the aim is 400. */
const LONGEST = 420;
/** Who may touch tables that belong to no module. */
const PLATFORM = /^(app\/platform\/|jobs\/relay\.ts$|app\/web\/health\.ts$)/;
/** Fields that lead from a row to a person. */
const PERSON = ['userId', 'actorId', 'recipient', 'email'];
/** Models that lead to a person although no field says so: the key is a hash of an address. */
const HASHED = ['SignInFailure'];

function filesBelow(folder: string): Array<string> {
  const found = readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !NOT_OURS.test(file));
}

const sources = SOURCES.flatMap(filesBelow).filter((file) => /\.(ts|tsx|mjs)$/.test(file));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const isTest = (file: string) => /\.(test|e2e)\.tsx?$/.test(file);

function readModels(): Array<Model> {
  const folder = path.join(root, 'prisma/schema');
  const files = readdirSync(folder).filter((file) => file.endsWith('.prisma'));
  const names = files.flatMap((file) =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^model (\w+)/gm)].map((match) => match[1]!),
  );
  return files.flatMap((file) =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
      ([, name, body]) => {
        const fields = [...body!.matchAll(/^ {2}(\w+)\s+(\w+)(\[\]|\?)?/gm)].map(([, field, type, list]) => ({
          field: field!,
          type: type!,
          list: list === '[]',
        }));
        return {
          name: name!,
          table: /@@map\("(\w+)"\)/.exec(body!)?.[1] ?? name!,
          owner: file.replace('.prisma', ''),
          columns: fields.filter(({ type }) => !names.includes(type)).map(({ field }) => field),
          relations: fields.filter(({ type, list }) => names.includes(type) && !list).map(({ type }) => type),
        };
      },
    ),
  );
}

const models = readModels();

function mayTouch(file: string, owner: string): boolean {
  if (owner === 'platform') return PLATFORM.test(file);
  return new RegExp(`^app/modules/${owner}/([a-z-]+-)?store\\.server\\.ts$`).test(file);
}

/** A file without its comments: they may name what the code may not touch. */
function code(file: string): string {
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
}

test('every table is touched by the stores of its owner only', () => {
  const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1);
  const strangers = sources
    .filter((file) => /^(app|jobs|prisma)\//.test(file) && !isTest(file))
    .flatMap((file) => {
      const text = code(file);
      const database = /platform\/db\.server|\.\/db\.server/.test(text);
      return models
        .filter(({ name, table, owner }) => {
          if (mayTouch(file, owner)) return false;
          const byPrisma = new RegExp(`\\b(prisma\\(\\)|tx|client|db)\\s*\\.${lower(name)}\\.`).test(text);
          const bySql =
            database && new RegExp(`\\b(from|join|into|update)\\s+(?:"${table}"|${table}\\b(?!\\())`, 'i').test(text);
          return byPrisma || bySql;
        })
        .map(({ name, owner }) => `${file} touches ${name}, which belongs to ${owner}`);
    });
  expect(strangers).toEqual([]);
});

test('no table leads into a table of another owner: modules are joined by ids', () => {
  const across = models.flatMap((model) =>
    model.relations
      .filter((other) => models.find(({ name }) => name === other)!.owner !== model.owner)
      .map((other) => `${model.name} → ${other}`),
  );
  expect(across).toEqual([]);
});

test('every schema file is of a module that exists', () => {
  const owners = [...new Set(models.map(({ owner }) => owner))].filter((owner) => owner !== 'platform');
  expect(owners.filter((owner) => !existsSync(path.join(root, 'app/modules', owner)))).toEqual([]);
});

test('every table has a migration that makes it', () => {
  const sql = filesOf('prisma/migrations').map(read).join('\n');
  expect(
    models
      .filter(({ table }) => !new RegExp(`create table (if not exists )?"?${table}"?\\s*\\(`, 'i').test(sql))
      .map(({ name }) => name),
  ).toEqual([]);
});

function filesOf(folder: string): Array<string> {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .map((file) => `${folder}/${file}`);
}

/** Models that lead to a person: by a field, by a relation to such a model, or by its id. */
function personalModels(): Set<string> {
  const found = new Set([
    ...HASHED,
    ...models.filter(({ columns }) => columns.some((column) => PERSON.includes(column))).map(({ name }) => name),
  ]);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const model of models) {
      const leads = [...found].some(
        (name) =>
          model.relations.includes(name) || model.columns.includes(`${name[0]!.toLowerCase()}${name.slice(1)}Id`),
      );
      if (leads) found.add(model.name);
    }
  }
  return found;
}

test('every column of a table that leads to a person is registered, with purpose and retention or as plain', () => {
  const personal = personalModels();
  const missing = models
    .filter(({ name }) => personal.has(name))
    .flatMap(({ name, columns }) => {
      const table = PERSONAL_DATA[name];
      return columns
        .filter((column) => !table || (!(column in table.personal) && !table.plain.includes(column)))
        .map((column) => `${name}.${column}`);
    });
  expect(missing).toEqual([]);
});

test('the register names only columns that exist, each once, and a person column is never plain', () => {
  const wrong = Object.entries(PERSONAL_DATA).flatMap(([name, table]) => {
    const model = models.find((candidate) => candidate.name === name);
    const all = [...Object.keys(table.personal), ...table.plain];
    return [
      ...all.filter((column) => !model?.columns.includes(column)).map((column) => `${name}.${column} does not exist`),
      ...all.filter((column, at) => all.indexOf(column) !== at).map((column) => `${name}.${column} is there twice`),
      ...table.plain.filter((column) => PERSON.includes(column)).map((column) => `${name}.${column} is personal`),
    ];
  });
  expect(wrong).toEqual([]);
});

test('what goes by itself goes by a job that is scheduled', () => {
  const scheduled = read('jobs/schedule.ts');
  const jobs = Object.values(PERSONAL_DATA).flatMap((table) => [
    table.keep,
    ...Object.values(table.personal).flatMap((entry) => (typeof entry === 'string' ? [] : [entry.keep])),
  ]);
  expect(jobs.flatMap(({ job }) => (job && !scheduled.includes(`'${job}'`) ? [job] : []))).toEqual([]);
});

test('every module is in the table of who may know whom', () => {
  const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
    forbidden: Array<{ name: string }>;
  };
  const known = forbidden.map(({ name }) => name);
  expect(readdirSync(path.join(root, 'app/modules')).filter((folder) => !known.includes(`module-${folder}`))).toEqual(
    [],
  );
});

test('every source file says on its first line what lives in it; of tests their titles say it', () => {
  expect(
    sources.filter((file) => !isTest(file) && !/^(\/\/|\/\*\*?) ?\S/.test(read(file).replace(/^#!.*\n/, ''))),
  ).toEqual([]);
});

test('no source file is longer than about 400 lines; texts in two languages may be', () => {
  const long = sources
    .map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }))
    .filter(({ file, lines }) => lines > LONGEST && !file.startsWith('app/i18n/'));
  expect(long).toEqual([]);
});

test('file names are kebab-case, with dots for what kind of file it is', () => {
  const routes = /^app\/routes\//;
  expect(
    sources.filter(
      (file) => !routes.test(file) && !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/.test(path.basename(file)),
    ),
  ).toEqual([]);
});

test('nothing is left for later: no unfinished marks in the sources', () => {
  const mark = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`);
  expect(sources.filter((file) => mark.test(read(file)))).toEqual([]);
});

test('nobody calls a folder or a file by a name that says nothing', () => {
  expect(sources.filter((file) => /(^|\/)(utils?|helpers?|misc|lib|shared)(\/|\.[a-z]+$)/.test(file))).toEqual([]);
});

test('records of decisions are numbered without gaps and have the five headings', () => {
  const folder = path.join(root, 'docs/decisions');
  const files = readdirSync(folder).sort();
  expect(files.length).toBeGreaterThan(0);
  expect(files.map((file) => Number(file.slice(0, 3)))).toEqual(files.map((_, at) => at + 1));
  const headings = ['## Date', '## Status', '## Context', '## Decision', '## Consequences'];
  expect(
    files.filter((file) =>
      headings.some((heading) => !readFileSync(path.join(folder, file), 'utf8').includes(`${heading}\n`)),
    ),
  ).toEqual([]);
});
