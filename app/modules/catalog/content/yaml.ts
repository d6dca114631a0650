// Reads a YAML file through a schema; every fault is told with the line and column it stands at.
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Place, type Problem, problem, type Rule } from '../problems';

type Segment = string | number;
type PathTo = ReadonlyArray<Segment>;

/** A file's content, null when it has a fault, and where each part of it stands. */
export type YamlFile<T> = {
  value: T | null;
  problems: Array<Problem>;
  /** The place of the value at a path, or of the nearest thing around it. */
  at: (...path: PathTo) => Place;
};

/** Aliases in a content file: none of ours needs them, and nested ones grow without bound. */
const MAX_ALIASES = 20;

function child(node: Node | null, segment: Segment): { key: Node | null; value: Node | null } | null {
  if (isSeq(node)) {
    const value = node.items[Number(segment)];
    return isNode(value) ? { key: null, value } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
  return pair ? { key: isNode(pair.key) ? pair.key : null, value: isNode(pair.value) ? pair.value : null } : null;
}

const fieldName = (path: PathTo) => path.join('.') || '.';

function bound(issue: { minimum?: number | bigint; maximum?: number | bigint }): string {
  return issue.minimum !== undefined ? `>= ${issue.minimum}` : `<= ${issue.maximum}`;
}

/** What is said of a value of the wrong type, by the type it should have. */
const TYPE_RULES: Readonly<Record<string, Rule>> = {
  string: 'field-text',
  number: 'field-number',
  boolean: 'field-boolean',
  array: 'field-list',
  object: 'field-map',
};

/** One zod issue as problems of ours. */
function fromIssue(
  issue: z.core.$ZodIssue,
  file: Pick<YamlFile<unknown>, 'at'>,
  keyAt: (path: PathTo) => Place,
): Array<Problem> {
  const path = issue.path as Array<Segment>;
  const field = fieldName(path);
  const place = file.at(...path);
  const last = path.at(-1);
  const absent = issue.code === 'invalid_type' && issue.input === undefined;
  if (absent && (last === 'es' || last === 'en')) {
    return [problem(place, 'translation-missing', { field: fieldName(path.slice(0, -1)), language: last })];
  }
  if (absent) return [problem(place, 'field-missing', { field })];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        problem(keyAt([...path, key]), 'field-unknown', { field: fieldName([...path, key]) }),
      );
    case 'invalid_type':
      return [problem(place, TYPE_RULES[issue.expected] ?? 'field-form', { field })];
    case 'invalid_value':
      return [problem(place, 'field-choice', { field, choices: issue.values.join(', ') })];
    case 'invalid_union':
      return [
        problem(place, 'field-choice', {
          field,
          choices: 'discriminator' in issue ? 'single, multiple, order, match, numeric, short' : '',
        }),
      ];
    case 'too_small':
    case 'too_big':
      return [problem(place, 'field-size', { field, bound: bound(issue) })];
    default:
      return [problem(place, 'field-form', { field })];
  }
}

/** Parses `source`. `firstLine`: the line its first one has in the file, for YAML inside another file. */
export function readYaml<S extends z.ZodType>(source: string, schema: S, firstLine = 1): YamlFile<z.output<S>> {
  const counter = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const toPlace = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const root = document.contents as Node | null;
  function locate(path: PathTo, wantsKey: boolean): Place {
    let node: Node | null = root;
    let offset = root?.range?.[0] ?? 0;
    path.forEach((segment, index) => {
      const found: ReturnType<typeof child> = child(node, segment);
      const target = wantsKey && index === path.length - 1 ? found?.key : (found?.value ?? found?.key);
      offset = target?.range?.[0] ?? offset;
      node = found?.value ?? null;
    });
    return toPlace(offset);
  }
  const at = (...path: PathTo) => locate(path, false);
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) =>
      problem(toPlace(error.pos[0]), 'yaml-syntax', { detail: error.message.split('\n')[0]! }),
    );
    return { value: null, problems, at };
  }
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return { value: null, problems: [problem(undefined, 'yaml-syntax', { detail: (error as Error).message })], at };
  }
  const result = schema.safeParse(content, { reportInput: true });
  if (result.success) return { value: result.data, problems: [], at };
  const problems = result.error.issues.flatMap((issue) => fromIssue(issue, { at }, (path) => locate(path, true)));
  return { value: null, problems, at };
}
