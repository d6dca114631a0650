import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LocaleProvider } from '~/i18n/use-messages';
import type { CertificateFacts } from '~/modules/certification/certification';
import { BrowserAlarm, BrowserCheckLine } from './browser-check';
import { type BrowserCheck, shownFacts } from './use-browser-check';

const html = (component: typeof BrowserAlarm, result: BrowserCheck | null) =>
  renderToStaticMarkup(createElement(LocaleProvider, { value: 'en' }, createElement(component, { result })));

test('a page that says other than what was signed is called out above all, with what was signed', () => {
  const alarm = html(BrowserAlarm, {
    state: 'differs',
    facts: [
      { name: 'holderName', signed: 'Ana' },
      { name: 'skills', signed: null },
    ],
  });
  expect(alarm).toContain('role="alert"');
  expect(alarm).toContain('name, signed as “Ana”; skills');
  expect(html(BrowserAlarm, { state: 'fail' })).toContain('does not fit');
});

test('nothing is called out while all is well, and a check that cannot run says why', () => {
  for (const result of [
    null,
    { state: 'checking' },
    { state: 'pass', at: new Date(), facts: 15 },
    { state: 'unavailable', why: 'insecure' },
  ] as const) {
    expect(html(BrowserAlarm, result)).toBe('');
  }
  expect(html(BrowserCheckLine, { state: 'unavailable', why: 'insecure' })).toContain('needs an https address');
  expect(html(BrowserCheckLine, { state: 'pass', at: new Date(), facts: 15 })).toContain('compared 15 statements');
});

test('texts are compared in the language that was signed; names, dates and figures always', () => {
  const facts = {
    publicId: 'p',
    holderName: 'Ana',
    title: 'AI',
    proves: 'x',
    criteria: 'y',
    skills: [{ id: 's', title: 'S', description: 'd' }],
    questions: 20,
    minutes: 40,
    scorePercent: 88,
    passPercent: 75,
    band: { from: 85, to: 94 },
    hours: 9,
    awardedAt: 'a',
    validFrom: 'b',
    validUntil: 'c',
    issuer: { did: 'did', name: 'n', url: 'u', keyId: null },
    signed: { locale: 'en', title: 'AI' },
    credentialId: 'urn',
    programId: 'p',
    revoked: null,
    replacedBy: null,
    ledgerNumber: 1,
  } satisfies CertificateFacts;
  expect(shownFacts(facts, 'en')).toMatchObject({ skills: 's: S: d', proves: 'x', title: 'AI', scorePercent: '88' });
  expect(shownFacts({ ...facts, title: 'IA' }, 'es')).toMatchObject({
    title: 'AI',
    holderName: 'Ana',
    validUntil: 'c',
  });
  expect(shownFacts(facts, 'es')).not.toHaveProperty('skills');
});
