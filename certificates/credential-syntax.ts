// The rules of the W3C data model for any credential or presentation, 2.0 and what is still read of 1.1. Looks at no signature.
import { CREDENTIALS_CONTEXT, CREDENTIALS_V1_CONTEXT } from './context-urls';
import { toProblem, type Problem } from './problem-details';
import { hasType, idOf, isDateTimeStamp, isObject, isUrl, valuesOf, type Fields } from './json-values';
import { findRelatedResourceFault } from './related-resource';
import { findStatusEntryFault } from './status-entry';

class Fault extends Error {}

function require(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Fault(message);
}

/** Returns the first rule that an unsecured or secured credential breaks, or null. Terms and proofs are looked at elsewhere. */
export function findCredentialFault(credential: unknown): Problem | null {
  return findFault(() => checkCredential(credential));
}

/** The same for a presentation; the credentials in it are checked one by one where they are verified. */
export function findPresentationFault(presentation: unknown): Problem | null {
  return findFault(() => {
    require(isObject(presentation), 'the presentation must be an object');
    checkContexts(presentation);
    checkTypes(presentation, 'type');
    require(hasType(presentation, 'VerifiablePresentation'), 'type must include VerifiablePresentation');
    checkId(presentation, 'id');
    const { holder, verifiableCredential } = presentation;
    if (holder !== undefined) require(isUrl(idOf(holder)), 'holder must be a URL or an object whose id is one');
    for (const credential of valuesOf(verifiableCredential)) {
      require(isObject(credential), 'verifiableCredential must hold objects, not texts, numbers or addresses');
    }
    checkExtensions(presentation, 'termsOfUse');
  });
}

/** Rules of the object around an enveloped credential or presentation (VCDM 2.0, sections 4.13.1 and 4.13.2). */
export function findEnvelopeFault(envelope: Fields, type: string): Problem | null {
  return findFault(() => {
    require(valuesOf(envelope['@context']).includes(
      CREDENTIALS_CONTEXT,
    ), `@context must include ${CREDENTIALS_CONTEXT}`);
    require(valuesOf(envelope['@context']).every(
      (context) => isUrl(context) || isObject(context),
    ), '@context must hold URLs and objects');
    const types = valuesOf(envelope.type);
    require(types.length === 1 && types[0] === type, `type must be ${type}`);
    require(typeof envelope.id === 'string' && envelope.id.startsWith('data:'), 'id must be a data: URL');
  });
}

function findFault(check: () => void): Problem | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Fault) return toProblem('MALFORMED_VALUE_ERROR', error.message);
    throw error;
  }
}

function checkCredential(credential: unknown): void {
  require(isObject(credential), 'the credential must be an object');
  const isOld = checkContexts(credential);
  checkTypes(credential, 'type');
  require(hasType(credential, 'VerifiableCredential'), 'type must include VerifiableCredential');
  checkId(credential, 'id');

  const { issuer } = credential;
  require(isUrl(idOf(issuer)), 'issuer must be a URL or an object whose id is one');
  checkTexts(credential, '');
  if (isObject(issuer)) checkTexts(issuer, 'issuer.');

  const subjects = valuesOf(credential.credentialSubject);
  require(subjects.length > 0, 'credentialSubject must be present');
  for (const subject of subjects) {
    require(isObject(subject) &&
      Object.keys(subject).length > 0, 'credentialSubject must hold objects that claim something');
    checkId(subject, 'credentialSubject.id');
  }

  checkPeriod(credential, isOld);
  for (const status of checkExtensions(credential, 'credentialStatus')) {
    const fault = findStatusEntryFault(status);
    require(fault === null, `credentialStatus: ${fault}`);
  }
  for (const schema of checkExtensions(credential, 'credentialSchema')) {
    require(isUrl(schema.id), 'credentialSchema.id must be a URL');
  }
  for (const name of ['refreshService', 'termsOfUse', 'evidence', 'renderMethod', 'confidenceMethod'])
    checkExtensions(credential, name);
  const fault = findRelatedResourceFault(credential.relatedResource);
  require(fault === null, `relatedResource: ${fault}`);
}

