// The public door of the certificates library. `browser.ts` is a door of its own, free of Node.
export {
  buildDocument,
  hashIdentity,
  toPlainText,
  type Award,
  type AwardEvidence,
  type AwardSkill,
  type CredentialDocument,
} from './document';
export { CertificateError, REASONS, type CertificateErrorCode, type Reason } from './errors';
export {
  buildDidDocument,
  buildJwks,
  generateSigningKey,
  readDidDocument,
  toDidWeb,
  toPublicJwk,
  toPublicKey,
  type KeyAlgorithm,
  type KeyPurpose,
  type PublicKey,
  type SigningKey,
  type TrustedIssuer,
} from './keys';
export { lint, type LintFinding } from './lint';
export { renderPdf, type PdfAttachment, type PdfWarning } from './pdf';
export { PDF_LABELS, type PdfLabels } from './pdf-labels';
export { signDataIntegrity } from './sign-data-integrity';
export { signJwt, type JwtProfile } from './sign-jwt';
export {
  buildStatusListCredential,
  createStatusList,
  decodeStatusList,
  drawStatusIndex,
  encodeStatusList,
  getStatus,
  MIN_LIST_LENGTH,
  setStatus,
  type StatusList,
} from './status-list';
export { createStatusLookup, type StatusAnswer, type StatusEntry, type StatusLookup } from './check-status';
export {
  CHECKS,
  verify,
  type Check,
  type State,
  type SupersededLookup,
  type Verdict,
  type Verification,
  type VerifyOptions,
} from './verify';
