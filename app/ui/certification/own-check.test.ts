import { expect, test } from 'vitest';
import type { CertificateFacts } from '~/modules/certification/certification';
import { shownFacts } from './own-check';

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
    visibility: 'link',
    revoked: null,
    suspended: null,
    resigned: null,
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
