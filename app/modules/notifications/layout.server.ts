// Mails as text and as HTML: one column, one button, the address spelt out. Inline styles only: mail programs drop the rest.
import { mailMessages } from '~/i18n/mail';
import { translator } from '~/i18n/messages';
import { publicUrl } from '~/platform/env.server';
import type { MailInput } from './notifications';

/** Makes text safe inside HTML and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Paragraphs; an address of ours in them becomes a link, anybody else's (in a person's name, say) does not. */
function paragraphs(text: string, style: string): string {
  const ours = (word: string) => word.startsWith(`${publicUrl()}/`);
  const link = (url: string) => `<a href="${url}" style="color:#3f35b8">${url}</a>`;
  return text
    .split('\n\n')
    .map(
      (part) =>
        `<p style="${style}">${escapeHtml(part).replace(/https?:\/\/[^\s&]+/g, (word) => (ours(word) ? link(word) : word))}</p>`,
    )
    .join('\n');
}

/** The one address a mail's button leads to. */
function target(mail: MailInput): string {
  return mail.template === 'already-registered'
    ? mail.data.signInUrl
    : mail.template === 'password-changed'
      ? mail.data.resetUrl
      : mail.data.url;
}

const BODY = 'margin:0 0 16px;font-size:16px;line-height:1.55;color:#1c1a2e';
const SMALL = 'margin:0 0 12px;font-size:14px;line-height:1.5;color:#5f5a6b';

/** Subject, text and HTML of a mail in its language. */
export function renderMail(mail: MailInput): { subject: string; text: string; html: string } {
  const t = translator(mailMessages, mail.locale);
  const data: Record<string, string> = { ...mail.data };
  const say = (part: 'subject' | 'title' | 'before' | 'button' | 'after') => t(`${mail.template}.${part}`, data);
  const site = new URL(publicUrl()).host;
  const url = target(mail);
  const subject = say('subject').replace(/\s+/g, ' ');
  const text = [
    say('title'),
    say('before'),
    `${say('button')}:\n${url}`,
    say('after'),
    '--',
    t('footer', { site }),
  ].join('\n\n');
  const html = `<!doctype html>
<html lang="${mail.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0;background:#faf7f2;font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#faf7f2"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #e5ddd0;border-radius:14px">
<tr><td style="padding:28px 32px 0;font-size:18px;font-weight:700;letter-spacing:-0.01em;color:#3f35b8">Pericia</td></tr>
<tr><td style="padding:16px 32px 8px">
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.25;letter-spacing:-0.01em;color:#1c1a2e">${escapeHtml(say('title'))}</h1>
${paragraphs(say('before'), BODY)}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0"><tr><td style="border-radius:8px;background:#3f35b8">
<a href="${escapeHtml(url)}" style="display:inline-block;padding:13px 22px;font-size:16px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px">${escapeHtml(say('button'))}</a>
</td></tr></table>
${paragraphs(say('after'), BODY)}
</td></tr>
<tr><td style="padding:16px 32px 28px;border-top:1px solid #e5ddd0">
<p style="${SMALL}">${escapeHtml(t('fallback'))}<br><a href="${escapeHtml(url)}" style="color:#3f35b8;word-break:break-all">${escapeHtml(url)}</a></p>
<p style="${SMALL};margin:0">${escapeHtml(t('footer', { site }))}</p>
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
  return { subject, text, html };
}
