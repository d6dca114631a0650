// The unsigned document: what an award becomes, and what the linter refuses.
import { expect, test } from 'vitest';
import { buildDocument, hashIdentity, toPlainText, toTimestamp } from './document';
import { lint } from './lint';
import { sampleAward } from './sample';

test('an award becomes an Open Badges 3.0 credential', () => {
  const document = buildDocument(sampleAward());
  expect(document['@context']).toEqual([
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  ]);
  expect(document).toMatchObject({
    id: 'urn:uuid:7d0f4a6e-3f0b-4f36-9a55-0c5a1f1f2b61',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'did:web:academy.example', type: ['Profile'] },
    validFrom: '2026-11-20T09:00:00Z',
    awardedDate: '2026-11-20T09:00:00Z',
    validUntil: '2028-11-20T09:00:00Z',
    credentialSubject: {
      identifier: [{ identityType: 'name', identityHash: 'Ana Pérez Íñiguez', hashed: false }],
      achievement: { achievementType: 'Certification', inLanguage: 'es', image: { type: 'Image' } },
      licenseNumber: 'k3WqY7Zr2mXc9PfT4hNd8A',
    },
    credentialStatus: {
      id: 'https://academy.example/status/r1#94567',
      statusListIndex: '94567',
      statusPurpose: 'revocation',
    },
    refreshService: { type: '1EdTechCredentialRefresh' },
  });
});

test('a skill brings along what other frameworks call it', () => {
  const esco = 'http://data.europa.eu/esco/skill/b6b9b1b8-3a4c-4f7e-8a3b-0d2a1b7c9e11';
  const [first, ...rest] = sampleAward().achievement.skills;
  const alignments = [{ name: 'analyse marketing metrics', url: esco, framework: 'ESCO 1.2', code: 'S2.7.1' }];
  const skills = [{ ...first!, alignments }, ...rest];
  const { credentialSubject } = buildDocument(sampleAward({ achievement: { ...sampleAward().achievement, skills } }));
  const { alignment } = credentialSubject.achievement as { alignment: Array<Record<string, unknown>> };
  expect(alignment).toHaveLength(7);
  expect(alignment[1]).toEqual({
    type: ['Alignment'],
    targetName: 'analyse marketing metrics',
    targetUrl: esco,
    targetCode: 'S2.7.1',
    targetFramework: 'ESCO 1.2',
    targetType: 'ceasn:Competency',
  });
});

test('skills become alignments and results name their description', () => {
  const { credentialSubject } = buildDocument(sampleAward());
  const { achievement, result } = credentialSubject as Record<string, any>;
  expect(achievement.alignment).toHaveLength(6);
  expect(achievement.alignment[0]).toMatchObject({
    targetName: 'Métricas del embudo',
    targetCode: 'funnel-metrics',
    targetType: 'ceasn:Competency',
  });
  expect(achievement.resultDescription[0]).toMatchObject({ resultType: 'Percent', requiredValue: '70' });
  expect(result.map((entry: any) => [entry.resultDescription, entry.value])).toEqual([
    [achievement.resultDescription[0].id, '88'],
    [achievement.resultDescription[1].id, '24'],
  ]);
});

test('what an award lacks is left out, not written as null', () => {
  const award = sampleAward({ evidence: [] });
  delete award.validUntil;
  delete award.refreshUrl;
  delete award.achievement.imageUrl;
  award.achievement.tags = [];
  const text = JSON.stringify(buildDocument(award));
  expect(text).not.toMatch(/null|validUntil|refreshService|"image"|"tag"|"evidence"/);
});

test('times are written in UTC with whole seconds', () => {
  expect(toTimestamp('2026-11-20T09:00:00.999Z')).toBe('2026-11-20T09:00:00Z');
  expect(toTimestamp('2026-11-20T10:00:00+02:00')).toBe('2026-11-20T08:00:00Z');
  expect(toTimestamp(new Date(0))).toBe('1970-01-01T00:00:00Z');
  expect(() => toTimestamp('2026-11-20')).toThrow(/zone/);
  expect(() => toTimestamp('2026-11-20T09:00:00')).toThrow(/zone/);
});

