// Notifications' shapes: a mail as admins and the demo's outbox see it. Browser-safe.
import type { Locale } from '~/i18n/locale';

export const TEMPLATES = [
  'verify-email',
  'already-registered',
  'reset-password',
  'password-changed',
  'certificate-issued',
  'certificate-expiring',
  'portfolio-passed',
  'portfolio-failed',
  'attempt-refused',
  'correction-refused',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** kept = no SMTP is configured: the mail is shown in the outbox and went nowhere. */
export type MailStatus = 'queued' | 'sent' | 'kept' | 'failed';

/** What each template is filled with. Addresses are complete (https://…). */
export type TemplateData = {
  'verify-email': { url: string };
  'already-registered': { signInUrl: string; resetUrl: string };
  'reset-password': { url: string };
  'password-changed': { name: string; resetUrl: string };
  'certificate-issued': { name: string; title: string; url: string };
  /** `date` in the reader's language; `days` left at most. */
  'certificate-expiring': { name: string; title: string; date: string; days: string; url: string };
  'portfolio-passed': { name: string; url: string };
  'portfolio-failed': { name: string; url: string };
  'attempt-refused': { name: string; url: string };
  'correction-refused': { name: string; url: string };
};

/** Letters that tell a decision and lead to the page that explains it. */
export type DecisionTemplate = 'portfolio-passed' | 'portfolio-failed' | 'attempt-refused' | 'correction-refused';

/** A mail to be made; the same `dedupeKey` never makes a second one. */
export type MailInput<T extends Template = Template> = {
  [K in T]: {
    dedupeKey: string;
    userId: string | null;
    to: string;
    template: K;
    locale: Locale;
    data: TemplateData[K];
  };
}[T];

/** A mail in a list; the recipient is masked ("a…@example.com") for admins. */
export type MailRow = {
  mailId: string;
  recipient: string;
  template: string;
  subject: string;
  status: MailStatus;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
};

/** A mail with its bodies; only in the demo's outbox. */
export type MailView = MailRow & { text: string; html: string };
