// The only reader of process.env. Fails at boot naming every wrong key; a feature whose key is absent is off, in words.
import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((v) => v === '1' || v === 'true')
  .optional();
const port = z.coerce.number().int().min(0).max(65535);

const EnvironmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** http(s) address under which people reach this installation; also fixes the issuer's did:web. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  /** At least 32 characters; signs what must survive a restart, such as form tokens. */
  SESSION_SECRET: z.string().min(32),
  /** base64 of 32 bytes: wraps the private signing keys in the database. */
  CREDENTIAL_KEYS: z.string().refine((v) => Buffer.from(v, 'base64').length === 32, 'must be base64 of 32 bytes'),
  /** How new keys sign the JWT form of certificates. */
  PERICIA_CREDENTIAL_ALG: z.enum(['RS256', 'ES256']).default('RS256'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().default('Pericia <no-reply@pericia.test>'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/, 'must begin with sk_ or rk_')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, 'must begin with whsec_')
    .optional(),
  /** Another address for Stripe's API: a stand-in in development. */
  STRIPE_API_BASE: z.url().optional(),
  ANTHROPIC_API_KEY: z.string().min(10).optional(),
  ANTHROPIC_BASE_URL: z.url().optional(),
  /** "1" or an Express trust-proxy value, when a proxy in front sets X-Forwarded-For. */
  TRUST_PROXY: z.string().optional(),
  /** Number of web processes; default one per core in production. */
  WEB_PROCESSES: z.coerce.number().int().min(1).max(64).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Set by `npm start` with its own database: demo people, the demo outbox. */
  PERICIA_DEMO: flag,
  /** The W3C VC-API for conformance suites (docs/vc-api.md); only with the demo's own database. */
  PERICIA_VC_API: flag,
  /** Bearer token that opens /metrics from elsewhere than this machine. */
  METRICS_TOKEN: z.string().min(16).optional(),
});

export type Environment = z.infer<typeof EnvironmentSchema>;

/** Secrets that appear in documentation and must never protect anything real. */
const PUBLISHED = new Set(['change-me-change-me-change-me-change-me']);

/** Parses an environment; throws one Error whose message names every wrong key and why. Empty strings count as absent. */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = EnvironmentSchema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map(
      (issue) =>
        `  ${issue.path.join('.')}: ${given[String(issue.path[0])] === undefined ? 'is missing' : issue.message}`,
    );
    throw new Error(
      `The environment is not complete:\n${lines.join('\n')}\n\`npm start\` sets what is missing; \`npm run doctor\` explains each key.`,
    );
  }
  if (result.data.NODE_ENV === 'production' && PUBLISHED.has(result.data.SESSION_SECRET)) {
    throw new Error(
      'The environment is not complete:\n  SESSION_SECRET: is the published example; make one with `openssl rand -hex 32`.',
    );
  }
  if (result.data.PERICIA_VC_API && !result.data.PERICIA_DEMO) {
    throw new Error(
      'The environment is not complete:\n  PERICIA_VC_API: signs whatever it is asked to, so it runs only with the bundled database; remove it, or remove DATABASE_URL.',
    );
  }
  return result.data;
}

let parsed: Environment | undefined;

/** The process's environment, parsed once. */
export function env(): Environment {
  return (parsed ??= parseEnvironment(process.env));
}

/** The address people use, without a trailing slash. */
export function publicUrl(): string {
  const { PUBLIC_URL, PORT } = env();
  return (PUBLIC_URL ?? `http://127.0.0.1:${PORT}`).replace(/\/+$/, '');
}
