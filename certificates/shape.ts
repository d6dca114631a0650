// Compiles the schemas once and says where a document breaks them. The only file that knows ajv.
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { BADGE_SCHEMA, ENDORSEMENT_SCHEMA, OPEN_BADGE_SCHEMA } from './badge-schema';
import { STATUS_LIST_SCHEMA } from './status-list-schema';

export type ShapeFinding = { path: string; message: string };

const compiled = new Map<object, ValidateFunction>();

/** Returns the first place where any Open Badges 3.0 credential, or endorsement, breaks its specification, or null. */
export function findOpenBadgeFault(document: unknown, kind: 'achievement' | 'endorsement'): ShapeFinding | null {
  return findFault(kind === 'achievement' ? OPEN_BADGE_SCHEMA : ENDORSEMENT_SCHEMA, document);
}

/** Returns the first place where a document breaks the shape of the badges we issue, or null. */
export function findBadgeFault(document: unknown): ShapeFinding | null {
  return findFault(BADGE_SCHEMA, document);
}

/** Returns the first place where a document breaks the shape of a Bitstring Status List credential, or null. */
export function findStatusListFault(document: unknown): ShapeFinding | null {
  return findFault(STATUS_LIST_SCHEMA, document);
}

function findFault(schema: object, document: unknown): ShapeFinding | null {
  const validate = compiled.get(schema) ?? compile(schema);
  if (validate(document)) return null;
  const error = validate.errors?.[0];
  const path = (error?.instancePath ?? '').slice(1).replaceAll('/', '.').slice(0, 200);
  return { path: path || 'credential', message: describe(error?.keyword, error?.message, error?.params) };
}

function compile(schema: object): ValidateFunction {
  // off: `allOf` and `anyOf` branches leave the rest to the schema around them, contexts may have more items
  const ajv = new Ajv2019({ strict: true, strictTypes: false, strictTuples: false, strictRequired: false });
  addFormats.default(ajv, ['uri', 'date-time', 'date', 'email']);
  const validate = ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
}

function describe(
  keyword: string | undefined,
  message = 'is not of the expected shape',
  params: Record<string, unknown> = {},
): string {
  if (keyword === 'contains') return 'lacks the type it must have';
  if (keyword === 'enum' || keyword === 'const' || keyword === 'pattern')
    return `${message} ${JSON.stringify(params).slice(0, 120)}`;
  return message;
}
