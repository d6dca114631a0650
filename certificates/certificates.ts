// The public door of the certificates library. `browser.ts` is a door of its own, free of Node.
export { verifyAnyCredential, verifyAnyPresentation, type AnyAnswer, type AnyOptions } from './any-credential';
export { bakePng, readBakedPng } from './bake-png';
export { bakeSvg, readBakedSvg } from './bake-svg';
export { drawBadge, type BadgeImage, type BadgeInput } from './badge-image';
export {
  buildDocument,
  hashIdentity,
  toPlainText,
  type Award,
  type AwardAlignment,
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
export type { Design, DesignKind } from './pdf-designs/design';
export { readLogo, type Logo } from './pdf-designs/logo';
export { PDF_LABELS, type PdfLabels } from './pdf-labels';
export { openSeal, type PdfSeal } from './pdf-seal';
export { makeSealCertificate, readSealKeys, withSealKeys, type SealKey } from './pdf-seal-certificate';
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
  FILE_CHECKS,
  MAX_FILE_BYTES,
  verifyFile,
  type Container,
  type FileCheck,
  type FileVerification,
  type VerifyFileOptions,
} from './verify-file';
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
