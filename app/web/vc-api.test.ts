// The VC-API is off unless it was asked for on a machine of one's own, and looks things up on that machine only.
import { expect, test } from 'vitest';
import { parseEnvironment } from '~/platform/env.server';
import { fetchLoopback, isLoopbackHost } from './loopback-fetch';

const complete = {
  DATABASE_URL: 'postgresql://u:p@localhost/x',
  SESSION_SECRET: 'a-secret-of-the-right-length-for-a-test',
  CREDENTIAL_KEYS: Buffer.alloc(32, 1).toString('base64'),
};

test('a database of one’s own and the VC-API together are refused when the process starts', () => {
  expect(() => parseEnvironment({ ...complete, PERICIA_VC_API: '1' })).toThrow(/PERICIA_VC_API/);
  expect(() => parseEnvironment({ ...complete, PERICIA_VC_API: '1', PERICIA_DEMO: '0' })).toThrow(/PERICIA_VC_API/);
  expect(parseEnvironment({ ...complete, PERICIA_VC_API: '1', PERICIA_DEMO: '1' }).PERICIA_VC_API).toBe(true);
  expect(parseEnvironment(complete).PERICIA_VC_API).toBeUndefined();
});

test('only names of this machine are loopback', () => {
  for (const host of ['localhost', '127.0.0.1', '127.8.9.1', '::1', '[::1]'])
    expect(isLoopbackHost(host), host).toBe(true);
  const others = [
    '0.0.0.0',
    '10.0.0.1',
    '169.254.169.254',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '::',
    '',
  ];
  for (const host of others) expect(isLoopbackHost(host), host).toBe(false);
});

test('an address elsewhere, or no web address, is not fetched', async () => {
  const own = { publicUrl: 'https://academy.example', localUrl: 'http://127.0.0.1:1' };
  for (const address of [
    'https://example.com/x',
    'http://10.0.0.1/',
    'http://2130706433.example/',
    'http://user@example.com/',
  ])
    await expect(fetchLoopback(address, own), address).rejects.toThrow(/neither this installation nor this machine/);
  for (const address of ['file:///etc/hosts', 'data:,x', 'ftp://127.0.0.1/', 'nonsense'])
    await expect(fetchLoopback(address, own), address).rejects.toThrow(/no web address/);
  // ours under its public name is asked on its own port, where nobody listens in this test
  await expect(fetchLoopback('https://academy.example/status/r1', own)).rejects.toThrow(/fetch failed/);
});
