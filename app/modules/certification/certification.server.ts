// Certification's operations: programs, exams, certificates, their public check, and the jobs that issue and sign.
export { getProgramView, listPrograms, syncPrograms } from './programs.server';
export { getEligibility, getExam, getExamEntry, saveExamAnswer, SaveExamAnswerSchema, startExam, submitExam } from './exam.server';
export { getExamResult, submitOverdue } from './grade.server';
export { getIssuedNotice, issueCertificate, reconcileCertificates } from './issue.server';
export { publishDueLists, publishRevocation } from './status-lists.server';
export { listCertificates, listMyCertificates, type LedgerReport, revokeCertificate, verifyLedger } from './records.server';
export { getCertificateFile, getPublicCertificate, getStatusList, type PublicFile, reportConcern } from './public.server';
export { checkHandedIn, findPublicId } from './check.server';
export { getDidDocument, getJwks } from './issuer.server';
