// Addresses of the JSON-LD contexts that this library writes and accepts. Their text is on board, see contexts.ts.

/** W3C Verifiable Credentials Data Model 2.0. */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/** The data model before it, 1.1. Read only. */
export const CREDENTIALS_V1_CONTEXT = 'https://www.w3.org/2018/credentials/v1';

/** Maps every undefined term to one vocabulary; examples and test suites of the W3C use it. */
export const EXAMPLES_CONTEXT = 'https://www.w3.org/ns/credentials/examples/v2';

/** Open Badges 3.0, version 3.0.3 of the context. */
export const BADGE_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** Needed as soon as a type of the 1EdTech extensions (schema validator, refresh service) is used. */
export const EXTENSIONS_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

export const DID_CONTEXT = 'https://www.w3.org/ns/did/v1';
export const MULTIKEY_CONTEXT = 'https://w3id.org/security/multikey/v1';

/** 1EdTech's own JSON Schema of the credential; named in every document so that other verifiers apply it. */
export const BADGE_SCHEMA_URL =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
