import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttemptFact, bandOf, eligibilityOf, type EligibilityFacts, scoreOf } from './rules';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const NOW = 100 * DAY;
const iso = (at: number) => new Date(at).toISOString();
const attempt = (daysAgo: number, parts: Partial<AttemptFact> = {}): AttemptFact => ({
  id: `a${daysAgo}`,
  startedAt: NOW - daysAgo * DAY,
  deadlineAt: NOW - daysAgo * DAY + HOUR,
  submittedAt: NOW - daysAgo * DAY + HOUR / 2,
  ...parts,
});
const facts = (parts: Partial<EligibilityFacts>): EligibilityFacts => ({
  rules: { attempts: 3, retakeAfterHours: 24 },
  attempts: [],
  passedWithoutCertificate: null,
  certificate: null,
  emailVerified: true,
  now: NOW,
  windowDays: 30,
  renewalDays: 90,
  ...parts,
});
const held = (daysLeft: number) => ({
  publicId: 'p',
  state: 'issued' as const,
  attemptId: 'x',
  expiresAt: NOW + daysLeft * DAY,
  earnedAt: NOW - DAY,
});

test('who may begin, case by case', () => {
  const cases: Array<[string, Partial<EligibilityFacts>, object]> = [
    ['a newcomer', {}, { state: 'ready', attemptsLeft: 3, renewal: false }],
    ['no confirmed address', { emailVerified: false }, { state: 'verify-email' }],
    [
      'an open attempt, even with an address that is not confirmed',
      { emailVerified: false, attempts: [attempt(0, { submittedAt: null })] },
      { state: 'open', attemptId: 'a0' },
    ],
    [
      'a pause not over by a moment',
      { attempts: [attempt(1, { submittedAt: NOW - DAY + 1 })] },
      { state: 'wait', until: iso(NOW + 1), attemptsLeft: 2 },
    ],
    ['a pause just over', { attempts: [attempt(1, { submittedAt: NOW - DAY })] }, { state: 'ready', attemptsLeft: 2 }],
    [
      'an attempt that ran out and was not handed in: the pause counts from its deadline',
      { attempts: [attempt(0.5, { submittedAt: null })] },
      { state: 'wait', until: iso(NOW + DAY / 2 + HOUR) },
    ],
    [
      'three attempts in the window',
      { attempts: [attempt(2), attempt(10), attempt(29)] },
      { state: 'exhausted', until: iso(NOW + DAY) },
    ],
    [
      'the oldest of three at the edge of the window',
      { attempts: [attempt(2), attempt(10), attempt(30)] },
      { state: 'ready', attemptsLeft: 1 },
    ],
    ['passed, not signed yet', { passedWithoutCertificate: 'a1' }, { state: 'issuing', attemptId: 'a1' }],
    ['certificate pending', { certificate: { ...held(700), state: 'pending' } }, { state: 'issuing', attemptId: 'x' }],
    ['certified', { certificate: held(91) }, { state: 'certified', publicId: 'p', renewFrom: iso(NOW + DAY) }],
    ['certified, ninety days before the end', { certificate: held(90) }, { state: 'ready', renewal: true }],
    ['an expired certificate', { certificate: held(-5) }, { state: 'ready', renewal: true }],
  ];
  for (const [name, parts, expected] of cases) expect(eligibilityOf(facts(parts)), name).toMatchObject(expected);
});

test('the score is the exact mean, cut to one decimal', () => {
  expect(scoreOf([1, 1, 1, 0], 75)).toEqual({ scorePercent: 75, passed: true });
  expect(scoreOf([], 75)).toEqual({ scorePercent: 0, passed: false });
  expect(scoreOf([1 / 3, 1 / 3, 1 / 3, 1, 1, 1], 66.666)).toMatchObject({ scorePercent: 66.6, passed: true });
  expect(scoreOf([...Array.from({ length: 14 }, () => 1), 0.999, 0, 0, 0, 0, 0], 75)).toEqual({
    scorePercent: 74.9,
    passed: false,
  });
  // 0.1 added ten times is not 1 in binary.
  expect(
    scoreOf(
      Array.from({ length: 10 }, () => 0.1),
      10,
    ),
  ).toEqual({ scorePercent: 10, passed: true });
});

test('a score never shows more than it is, and passes exactly when its mean reaches the mark', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 100 }),
      (sixtieths, pass) => {
        const { scorePercent, passed } = scoreOf(
          sixtieths.map((points) => points / 60),
          pass,
        );
        const exact = sixtieths.reduce((sum, points) => sum + points, 0) * 100;
        expect(passed).toBe(exact >= pass * 60 * sixtieths.length);
        expect(scorePercent).toBeLessThanOrEqual(exact / 60 / sixtieths.length + 1e-6);
        const band = bandOf(scorePercent, pass);
        expect(band.from <= scorePercent && Math.floor(scorePercent) <= band.to).toBe(true);
        if (passed) expect(band.from).toBeGreaterThanOrEqual(pass);
      },
    ),
  );
});