test('a text is composed, and rid of controls and of marks that reorder it', () => {
  expect(toPlainText('  Ana\u0000 \n Pe\u0301rez\u202E ')).toBe('Ana Pérez');
  expect(toPlainText('👩‍🚀 محمد 田中')).toBe('👩‍🚀 محمد 田中');
  expect(toPlainText('a\uD800b')).toBe('a\uFFFDb');
});

test('an e-mail address is hashed with its salt, SHA-256 in hex', () => {
  // printf 'a@example.org' followed by 'deadsea', through sha256sum
  expect(hashIdentity('a@example.org', 'deadsea')).toMatch(/^sha256\$[0-9a-f]{64}$/);
  expect(hashIdentity('a@example.org', 'deadsea')).not.toBe(hashIdentity('a@example.org', 'deadsee'));
});

test('numbers out of range are refused with their place', () => {
  expect(() => buildDocument(sampleAward({ hours: -1 }))).toThrow(
    expect.objectContaining({ code: 'award-invalid', path: 'hours' }),
  );
  expect(() =>
    buildDocument(sampleAward({ result: { scorePercent: 101, requiredPercent: 70, description: 'x' } })),
  ).toThrow(expect.objectContaining({ path: 'result.scorePercent' }));
  expect(() => buildDocument(sampleAward({ hours: Number.NaN }))).toThrow(
    expect.objectContaining({ code: 'award-invalid' }),
  );
});

const breaks: Array<[title: string, change: (document: any) => void, path: string]> = [
  ['contexts in another order', (d) => d['@context'].reverse(), '@context.0'],
  ['a context of our own', (d) => d['@context'].push('https://example.org/x'), '@context'],
  ['extension types without their context', (d) => d['@context'].pop(), '@context'],
  ['a bare issuer', (d) => (d.issuer = d.issuer.id), 'issuer'],
  ['an issuer type that is no array', (d) => (d.issuer.type = 'Profile'), 'issuer.type'],
  [
    'an image that is a text',
    (d) => (d.credentialSubject.achievement.image = 'https://x.example/i.png'),
    'credentialSubject.achievement.image',
  ],
  [
    'an unknown achievement type',
    (d) => (d.credentialSubject.achievement.achievementType = 'Trophy'),
    'credentialSubject.achievement.achievementType',
  ],
  ['evidence that is one object', (d) => (d.evidence = d.evidence[0]), 'evidence'],
  ['a status that is an array', (d) => (d.credentialStatus = [d.credentialStatus]), 'credentialStatus'],
  ['no status', (d) => delete d.credentialStatus, 'credentialStatus'],
  [
    'a status whose id is the list',
    (d) => (d.credentialStatus.id = d.credentialStatus.statusListCredential),
    'credentialStatus.id',
  ],
  ['a date without time', (d) => (d.validFrom = '2026-11-20'), 'validFrom'],
  ['fractions of a second', (d) => (d.validFrom = '2026-11-20T09:00:00.500Z'), 'validFrom'],
  ['an end before the start', (d) => (d.validUntil = d.validFrom), 'validUntil'],
  ['an award after the start', (d) => (d.awardedDate = '2026-11-21T00:00:00Z'), 'awardedDate'],
  ['a subject without id', (d) => delete d.credentialSubject.id, 'credentialSubject'],
  ['a holder without a name', (d) => delete d.credentialSubject.identifier, 'credentialSubject.identifier'],
  [
    'criteria without a word',
    (d) => (d.credentialSubject.achievement.criteria = { id: 'https://x.example/' }),
    'credentialSubject.achievement.criteria',
  ],
  [
    'a result without description',
    (d) => (d.credentialSubject.result[0].resultDescription = 'https://x.example/#other'),
    'credentialSubject.result.0',
  ],
  ['a mark that reorders text', (d) => (d.name = 'abc\u202Edef'), 'name'],
  [
    'a document too large to be read back',
    (d) => (
      (d.credentialSubject.achievement.criteria.narrative = 'é'.repeat(19_000)),
      (d.description = 'é'.repeat(9_000))
    ),
    '',
  ],
];

test.each(breaks)('the linter refuses %s', (_title, change, path) => {
  const document = structuredClone(buildDocument(sampleAward()));
  change(document);
  expect(lint(document).map((finding) => finding.path)).toContain(path);
});
