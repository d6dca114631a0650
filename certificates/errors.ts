// Every code that this library can raise or report: thrown errors for wrong input to sign, and reasons in verdicts.

/** Codes of thrown errors. Stable: programs may branch on them. */
export type CertificateErrorCode =
  | 'award-invalid' // the award lacks something or holds a value out of range
  | 'document-invalid' // the unsigned document breaks a rule of `lint`
  | 'key-unsuitable' // the key's algorithm, purpose or revocation forbids this use
  | 'context-unknown' // a JSON-LD context that is not on board was asked for
  | 'status-list-invalid' // encoded list that cannot be decoded or is shorter than the minimum
  | 'status-index-invalid' // index outside the list
  | 'did-invalid' // not a did:web, or a DID document that cannot be read
  | 'font-unreadable' // a font file is damaged or of a kind not supported
  | 'pdf-invalid' // the input of a PDF cannot be drawn
  | 'image-invalid'; // an image to bake into, or a logo, is damaged or of a kind not supported

/** Thrown when the caller hands over content that cannot be signed or drawn. Wrong JavaScript types throw TypeError. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';

  constructor(
    /** Stable code. */
    readonly code: CertificateErrorCode,
    message: string,
    /** Where in the input, as a dotted path, when that is known. */
    readonly path?: string,
  ) {
    super(message);
  }
}

/** Reasons in verdicts, grouped by the check that gives them. Stable: pages and clients translate them. */
export const REASONS = {
  general: ['ok', 'not-checked'],
  shape: [
    'too-large', // above 64 kB
    'too-deep', // nested beyond 24 levels
    'not-text', // bytes that are not UTF-8
    'not-recognized', // neither a compact JWT nor a JSON object
    'json-invalid', // looked like JSON and is not
    'key-not-allowed', // a member name with ":" or "@", or "__proto__"
    'context-not-allowed', // a JSON-LD context outside the known set or in another order
    'schema-mismatch', // breaks the Open Badges 3.0 shape; the detail names the place
    'claims-mismatch', // iss, jti, sub, nbf or exp differ from the credential's own members
    'proof-missing', // JSON without a proof
    'proof-ambiguous', // more than one proof
  ],
  issuer: ['issuer-untrusted'],
  signature: [
    'header-not-allowed', // a JOSE header member other than alg, typ and kid, or a wrong typ
    'algorithm-not-allowed', // anything but RS256, ES256 or eddsa-rdfc-2022
    'encoding-not-canonical', // base64url with stray bits or characters, or the other ES256 signature of the two that verify
    'key-unknown', // the key named is not one of the issuer's
    'key-revoked', // the issuer withdrew this key
    'key-wrong-purpose', // a status-list key signing a credential, or the reverse
    'proof-not-allowed', // a proof with members or a purpose we do not accept
    'signature-mismatch', // the signature does not fit the content
  ],
  period: ['not-yet-valid', 'expired'],
  status: [
    'revoked',
    'suspended',
    'status-absent', // the credential names no status list
    'status-type-unsupported',
    'status-unavailable', // the lookup had no answer
    'status-list-invalid', // the list's own signature, shape or issuer fails
    'status-list-stale', // the list is outside its own validity
    'status-index-out-of-range',
  ],
  superseded: ['replaced', 'superseded-unavailable'],
  // only of files that carry a credential: PNG, SVG, PDF
  file: [
    'file-damaged', // cut off, a wrong checksum, not well-formed, or of a build that we do not read
    'file-encrypted', // a PDF with a password
    'credential-missing', // no credential inside
    'credential-ambiguous', // more than one that could be meant
  ],
  seal: [
    'seal-absent', // the PDF bears no seal: nothing vouches for what is printed on it
    'seal-damaged', // a seal that cannot be read, or more than one
    'seal-mismatch', // the PDF was changed after sealing
    'seal-partial', // something was appended after sealing, or the seal leaves parts out
    'seal-untrusted', // sealed with a key that is not one of the issuer's
    'seal-foreign', // sealed by the issuer, around a credential that it does not belong to
  ],
} as const;

export type Reason = (typeof REASONS)[keyof typeof REASONS][number];
