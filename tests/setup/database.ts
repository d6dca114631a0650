// A database of its own for each test file, cloned from the template; dropped at the end.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDatabase } from '~/platform/db.server';

const address = inject('postgres');
const name = `test_${randomUUID().replaceAll('-', '')}`;
// Before any module reads the environment.
process.env.DATABASE_URL = address.replace('{database}', name);

async function admin(text: string) {
  const client = new pg.Client({ connectionString: address.replace('{database}', 'postgres') });
  await client.connect();
  try {
    // Cloning a template waits for nobody else to clone it.
    for (let tries = 0; ; tries++) {
      try {
        return await client.query(text);
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || tries > 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  await admin(`create database ${name} template pericia_template`);
});

afterAll(async () => {
  await closeDatabase();
  await admin(`drop database if exists ${name} with (force)`);
});
