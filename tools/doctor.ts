// The doctor's examination: every outside service and key, each as one line of words: on, off or wrong.
import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Redis } from 'ioredis';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { probeClaude } from '~/modules/assistant/claude.server';
import { probeStripe } from '~/modules/billing/stripe.server';
import { parseEnvironment } from '~/platform/env.server';
import { dataFolder } from './environment.mjs';

type Finding = { state: 'on' | 'off' | 'wrong'; name: string; words: string };

const given = process.env;
const hidden = (url: string) => url.replace(/\/\/[^@/]*@/, '//…@');

function reachable(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: 2_000 });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
    socket.once('timeout', () => (socket.destroy(), resolve(false)));
  });
}

async function database(): Promise<Finding> {
  const name = 'Database';
  const url = given.DATABASE_URL;
  if (!url) {
    const made =
      existsSync(path.join(dataFolder(), 'postgres', 'PG_VERSION')) ||
      existsSync(path.join(dataFolder(), 'pericia.json'));
    return {
      state: 'on',
      name,
      words: `the bundled Postgres, data in ${dataFolder()}${made ? '' : ' (made at the first start)'}. DATABASE_URL would name one of your own.`,
    };
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: string }>(
      `select version(), current_setting('server_version_num') as number`,
    );
    const number = Number(rows[0]!.number);
    if (number < 140_000)
      return {
        state: 'wrong',
        name,
        words: `${hidden(url)} is ${rows[0]!.version.split(',')[0]}; Pericia needs Postgres 14 or newer.`,
      };
    return { state: 'on', name, words: `your own, ${hidden(url)} (Postgres ${Math.floor(number / 10_000)}).` };
  } catch (error) {
    return {
      state: 'wrong',
      name,
      words: `DATABASE_URL is set, but ${hidden(url)} does not answer: ${(error as Error).message}`,
    };
  } finally {
    await client.end().catch(() => {});
  }
}

async function redis(): Promise<Finding> {
  const name = 'Redis';
  const url = given.REDIS_URL;
  if (!url)
    return {
      state: 'off',
      name,
      words:
        'REDIS_URL is not set: the queue runs on Postgres, limits and caches are per process. Fine for one machine.',
    };
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 3_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const policy = (await client.config('GET', 'maxmemory-policy').catch(() => [])) as Array<string>;
    if (policy[1] && policy[1] !== 'noeviction')
      return {
        state: 'wrong',
        name,
        words: `${hidden(url)} answers, but its maxmemory-policy is ${policy[1]}: jobs could be thrown away. Set it to noeviction.`,
      };
    return { state: 'on', name, words: `${hidden(url)}: queue, limits and caches are shared by all processes.` };
  } catch (error) {
    return {
      state: 'wrong',
      name,
      words: `REDIS_URL is set, but ${hidden(url)} does not answer: ${(error as Error).message}`,
    };
  } finally {
    client.disconnect();
  }
}

async function mail(): Promise<Finding> {
  const name = 'Mail';
  const url = given.SMTP_URL;
  if (!url)
    return {
      state: 'off',
      name,
      words: 'SMTP_URL is not set: mails are kept and shown in the outbox page of the demo, none is sent.',
    };
  const transport = nodemailer.createTransport(url, { connectionTimeout: 5_000 } as never);
  try {
    await transport.verify();
    return { state: 'on', name, words: `${hidden(url)} accepts us.` };
  } catch (error) {
    return { state: 'wrong', name, words: `SMTP_URL is set, but ${hidden(url)} refuses: ${(error as Error).message}` };
  } finally {
    transport.close();
  }
}

async function stripe(): Promise<Finding> {
  const name = 'Stripe';
  if (!given.STRIPE_SECRET_KEY)
    return { state: 'off', name, words: 'STRIPE_SECRET_KEY is not set: plans are shown, nothing can be bought.' };
  const probe = await probeStripe(given.STRIPE_SECRET_KEY, given.STRIPE_API_BASE);
  if (!probe.ok)
    return { state: 'wrong', name, words: `STRIPE_SECRET_KEY is set, but Stripe refuses: ${probe.message}` };
  return {
    state: 'on',
    name,
    words: `the key works (${probe.livemode ? 'LIVE' : 'test'} mode). Checkout is not part of this version yet.`,
  };
}

