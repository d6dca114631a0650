import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Pericia, startPericia } from '../setup/pericia';

let pericia: Pericia;
beforeAll(async () => void (pericia = await startPericia({ worker: false })));
afterAll(() => pericia.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${pericia.baseUrl}${path}`, {
    headers: { Accept: 'text/html', 'Accept-Language': 'en', ...headers },
    redirect: 'manual',
  });

test(
  'a database that goes away gives a clear page and no crash, and heals by itself',
  { timeout: 90_000 },
  async () => {
    expect((await get('/certifications')).status).toBe(200);
    await pericia.postgres.stop();
    const away = await get('/learn', { Cookie: `pericia_session=${'a'.repeat(40)}` });
    expect(away.status).toBe(503);
    expect(await away.text()).toMatch(/<html[\s\S]*<h1/);
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
    await pericia.postgres.start();
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 20_000, interval: 300 }).toBe(200);
    expect((await get('/courses/ai-marketing-foundations?x=1')).status).toBe(200);
    expect(pericia.web.exitCode).toBeNull();
  },
);

test('asked to end, the server finishes what it is doing and exits with 0', { timeout: 60_000 }, async () => {
  const other = await startPericia({ worker: false });
  const under = Promise.all(
    Array.from({ length: 20 }, () =>
      fetch(`${other.baseUrl}/courses?x=${Math.random()}`).then((response) => response.status),
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 30));
  const exited = new Promise<number | null>((resolve) => other.web.once('exit', resolve));
  other.web.kill('SIGTERM');
  expect(await under).toEqual(Array.from({ length: 20 }, () => 200));
  expect(await exited).toBe(0);
  await other.stop();
});
