// A sample of the changes that bench/mutations.ts makes at every place: none may be taken for a valid certificate.
import { expect, test } from 'vitest';
import { buildCorpus } from './mutations';

test('no changed certificate is valid and says something else, in any form', { timeout: 120_000 }, async () => {
  const { originals, mutations, judge } = await buildCorpus();
  for (const [form, input] of Object.entries(originals)) {
    // unchanged, each is valid: "accepted" is the word for a sealed or signed whole that passes
    const fate = await judge({ form: form as keyof typeof originals, title: 'unchanged', input });
    expect(fate, form).toBe(form === 'jwt' || form === 'pdf' ? 'accepted' : 'same');
  }
  const accepted: Array<string> = [];
  const same: Array<string> = [];
  let total = 0;
  for (const mutation of mutations(97)) {
    const fate = await judge(mutation);
    total++;
    if (fate === 'accepted') accepted.push(`${mutation.form}: ${mutation.title}`);
    if (fate === 'same') same.push(`${mutation.form}: ${mutation.title}`);
  }
  expect(accepted).toEqual([]);
  expect(total).toBeGreaterThan(1_000);
  // JSON may be spelt otherwise, and pictures around a credential are not signed: no more than these
  expect(same.filter((title) => !/^svg: bit|re-spaced|re-ordered/.test(title))).toEqual([]);
});