async function claude(): Promise<Finding> {
  const name = 'Claude';
  if (!given.ANTHROPIC_API_KEY)
    return { state: 'off', name, words: 'ANTHROPIC_API_KEY is not set: prompt exercises use the offline check.' };
  const probe = await probeClaude(given.ANTHROPIC_API_KEY, given.ANTHROPIC_BASE_URL);
  if (!probe.ok)
    return { state: 'wrong', name, words: `ANTHROPIC_API_KEY is set, but the service refuses: ${probe.message}` };
  return {
    state: 'on',
    name,
    words: `the key works (${probe.models} models). The assistant is not part of this version yet.`,
  };
}

async function address(): Promise<Finding> {
  const port = Number(given.PORT || 3000);
  const host = given.HOST || '127.0.0.1';
  const busy = await reachable(port, host === '0.0.0.0' ? '127.0.0.1' : host);
  const url = given.PUBLIC_URL;
  if (url && !/^https:/.test(url) && !/\/\/(127\.|localhost)/.test(url))
    return {
      state: 'wrong',
      name: 'Address',
      words: `PUBLIC_URL is ${url}: cookies and certificates need https outside this machine.`,
    };
  return {
    state: 'on',
    name: 'Address',
    words: `${url ?? `http://${host}:${port}`}; port ${port} is ${busy ? 'in use (Pericia itself, or another program)' : 'free'}.`,
  };
}

function keys(): Finding {
  const name = 'Keys';
  const file = path.join(dataFolder(), 'secrets.json');
  const own = Boolean(given.SESSION_SECRET && given.CREDENTIAL_KEYS);
  if (own) return { state: 'on', name, words: 'SESSION_SECRET and CREDENTIAL_KEYS come from the environment.' };
  if (given.DATABASE_URL && given.NODE_ENV === 'production')
    return {
      state: 'wrong',
      name,
      words: `SESSION_SECRET or CREDENTIAL_KEYS is not set: ${file} would be used, which other machines do not have. Set both.`,
    };
  return {
    state: 'on',
    name,
    words: existsSync(file)
      ? `from ${file}; keep a copy: without it, new certificates get a new key.`
      : `made at the first start, in ${file}.`,
  };
}

function environment(): Array<Finding> {
  try {
    parseEnvironment({
      ...given,
      DATABASE_URL: given.DATABASE_URL ?? 'postgresql://x@localhost/x',
      SESSION_SECRET: given.SESSION_SECRET ?? 'x'.repeat(32),
      CREDENTIAL_KEYS: given.CREDENTIAL_KEYS ?? Buffer.alloc(32).toString('base64'),
    });
    return [];
  } catch (error) {
    const lines = (error as Error).message.split('\n').filter((line) => line.startsWith('  '));
    return lines.map((line) => ({ state: 'wrong' as const, name: 'Environment', words: `${line.trim()}.` }));
  }
}

function data(): Finding {
  const file = path.join(dataFolder(), 'pericia.json');
  if (!existsSync(file))
    return { state: 'on', name: 'Data', words: `${dataFolder()} does not exist yet; the first start makes it.` };
  const { dataVersion } = JSON.parse(readFileSync(file, 'utf8')) as { dataVersion: number };
  if (dataVersion > 1)
    return {
      state: 'wrong',
      name: 'Data',
      words: `${dataFolder()} was written by a newer Pericia (version ${dataVersion}). Update the code or set PERICIA_DATA.`,
    };
  return { state: 'on', name: 'Data', words: `${dataFolder()}, data version ${dataVersion}.` };
}

function vcApi(): Finding {
  const name = 'VC-API';
  if (!given.PERICIA_VC_API)
    return {
      state: 'off',
      name,
      words: 'PERICIA_VC_API=1 opens it on this machine for conformance suites (docs/vc-api.md).',
    };
  if (given.DATABASE_URL)
    return {
      state: 'wrong',
      name,
      words: 'PERICIA_VC_API signs whatever it is asked to, so it refuses to run beside a DATABASE_URL of your own.',
    };
  return { state: 'on', name, words: 'at /vc, for this machine only.' };
}

/** Prints the findings; returns the exit code: 1 when anything is wrong. */
export async function doctor(): Promise<number> {
  const findings = [
    ...environment(),
    data(),
    keys(),
    ...(await Promise.all([database(), redis(), mail(), stripe(), claude(), address()])),
    vcApi(),
  ];
  for (const { state, name, words } of findings) console.log(`${state.padEnd(6)} ${name.padEnd(12)} ${words}`);
  const wrong = findings.filter((finding) => finding.state === 'wrong').length;
  console.log(wrong ? `\n${wrong} thing${wrong === 1 ? '' : 's'} wrong; the rest works.` : '\nNothing is wrong.');
  return wrong ? 1 : 0;
}

if (process.argv[1]?.endsWith('doctor.ts')) process.exit(await doctor());
