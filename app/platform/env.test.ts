import { expect, test } from 'vitest';
import { parseEnvironment } from './env.server';

const complete = {
  DATABASE_URL: 'postgresql://u:p@localhost/x',
  SESSION_SECRET: 'a'.repeat(32),
  CREDENTIAL_KEYS: Buffer.alloc(32).toString('base64'),
};

test('a complete environment is taken with its defaults', () => {
  expect(parseEnvironment(complete)).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', NODE_ENV: 'development' });
});

test('every wrong key is named at once', () => {
  expect(() =>
    parseEnvironment({ ...complete, DATABASE_URL: 'mysql://x', REDIS_URL: 'http://x', PORT: '70000' }),
  ).toThrow(/DATABASE_URL[\s\S]*REDIS_URL|PORT[\s\S]*DATABASE_URL/);
  expect(() => parseEnvironment({})).toThrow(
    /DATABASE_URL: is missing[\s\S]*SESSION_SECRET: is missing[\s\S]*CREDENTIAL_KEYS: is missing/,
  );
});

test('an empty string counts as not given', () => {
  expect(parseEnvironment({ ...complete, REDIS_URL: '', SMTP_URL: '' }).REDIS_URL).toBeUndefined();
});

test('the published example of a secret is refused in production', () => {
  const published = { ...complete, SESSION_SECRET: 'change-me-change-me-change-me-change-me' };
  expect(() => parseEnvironment({ ...published, NODE_ENV: 'production' })).toThrow(/SESSION_SECRET/);
});
