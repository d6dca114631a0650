import { expect, test } from 'vitest';
import { ACCOUNT_POLICY, afterTry, type Attempts, failuresLeft, NETWORK_POLICY, waitSeconds } from './attempts';

const start = new Date('2026-11-22T10:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);

function fail(times: number, policy = ACCOUNT_POLICY): Attempts | null {
  let attempts: Attempts | null = null;
  for (let i = 0; i < times; i++) attempts = afterTry(attempts, policy, start);
  return attempts;
}

test.each([
  [0, 0],
  [4, 0],
  [5, 30],
  [6, 60],
  [7, 120],
  [8, 240],
  [9, 480],
  [10, 900],
  [50, 900],
])('after %i failures an account waits %i seconds', (failures, seconds) => {
  expect(waitSeconds(fail(failures), ACCOUNT_POLICY, start)).toBe(seconds);
});

test('the wait runs down with the clock', () => {
  expect(waitSeconds(fail(6), ACCOUNT_POLICY, at(45))).toBe(15);
  expect(waitSeconds(fail(6), ACCOUNT_POLICY, at(60))).toBe(0);
});

test('failures fade: even the longest attack is forgotten within two hours', () => {
  const attempts = fail(1000);
  expect(waitSeconds(attempts, ACCOUNT_POLICY, at(15 * 60))).toBe(0);
  expect(failuresLeft(attempts, ACCOUNT_POLICY, at(2 * 3600))).toBe(0);
});

test('a steady guesser gets few tries a day', () => {
  let attempts: Attempts | null = null;
  let tries = 0;
  for (let now = 0; now < 24 * 3600; now += 10) {
    if (waitSeconds(attempts, ACCOUNT_POLICY, at(now)) > 0) continue;
    attempts = afterTry(attempts, ACCOUNT_POLICY, at(now));
    tries++;
  }
  expect(tries).toBeLessThan(200);
});

test('a network of many people has more room', () => {
  expect(waitSeconds(fail(49, NETWORK_POLICY), NETWORK_POLICY, start)).toBe(0);
  expect(waitSeconds(fail(50, NETWORK_POLICY), NETWORK_POLICY, start)).toBe(30);
});

test('a clock that went backwards does not forgive', () => {
  expect(failuresLeft(fail(5), ACCOUNT_POLICY, at(-3600))).toBe(5);
});
