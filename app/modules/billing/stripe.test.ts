import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStripe, type StripeStandin } from '../../../tests/standins/stripe';
import { probeStripe } from './stripe.server';

let stripe: StripeStandin;
beforeAll(async () => void (stripe = await startStripe('sk_test_right')));
afterAll(() => stripe.close());

test('a working key is reported as working, in test mode', async () => {
  expect(await probeStripe('sk_test_right', stripe.base)).toEqual({ ok: true, livemode: false });
});

test('a wrong key is reported with what Stripe said', async () => {
  expect(await probeStripe('sk_test_wrong', stripe.base)).toEqual({ ok: false, message: 'Invalid API Key provided' });
});

test('a failing or cut-off Stripe is reported, not thrown', async () => {
  for (const how of ['fail', 'truncate'] as const) {
    stripe.behave(how);
    expect((await probeStripe('sk_test_right', stripe.base)).ok).toBe(false);
  }
  stripe.behave('well');
});
