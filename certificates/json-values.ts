// Questions about values of parsed JSON, as the W3C data models put them.

export type Fields = Record<string, unknown>;

/** XML Schema 1.1 part 2, section 3.4.28 dateTimeStamp: a time zone is required. */
const DATE_TIME_STAMP =
  /^-?([1-9]\d{3,}|0\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))$/;

/** Whether the value is an absolute URL of printable characters; the platform's parser alone would drop white space. */
export function isUrl(value: unknown): value is string {
  return typeof value === 'string' && !/[\s\p{Cc}<>"{}|\\^`]/u.test(value) && URL.canParse(value);
}

/** Whether the text is an XML Schema dateTimeStamp that names a day of the calendar. */
export function isDateTimeStamp(value: unknown): value is string {
  return typeof value === 'string' && DATE_TIME_STAMP.test(value) && !Number.isNaN(Date.parse(value));
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a property's values, whether it has one, several or none. */
export function valuesOf(value: unknown): Array<unknown> {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Whether `type` names this type, alone or among others. */
export function hasType(object: Fields, type: string): boolean {
  return valuesOf(object.type).includes(type);
}

/** Returns the id of an issuer or holder, whether it stands alone or in an object. */
export function idOf(value: unknown): unknown {
  return isObject(value) ? value.id : value;
}
