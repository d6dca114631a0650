// Certification's operations: programs, exams, certificates, their public check, and the jobs that issue and sign.
export { findProgramOfCourse, getProgramView, listPrograms, syncPrograms } from './programs.server';
export {
  getEligibility,
  getExam,
  getExamEntry,
  saveExamAnswer,
  type SaveReceipt,
  startExam,
  submitExam,
} from './exam.server';
export { getCertificateState, getExamResult, submitOverdue } from './grade.server';
export { getIssuedNotice, issueCertificate, reconcileCertificates } from './issue.server';
export { publishDueLists, publishRevocation } from './status-lists.server';
export {
  listCertificates,
  listHeldPrograms,
  listMyCertificates,
  type LedgerReport,
  revokeCertificate,
  verifyLedger,
} from './records.server';
export {
  ConcernSchema,
  getCertificateFile,
  getPublicCertificate,
  getStatusList,
  type PublicFile,
  reportConcern,
} from './public.server';
export { checkHandedIn, checkMany, findPublicId, readHandedIn } from './check.server';
export { readExamForm } from './exam-form.server';
export { answerFile, answerJson } from './problem.server';
export { getDidDocument, getDidFile, getJwks, getJwksFile } from './issuer.server';
