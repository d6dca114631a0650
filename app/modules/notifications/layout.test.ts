import { expect, test } from 'vitest';
import { LOCALES } from '~/i18n/locale';
import { renderMail } from './layout.server';
import type { MailInput, TemplateData } from './notifications';

const url = 'http://127.0.0.1:3000/somewhere';
const DATA: TemplateData = {
  'verify-email': { url },
  'already-registered': { signInUrl: url, resetUrl: `${url}/reset` },
  'reset-password': { url },
  'password-changed': { name: 'Ana', resetUrl: url },
  'certificate-issued': { name: 'Ana', title: 'AI marketing foundations', url },
  'certificate-expiring': { name: 'Ana', title: 'AI marketing foundations', date: '1 March 2027', days: '30', url },
  'portfolio-passed': { name: 'Ana', url },
  'portfolio-failed': { name: 'Ana', url },
  'attempt-refused': { name: 'Ana', url },
  'correction-refused': { name: 'Ana', url },
};

function mail(template: keyof TemplateData, locale: 'es' | 'en', data: object = {}): MailInput {
  return {
    dedupeKey: 'k',
    userId: null,
    to: 'ana@example.com',
    template,
    locale,
    data: { ...DATA[template], ...data },
  } as MailInput;
}

test.each(
  LOCALES.flatMap((locale) =>
    (Object.keys(DATA) as Array<keyof TemplateData>).map((template) => [template, locale] as const),
  ),
)('%s in %s has a subject, one button, the plain address, and no gap left unfilled', (template, locale) => {
  const { subject, text, html } = renderMail(mail(template, locale));
  expect(subject.length).toBeGreaterThan(8);
  expect(subject.length).toBeLessThan(70);
  for (const body of [subject, text, html]) expect(body).not.toMatch(/\{\{|\}\}|undefined|mail\./);
  expect(text).toContain(url);
  expect(html.match(/display:inline-block;padding:13px/g)).toHaveLength(1);
  expect(html).toContain(`<html lang="${locale}">`);
  expect(html).not.toMatch(/<script|<img|<link|http-equiv/i);
});

test('a name cannot bring markup or a link of its own', () => {
  const { html, text } = renderMail(
    mail('password-changed', 'en', { name: '<img src=x onerror=1> http://evil.example/x' }),
  );
  expect(html).not.toContain('<img');
  expect(html).not.toContain('href="http://evil');
  expect(text).toContain('http://evil.example/x');
});

test('a subject is one line', () => {
  expect(
    renderMail(mail('certificate-issued', 'en', { title: 'A\r\nBcc: everybody@example.com' })).subject,
  ).not.toMatch(/[\r\n]/);
});

test('interpolated values are not templates themselves', () => {
  expect(renderMail(mail('certificate-issued', 'en', { name: '{{url}} $t(footer)' })).text).toContain(
    '{{url}} $t(footer)',
  );
});
