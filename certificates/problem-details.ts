// The errors that the W3C specifications name, as RFC 9457 problem details. Texts are for engineers, in English.

/** Where each name is defined; the type of a problem is this address and the name. */
const VOCABULARIES = {
  'https://www.w3.org/TR/vc-data-model#': [
    'PARSING_ERROR',
    'CRYPTOGRAPHIC_SECURITY_ERROR',
    'MALFORMED_VALUE_ERROR',
    'RANGE_ERROR',
  ],
  'https://w3id.org/security#': [
    'PROOF_GENERATION_ERROR',
    'PROOF_VERIFICATION_ERROR',
    'PROOF_TRANSFORMATION_ERROR',
    'INVALID_DOMAIN_ERROR',
    'INVALID_CHALLENGE_ERROR',
    'INVALID_VERIFICATION_METHOD',
    'DATA_LOSS_DETECTION_ERROR',
  ],
  'https://www.w3.org/ns/credentials/status-list#': [
    'STATUS_RETRIEVAL_ERROR',
    'STATUS_VERIFICATION_ERROR',
    'STATUS_LIST_LENGTH_ERROR',
    'STATUS_RANGE_ERROR',
    'STATUS_MALFORMED_VALUE_ERROR',
  ],
  'urn:pericia:': ['expired', 'not-yet-valid', 'revoked', 'suspended', 'status-message', 'too-large', 'too-slow'],
} as const;

export type ProblemName = (typeof VOCABULARIES)[keyof typeof VOCABULARIES][number];

/** RFC 9457, with `name` for programs that would rather not take an address apart. */
export type Problem = { type: string; name: ProblemName; title: string; detail: string };

const TYPES = new Map<string, string>(
  Object.entries(VOCABULARIES).flatMap(([base, names]) =>
    // the status list vocabulary shares two names with the data model's
    names.map((name) => [name, base + name.replace(/^STATUS_(?=RANGE|MALFORMED)/, '')] as const),
  ),
);

const TITLES: Partial<Record<ProblemName, string>> = {
  PARSING_ERROR: 'The input could not be parsed',
  CRYPTOGRAPHIC_SECURITY_ERROR: 'The securing mechanism does not hold',
  MALFORMED_VALUE_ERROR: 'A value breaks the data model',
  RANGE_ERROR: 'A value is out of range',
  PROOF_VERIFICATION_ERROR: 'The proof could not be verified',
  PROOF_TRANSFORMATION_ERROR: 'The document could not be canonicalized',
  DATA_LOSS_DETECTION_ERROR: 'A term is not defined by the contexts and would be lost',
  expired: 'The credential has expired',
  'not-yet-valid': 'The credential is not valid yet',
  revoked: 'The credential has been revoked',
  suspended: 'The credential is suspended',
};

/** Makes a problem; `detail` is cut at 400 characters, since it may quote the input. */
export function toProblem(name: ProblemName, detail: string): Problem {
  const title = TITLES[name] ?? name.toLowerCase().replaceAll('_', ' ').replaceAll('-', ' ');
  return { type: TYPES.get(name) ?? 'about:blank', name, title, detail: detail.slice(0, 400) };
}
