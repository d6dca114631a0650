// The database: one pool shared by Prisma and by the few hot statements that are written out. Only stores import this.
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '~/generated/prisma/client.ts';
import { AppError } from './errors';
import { env } from './env.server';
import { log } from './log.server';

export type { Prisma };
/** What a store function may be given instead of the client, to take part in a transaction. */
export type Tx = Prisma.TransactionClient;

type Database = { pool: pg.Pool; prisma: PrismaClient; statements: number };

// Server and Remix build are bundled apart, and Vite reloads modules in development: one pool for all of them.
const shared = globalThis as unknown as { periciaDatabase?: Database };

class CountingClient extends pg.Client {
  override query(...args: Array<unknown>): never {
    shared.periciaDatabase!.statements++;
    return (super.query as (...a: Array<unknown>) => never).apply(this, args);
  }
}

function open(): Database {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'pericia',
    statement_timeout: 15_000,
    Client: CountingClient,
  } as pg.PoolConfig);
  // Without a listener an idle connection that breaks (a database restart) ends the process.
  pool.on('error', (error) => log().warn({ err: error.message }, 'an idle database connection broke'));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }), statements: 0 };
}

function database(): Database {
  return (shared.periciaDatabase ??= open());
}

/** Prisma, for everything that is not hot. */
export function prisma(): PrismaClient {
  return database().prisma;
}

/** Statements sent since the process began: what the benches and /metrics print. */
export function statementCount(): number {
  return shared.periciaDatabase?.statements ?? 0;
}

/**
 * One prepared statement, for hot paths. `name` identifies the plan on the connection: the same name always means the same
 * text. Columns come back as Postgres names them; write `as "camelCase"`.
 */
export async function sql<Row>(name: string, text: string, values: ReadonlyArray<unknown> = []): Promise<Array<Row>> {
  try {
    const result = await database().pool.query({ name, text, values: values as Array<unknown> });
    return result.rows as Array<Row>;
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** Runs `work` in one transaction; everything in it is saved, or nothing. */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await prisma().$transaction(work, { maxWait: 5_000, timeout: 15_000 });
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** A dedicated client outside the pool's reuse, for session-level work such as advisory locks. Call `release` when done. */
export async function connection(): Promise<pg.PoolClient> {
  return database().pool.connect();
}

/** Closes every connection; the process is ending. */
export async function closeDatabase(): Promise<void> {
  const open = shared.periciaDatabase;
  if (!open) return;
  delete shared.periciaDatabase;
  await open.prisma.$disconnect();
  await open.pool.end();
}

/** True when the error is the violation of a unique constraint: somebody was first. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === 'P2002' || code === '23505';
}

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
]);

/** Turns "the database does not answer" into AppError unavailable; anything else passes unchanged. */
export function asUnavailable(error: unknown): unknown {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string };
  const lost =
    (code !== undefined && CONNECTION_CODES.has(code)) ||
    /Connection terminated|timeout exceeded when trying to connect|Can't reach database|ECONNREFUSED|server closed the connection/i.test(
      message,
    );
  return lost ? new AppError('unavailable', { reason: 'database', cause: error }) : error;
}