/** Returns whether the document follows version 1.1. */
function checkContexts(document: Fields): boolean {
  const contexts = document['@context'];
  require(Array.isArray(contexts), '@context must be an array');
  const [base, ...rest] = contexts as Array<unknown>;
  require(base === CREDENTIALS_CONTEXT ||
    base === CREDENTIALS_V1_CONTEXT, `@context must begin with ${CREDENTIALS_CONTEXT}`);
  for (const context of rest) {
    require(isUrl(context) || isObject(context), '@context must hold URLs and objects');
    if (isObject(context)) checkInlineContext(context);
  }
  return base === CREDENTIALS_V1_CONTEXT;
}

/** A term must lead to an address: RDF would take "https ://x" for one and no reader could follow it. */
function checkInlineContext(context: Fields): void {
  for (const [term, definition] of Object.entries(context)) {
    require(term !== '@import', '@context may not import another one');
    if (isObject(definition)) checkInlineContext(definition);
    else if (typeof definition === 'string' && (term === '@id' || !term.startsWith('@')))
      require(!/\s/.test(definition), `@context leads ${term} to "${definition}", which is no address`);
  }
}

function checkTypes(object: Fields, path: string): void {
  const types = valuesOf(object.type);
  require(types.length > 0, `${path} must be present`);
  require(types.every(
    (type) => typeof type === 'string' && type !== '' && !/\s/.test(type),
  ), `${path} must hold terms or URLs`);
}

function checkId(object: Fields, path: string): void {
  if ('id' in object) require(isUrl(object.id), `${path} must be a single URL`);
  require(!('@id' in object), `${path} must be named id`);
}

/** Properties whose values are objects with a type and perhaps an id (VCDM 2.0, sections 4.10, 4.11, 5.4 to 5.6). */
function checkExtensions(document: Fields, name: string): Array<Fields> {
  const values = valuesOf(document[name]);
  require(document[name] === undefined || values.length > 0, `${name} must not be empty`);
  return values.map((value) => {
    require(isObject(value), `${name} must hold objects`);
    checkTypes(value, `${name}.type`);
    checkId(value, `${name}.id`);
    return value;
  });
}

/** name and description: a text, or one or more language value objects (VCDM 2.0, section 11.1). */
function checkTexts(object: Fields, path: string): void {
  for (const name of ['name', 'description']) {
    for (const value of valuesOf(object[name])) {
      if (typeof value === 'string') continue;
      require(isObject(value), `${path}${name} must be a text or a language value object`);
      const strange = Object.keys(value).find((key) => !['@value', '@language', '@direction'].includes(key));
      require(strange === undefined, `${path}${name} may not have ${strange}`);
      require(typeof value['@value'] === 'string', `${path}${name} must have a text as @value`);
      const language = value['@language'];
      require(language === undefined ||
        (typeof language === 'string' &&
          /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(language)), `${path}${name} must have a BCP 47 tag as @language`);
      const direction = value['@direction'];
      require(direction === undefined ||
        direction === 'ltr' ||
        direction === 'rtl', `${path}${name} must have ltr or rtl as @direction`);
    }
  }
}

function checkPeriod(credential: Fields, isOld: boolean): void {
  const [from, until] = isOld ? ['issuanceDate', 'expirationDate'] : ['validFrom', 'validUntil'];
  for (const name of [from, until]) {
    require(credential[name!] === undefined || isDateTimeStamp(credential[name!]), `${name} must be a dateTimeStamp`);
  }
  const start = credential[from!];
  const end = credential[until!];
  if (typeof start === 'string' && typeof end === 'string')
    require(Date.parse(start) <= Date.parse(end), `${from} must not be after ${until}`);
}
