// Notifications' operations: making mail from templates, sending it, and looking at what was made.
export { deliverMail, queueMail, resendMail } from './mail.server';
export { canSendMail, getOutboxMail, isOutboxOpen, listMails, listOutbox, mailCounts } from './outbox.server';
export {
  sendAlreadyRegistered,
  sendCertificateExpiring,
  sendDecision,
  sendCertificateIssued,
  sendPasswordChanged,
  sendPasswordReset,
  sendVerifyEmail,
} from './letters.server';
