// What a form's answer gives back is flat text: nothing a visitor sends becomes a deep, sparse or huge structure to encode.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readForm } from '~/platform/http.server';

const Schema = z.object({ name: z.string().min(1_000_000), tags: z.array(z.string()).optional() });

function request(body: URLSearchParams): Request {
  return new Request('http://127.0.0.1/x', { method: 'POST', body });
}

async function entered(fields: Array<[string, string]>): Promise<Record<string, string>> {
  const result = await readForm(request(new URLSearchParams(fields)), Schema);
  if (result.ok) throw new Error('the form should not pass');
  return result.entered;
}

test('names that look like paths, indexes or prototypes stay names', async () => {
  const given: Array<[string, string]> = [
    ['a[b][c]', '1'],
    ['list[5000000]', '1'],
    ['a.b.c', '1'],
    ['__proto__', '{"x":1}'],
    ['constructor', 'x'],
    ['__proto__[x]', '1'],
  ];
  const back = await entered(given);
  expect(Object.values(back).every((value) => typeof value === 'string')).toBe(true);
  expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  expect(Object.hasOwn(back, '__proto__')).toBe(false);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('whatever is sent, what comes back is strings by name', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ maxLength: 20 }), fc.string({ maxLength: 40 })), { maxLength: 30 }),
      async (fields) => {
        const back = await entered(fields);
        expect(Object.values(back).every((value) => typeof value === 'string')).toBe(true);
        expect(JSON.stringify(back).length).toBeLessThan(JSON.stringify(fields).length * 3 + 100);
      },
    ),
  );
});

test('a password is never given back, however its field is called', async () => {
  const back = await entered([
    ['password', 'secret-1'],
    ['newPassword', 'secret-2'],
    ['PASSWORD[]', 'secret-3'],
  ]);
  expect(JSON.stringify(back)).not.toContain('secret');
});

test('a form with more fields than any of ours is refused', async () => {
  const fields = Array.from({ length: 201 }, (_, i): [string, string] => [`f${i}`, '1']);
  await expect(readForm(request(new URLSearchParams(fields)), Schema)).rejects.toMatchObject({
    code: 'invalid',
    reason: 'too-many-fields',
  });
});

test('a body that is no form is told so, and fails nothing', async () => {
  const broken = new Request('http://127.0.0.1/x', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: 'nonsense',
  });
  await expect(readForm(broken, Schema)).rejects.toMatchObject({ code: 'invalid' });
});
