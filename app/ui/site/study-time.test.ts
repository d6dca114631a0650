// Study time as people plan it.
import { expect, test } from 'vitest';
import { roundStudyTime } from './study-time';

test('five minutes below an hour and a half, half hours from there', () => {
  expect(roundStudyTime(2)).toEqual({ unit: 'minutes', amount: 5 });
  expect(roundStudyTime(88)).toEqual({ unit: 'minutes', amount: 90 });
  expect(roundStudyTime(90)).toEqual({ unit: 'hours', amount: 1.5 });
  expect(roundStudyTime(119)).toEqual({ unit: 'hours', amount: 2 });
  expect(roundStudyTime(160)).toEqual({ unit: 'hours', amount: 2.5 });
});
