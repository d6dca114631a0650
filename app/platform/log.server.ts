// Structured logs on standard output. No personal data: ids yes, names, addresses, answers and tokens never.
import pino from 'pino';
import { env } from './env.server';

const REDACTED = ['password', 'token', 'cookie', 'authorization', 'email', 'name', 'secret', 'recipient'];

let logger: pino.Logger | undefined;

/** The process's logger. */
export function log(): pino.Logger {
  return (logger ??= pino(
    {
      level: env().LOG_LEVEL,
      base: { pid: process.pid },
      redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`, `req.headers.${key}`]), censor: '[redacted]' },
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 1, sync: env().NODE_ENV !== 'production' }),
  ));
}
