// Notifications' operations: making mail from templates, sending it, and looking at what was made.
export { deliverMail, queueMail, resendMail } from './mail.server';
export { getOutboxMail, isOutboxOpen, listOutbox, listMails, mailCounts } from './outbox.server';
export { sendAlreadyRegistered, sendCertificateIssued, sendPasswordChanged, sendPasswordReset, sendVerifyEmail } from './letters.server';
