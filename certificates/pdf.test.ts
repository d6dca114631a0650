// The PDF: structure that machines rely on. How it looks is judged by eye.
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { renderPdf } from './pdf';
import { fillLabel, PDF_LABELS } from './pdf-labels';
import { rosette, seededNumbers } from './pdf-ornament';
import { sampleAward, SAMPLE_NOW } from './sample';
import type { Award } from './document';

function named(name: string): Award {
  const award = sampleAward();
  return { ...award, holder: { ...award.holder, name } };
}

async function render(award: Award, parts: Partial<Parameters<typeof renderPdf>[0]> = {}) {
  return renderPdf({
    award,
    labels: PDF_LABELS.es,
    locale: 'es',
    verifyUrl: 'https://academy.example/verify/k3WqY7Zr2mXc9PfT4hNd8A',
    shortId: 'PER-7D0F-4A6E',
    attachments: [
      {
        name: 'credential.json',
        mediaType: 'application/vc',
        bytes: Buffer.from('{"a":"ñ"}'),
        description: 'Data Integrity',
      },
      { name: 'credential.jwt', mediaType: 'application/vc+jwt', bytes: Buffer.from('a.b.c'), description: 'JWT' },
    ],
    createdAt: SAMPLE_NOW,
    ...parts,
  });
}

/** Inflated streams of the file, as Latin-1 text. */
function streams(bytes: Uint8Array): Array<string> {
  const text = Buffer.from(bytes).toString('latin1');
  return [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, body = '']) => {
    const raw = Buffer.from(body, 'latin1');
    try {
      return inflateSync(raw).toString('latin1');
    } catch {
      return raw.toString('latin1');
    }
  });
}

test('a Latin certificate is one tagged PDF/A-3b page, in its language, below 200 kB', async () => {
  const { bytes, warnings } = await render(sampleAward());
  const text = Buffer.from(bytes).toString('latin1');
  expect(warnings).toEqual([]);
  expect(bytes.length).toBeLessThan(200_000);
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text).toMatch(/\/Lang \(es\)/);
  expect(text).toMatch(/\/Marked true/);
  expect(text).toMatch(/\/DisplayDocTitle true/);
  expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  expect(streams(bytes).some((stream) => /pdfaid:part>3</.test(stream) && /pdfaid:conformance>B</.test(stream))).toBe(
    true,
  );
  expect(text).not.toMatch(/\/BaseFont \/(Helvetica|Times)/);
  expect(text).toMatch(/\/URI \(https:\/\/academy\.example\/verify\//);
});

test('both credential files are inside, byte for byte, as associated data', async () => {
  const { bytes } = await render(sampleAward());
  const text = Buffer.from(bytes).toString('latin1');
  expect(text.match(/\/AFRelationship \/Data/g)).toHaveLength(2);
  expect(text).toMatch(/\/AF \[/);
  expect(text).toMatch(/\/Subtype \/application#2Fvc\b/);
  expect(streams(bytes)).toContain(Buffer.from('{"a":"ñ"}').toString('latin1'));
  expect(streams(bytes)).toContain('a.b.c');
});

test('a name reaches the reading voice in its own order, in any script', async () => {
  for (const name of ['محمد علي', '田中 太郎', 'Zoë 🚀']) {
    const { bytes, warnings } = await render(named(name));
    expect(warnings).toEqual([]);
    const utf16 = Buffer.from(`\uFEFF${name}`, 'utf16le').swap16().toString('latin1');
    const escaped = utf16.replace(
      /[\\()\n\r\t\b\f]/g,
      (character) =>
        ({ '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' })[character] ?? `\\${character}`,
    );
    expect(Buffer.from(bytes).toString('latin1'), name).toContain(escaped);
  }
});

test('a character that no font has is a warning, not a silent gap', async () => {
  const { warnings } = await render(named('Ana 𓀀'));
  expect(warnings).toEqual([{ code: 'glyph-missing', character: '𓀀', codePoint: 'U+13000' }]);
});

test('names of 300 characters, long titles and forty skills still make one page', async () => {
  const award = named('Wolfeschlegelsteinhausenbergerdorff '.repeat(9).slice(0, 300));
  award.achievement = {
    ...award.achievement,
    name: 'Una certificación de nombre muy largo '.repeat(8),
    description: 'Descripción '.repeat(100),
    skills: Array.from({ length: 40 }, () => ({
      id: 'x',
      name: 'Una competencia de nombre extraordinariamente largo para su columna',
      description: 'x',
      url: 'https://x.example/',
    })),
  };
  const { bytes } = await render(award, { labels: PDF_LABELS.en, locale: 'en', scoreBand: 'with distinction' });
  expect(
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\b(?!s)/g),
  ).toHaveLength(1);
});

test('an address that is not http is refused', async () => {
  await expect(render(sampleAward(), { verifyUrl: 'javascript:alert(1)' })).rejects.toThrow(
    expect.objectContaining({ code: 'pdf-invalid' }),
  );
});

test('the ornament depends on the id and on nothing else', () => {
  const ring = (seed: string) =>
    rosette({ seed, center: [0, 0], inner: 10, outer: 20, lines: 4, colors: ['#000000', '#ffffff'] });
  expect(ring('one')).toEqual(ring('one'));
  expect(ring('one')).not.toEqual(ring('two'));
  for (const { start, segments } of ring('one')) {
    const end = segments.at(-1)?.[2] as [number, number];
    expect(Math.hypot(end[0] - start[0], end[1] - start[1])).toBeLessThan(0.05);
  }
  const next = seededNumbers('seed');
  const numbers = Array.from({ length: 100 }, next);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers).size).toBe(100);
});

test('labels are complete in both languages and keep their places', () => {
  expect(Object.keys(PDF_LABELS.es)).toEqual(Object.keys(PDF_LABELS.en));
  for (const key of Object.keys(PDF_LABELS.es) as Array<keyof typeof PDF_LABELS.es>) {
    const places = (label: string) => label.match(/\{\w+\}/g);
    expect(places(PDF_LABELS.es[key]), key).toEqual(places(PDF_LABELS.en[key]));
  }
  expect(fillLabel('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});
