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
export { finishCertificate, getIssuedNotice, issueCertificate, reconcileCertificates } from './issue.server';
export { publishDueLists, publishReplacement, publishStatusOf } from './status-lists.server';
export {
  getMyCertificate,
  liftSuspension,
  listCertificates,
  listHeldPrograms,
  listMyCertificates,
  revokeCertificate,
  suspendCertificate,
} from './records.server';
export {
  approveCorrection,
  cancelCorrection,
  countOpenCorrections,
  listCorrections,
  listMyCorrections,
  refuseCorrection,
  requestCorrection,
} from './correction.server';
export { eraseCertificatesOf, eraseMyCertificates, sealOldCertificates, setPrivacy } from './privacy.server';
export { getExpiryNotice, remindOfExpiry } from './reminders.server';
export { refreshCredential } from './refresh.server';
export { drawTranslation } from './translation.server';
export { checkpointLedger, getLedgerFile, type LedgerReport, verifyLedger } from './ledger-audit.server';
export {
  getResignProgress,
  type KeyRow,
  listSigningKeys,
  renewKeys,
  resignCertificates,
  rotateKey,
  withdrawKey,
} from './keys.server';
export {
  exportCertificates,
  getCertificateCounts,
  getCertificateReport,
  getIssueBatch,
  listIssueBatches,
  runIssueBatch,
  startIssueBatch,
} from './reports.server';
export {
  ConcernSchema,
  getCertificateFile,
  getPublicCertificate,
  getStatusList,
  type PublicFile,
  reportConcern,
} from './public.server';
export { checkHandedIn, checkMany, findPublicId, readHandedIn } from './check.server';
export { checkList, readList, writeVerdicts } from './check-list.server';
export { readExamForm } from './exam-form.server';
export { answerFile, answerJson } from './problem.server';
export { getDidDocument, getDidFile, getJwks, getJwksFile } from './issuer.server';
export { readMarksForm, readPortfolioForm } from './portfolio-form.server';
export {
  appealSubmission,
  AppealSchema,
  getPortfolio,
  getSubmission,
  savePortfolioDraft,
  SaveDraftSchema,
  submitPortfolio,
} from './portfolio.server';
export {
  claimNextWork,
  getMarking,
  getMarkingQueue,
  giveBackWork,
  MarksSchema,
  saveWorkMarks,
  submitWorkMarks,
} from './evaluation.server';
export { decideHeldAttempt, DecideHeldSchema, listHeldAttempts } from './integrity.server';
export { findAttemptOfWork } from './eligibility.server';
export { listProgramReports } from './programs-report.server';
