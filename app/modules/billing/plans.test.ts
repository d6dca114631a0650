// The price list, held to the figures that were decided.
import { expect, test } from 'vitest';
import { ADD_ONS, PLANS } from './billing';

test('the three plans cost 29, 99 and 299 dollars a month', () => {
  expect(PLANS.map((plan) => [plan.id, plan.monthlyMinor, plan.currency])).toEqual([
    ['starter', 2900, 'USD'],
    ['professional', 9900, 'USD'],
    ['enterprise', 29900, 'USD'],
  ]);
});

test('limits rise with the plan: 5 campaigns for one person, then unlimited campaigns for five, then no limit', () => {
  expect(PLANS.map((plan) => [plan.campaigns, plan.seats])).toEqual([
    [5, 1],
    [null, 5],
    [null, null],
  ]);
});

test('add-ons cost 50 and 500 a month, 150 an hour and 200 a session, and enterprise contains the white label', () => {
  expect(ADD_ONS.map((addOn) => [addOn.id, addOn.priceMinor, addOn.per])).toEqual([
    ['api-access', 5000, 'month'],
    ['white-label', 50000, 'month'],
    ['custom-development', 15000, 'hour'],
    ['training', 20000, 'session'],
  ]);
  expect(ADD_ONS.filter((addOn) => addOn.includedIn.includes('enterprise')).map((addOn) => addOn.id)).toEqual([
    'white-label',
  ]);
});
