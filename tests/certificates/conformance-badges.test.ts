// Open Badges 3.0: what a badge of any issuer may and may not say, by the rules of 1EdTech's schema and validator.
// With PERICIA_BENCH_DATA, badges in <folder>/badges as well: files whose name holds "fail" or "error" break the shape, others do not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findBadgeProblem } from '../../certificates/badge-rules';
import { canonicalize } from '../../certificates/data-integrity';
import { findOpenBadgeFault } from '../../certificates/shape';

const CONTEXTS = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];
const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
const profile = (id: string, more: object = {}) => ({ id, type: ['Profile'], name: '1EdTech University', ...more });
const alignment = (more: object = {}) => ({
  type: ['Alignment'],
  targetName: 'Degree',
  targetUrl: 'https://1edtech.example/catalog/degree',
  ...more,
});

/** A badge that says about everything the specification has a word for. */
function complete(): any {
  return {
    '@context': [...CONTEXTS, EXTENSIONS],
    id: 'http://1edtech.example/credentials/3732',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'University degree',
    description: 'A degree',
    image: { id: 'https://1edtech.example/credentials/3732/image', type: 'Image', caption: 'A badge' },
    awardedDate: '2010-01-01T00:00:00Z',
    issuer: profile('https://1edtech.example/issuers/565049', {
      url: 'https://1edtech.example',
      phone: '1-222-333-4444',
      email: 'registrar@1edtech.example',
      description: 'Online degree programs.',
      image: { id: 'https://1edtech.example/logo.png', type: 'Image' },
      address: {
        type: ['Address'],
        addressCountry: 'USA',
        addressCountryCode: 'US',
        addressLocality: 'Austin',
        streetAddress: '123 First St',
        postalCode: '12345',
        geo: { type: 'GeoCoordinates', latitude: 30.2, longitude: -97.7 },
      },
      otherIdentifier: [{ type: 'IdentifierEntry', identifier: '12345', identifierType: 'sourcedId' }],
      official: 'Horace Mann',
      parentOrg: profile('did:example:123456789'),
    }),
    validFrom: '2010-01-01T00:00:00Z',
    validUntil: '2030-01-01T00:00:00+01:00',
    credentialSubject: {
      id: 'did:example:ebfeb1f712ebc6f1c276e12ec21',
      type: ['AchievementSubject'],
      activityStartDate: '2010-01-01T00:00:00Z',
      activityEndDate: '2010-01-02T00:00:00Z',
      creditsEarned: 42,
      licenseNumber: 'A-9320041',
      narrative: 'A narrative',
      role: 'Major Domo',
      term: 'Fall',
      source: profile('https://school.example/issuers/201234'),
      identifier: [
        {
          type: 'IdentityObject',
          hashed: false,
          identityHash: 'student@1edtech.example',
          identityType: 'emailAddress',
        },
        {
          type: 'IdentityObject',
          hashed: true,
          salt: 's',
          identityHash: `sha256$${'ab'.repeat(32)}`,
          identityType: 'emailAddress',
        },
      ],
      achievement: {
        id: 'https://1edtech.example/achievements/degree',
        type: ['Achievement', 'https://1edtech.example/terms#Special'],
        achievementType: 'Degree',
        name: 'Degree',
        description: 'A degree',
        criteria: { id: 'https://1edtech.example/degree', narrative: '# Requirements' },
        creator: profile('https://1edtech.example/issuers/565049'),
        creditsAvailable: 36,
        fieldOfStudy: 'Research',
        specialization: 'Computer Science',
        humanCode: 'R1',
        inLanguage: 'en-US',
        version: '1.0',
        tag: ['research', 'computer science'],
        image: { id: 'https://1edtech.example/degree.png', type: 'Image' },
        alignment: [
          alignment({
            targetType: 'ceasn:Competency',
            targetFramework: 'ESCO',
            targetCode: 'S1',
            targetDescription: 'x',
          }),
          alignment({ targetType: 'ext:EQF' }),
        ],
        related: [{ id: 'https://1edtech.example/degree/es', type: ['Related'], inLanguage: 'es', version: '2' }],
        otherIdentifier: [{ type: 'IdentifierEntry', identifier: 'abde', identifierType: 'identifier' }],
        resultDescription: [
          {
            id: 'urn:uuid:f6ab24cd-86e8-4eaf-b8c6-ded74e8fd41c',
            type: ['ResultDescription'],
            name: 'Final grade',
            resultType: 'LetterGrade',
            allowedValue: ['D', 'C', 'B', 'A'],
            requiredValue: 'C',
            alignment: [alignment({ targetType: 'CFItem' })],
          },
          {
            id: 'urn:uuid:a70ddc6a-4c4a-4bd8-8277-cb97c79f40c5',
            type: ['ResultDescription'],
            name: 'Rubric',
            resultType: 'RubricCriterionLevel',
            requiredLevel: 'urn:uuid:d05a0867-d0ad-4b03-bdb5-28fb5d2aab7a',
            rubricCriterionLevel: [
              {
                id: 'urn:uuid:d05a0867-d0ad-4b03-bdb5-28fb5d2aab7a',
                type: ['RubricCriterionLevel'],
                name: 'Mastered',
                level: 'Mastered',
                points: '4',
                description: 'Mastery',
              },
            ],
          },
          {
            id: 'urn:uuid:b07c0387-f2d6-4b65-a3f4-f4e4302ea8f7',
            type: ['ResultDescription'],
            name: 'GPA',
            resultType: 'ext:GPA',
            valueMin: '0.0',
            valueMax: '4.0',
          },
        ],
      },
      result: [
        {
          type: ['Result'],
          resultDescription: 'urn:uuid:f6ab24cd-86e8-4eaf-b8c6-ded74e8fd41c',
          value: 'A',
          status: 'Completed',
        },
        {
          type: ['Result'],
          resultDescription: 'urn:uuid:a70ddc6a-4c4a-4bd8-8277-cb97c79f40c5',
          achievedLevel: 'urn:uuid:d05a0867-d0ad-4b03-bdb5-28fb5d2aab7a',
        },
      ],
    },
    evidence: [
      {
        id: 'https://1edtech.example/evidence/1',
        type: ['Evidence'],
        narrative: 'x',
        genre: 'ePortfolio',
        audience: 'Department',
      },
    ],
    endorsement: [endorsement()],
    credentialSchema: [{ id: 'https://1edtech.example/schema.json', type: '1EdTechJsonSchemaValidator2019' }],
    credentialStatus: { id: 'https://1edtech.example/revocations', type: '1EdTechRevocationList' },
    refreshService: { id: 'http://1edtech.example/credentials/3732', type: '1EdTechCredentialRefresh' },
  };
}

function endorsement(): any {
  return {
    '@context': [...CONTEXTS],
    id: 'https://accrediter.example/endorsements/1',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    issuer: profile('https://accrediter.example/issuers/565049'),
    name: 'Example endorsement',
    validFrom: '2010-01-01T00:00:00Z',
    credentialSubject: {
      id: 'https://1edtech.example/issuers/565049',
      type: ['EndorsementSubject'],
      endorsementComment: 'in good standing',
    },
    proof: [{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', proofValue: 'z1' }],
  };
}

function minimal(): any {
  const { '@context': _, credentialSubject, ...badge } = complete();
  const { id, type, name, description, criteria } = credentialSubject.achievement;
  return {
    '@context': [...CONTEXTS],
    id: badge.id,
    type: badge.type,
    issuer: profile('https://1edtech.example/issuers/565049'),
    validFrom: badge.validFrom,
    credentialSubject: {
      id: credentialSubject.id,
      type: ['AchievementSubject'],
      achievement: { id, type, name, description, criteria },
    },
  };
}

type Change = (badge: any) => void;
const ACCEPTED: Array<[name: string, change: Change]> = [
  ['everything', () => {}],
  ['an AchievementCredential', (b) => (b.type = ['VerifiableCredential', 'AchievementCredential'])],
  ['an issuer that is an address', (b) => (b.issuer = 'https://1edtech.example/issuers/565049')],
  ['an identifier in place of an id', (b) => delete b.credentialSubject.id],
  ['criteria with an address only', (b) => delete b.credentialSubject.achievement.criteria.narrative],
  [
    'version 3.0.2 of the context',
    (b) => (b['@context'][1] = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json'),
  ],
  ['the context without version', (b) => (b['@context'][1] = 'https://purl.imsglobal.org/spec/ob/v3p0/context.json')],
  ['a kind of achievement of its own', (b) => (b.credentialSubject.achievement.achievementType = 'ext:NanoDegree')],
];

const achievement =
  (change: Change): Change =>
  (b) =>
    change(b.credentialSubject.achievement);
const REFUSED: Array<[name: string, change: Change]> = [
  ['contexts in another order', (b) => b['@context'].reverse()],
  ['one context only', (b) => b['@context'].splice(1)],
  ['a context of another specification second', (b) => (b['@context'][1] = 'https://w3id.org/security/multikey/v1')],
  ['no id', (b) => delete b.id],
  ['no issuer', (b) => delete b.issuer],
  ['no start', (b) => delete b.validFrom],
  ['a start without zone', (b) => (b.validFrom = '2010-01-01T00:00:00')],
  ['a date for a start', (b) => (b.validFrom = '2010-01-01')],
  ['a type that is a text', (b) => (b.type = 'OpenBadgeCredential')],
  ['an issuer type that is a text', (b) => (b.issuer.type = 'Profile')],
  ['an issuer of another type', (b) => (b.issuer.type = ['Unknown'])],
  ['a parent of another type', (b) => (b.issuer.parentOrg.type = ['Unknown'])],
  ['an identifier entry of another type', (b) => (b.issuer.otherIdentifier[0].type = 'Unknown')],
  ['an identifier entry of no known kind', (b) => (b.issuer.otherIdentifier[0].identifierType = 'passport')],
  ['an e-mail address that is none', (b) => (b.issuer.email = 'registrar')],
  ['coordinates without latitude', (b) => delete b.issuer.address.geo.latitude],
  ['a list of subjects', (b) => (b.credentialSubject = [b.credentialSubject])],
  ['a subject of another type', (b) => (b.credentialSubject.type = ['Unknown'])],
  ['a subject without name or number', (b) => (delete b.credentialSubject.id, delete b.credentialSubject.identifier)],
  ['a subject without achievement', (b) => delete b.credentialSubject.achievement],
  ['an identity of another type', (b) => (b.credentialSubject.identifier[0].type = 'Unknown')],
  ['an identity of no known kind', (b) => (b.credentialSubject.identifier[0].identityType = 'email')],
  ['an identity without hashed', (b) => delete b.credentialSubject.identifier[0].hashed],
  ['a hash that is none', (b) => (b.credentialSubject.identifier[1].identityHash = 'student@1edtech.example')],
  ['a source of another type', (b) => (b.credentialSubject.source.type = ['Unknown'])],
  ['a result of another type', (b) => (b.credentialSubject.result[0].type = ['Unknown'])],
  ['a result of no known status', (b) => (b.credentialSubject.result[0].status = 'Done')],
  ['a result described nowhere', (b) => (b.credentialSubject.result[0].resultDescription = 'urn:uuid:other')],
  ['a result at a level that is nowhere', (b) => (b.credentialSubject.result[1].achievedLevel = 'urn:uuid:other')],
  ['credits that are a text', (b) => (b.credentialSubject.creditsEarned = '42')],
  ['an achievement of no known kind', achievement((a) => (a.achievementType = 'NanoDegree'))],
  ['an achievement without criteria', achievement((a) => delete a.criteria)],
  ['criteria that say nothing', achievement((a) => (a.criteria = {}))],
  ['an image that is an address', achievement((a) => (a.image = 'https://1edtech.example/degree.png'))],
  ['an image of another type', achievement((a) => (a.image.type = 'Picture'))],
  ['an alignment without address', achievement((a) => delete a.alignment[0].targetUrl)],
  ['an alignment to no known kind', achievement((a) => (a.alignment[0].targetType = 'Skill'))],
  ['an alignment that is no list', achievement((a) => (a.alignment = a.alignment[0]))],
  ['a result description of another type', achievement((a) => (a.resultDescription[0].type = ['Unknown']))],
  ['a result description without name', achievement((a) => delete a.resultDescription[0].name)],
  ['a result description of no known kind', achievement((a) => (a.resultDescription[0].resultType = 'Grade'))],
  ['a rubric level without name', achievement((a) => delete a.resultDescription[1].rubricCriterionLevel[0].name)],
  ['a language that is none', achievement((a) => (a.inLanguage = 'english language'))],
  ['evidence that is no list', (b) => (b.evidence = b.evidence[0])],
  ['evidence of another type', (b) => (b.evidence[0].type = ['Unknown'])],
  ['an endorsement of another type', (b) => (b.endorsement[0].type = ['VerifiableCredential'])],
  ['an endorsement without name', (b) => delete b.endorsement[0].name],
  ['an endorsement of nothing', (b) => delete b.endorsement[0].credentialSubject.id],
  ['an endorsement token that is none', (b) => (b.endorsementJwt = ['not a token'])],
  ['a list of statuses', (b) => (b.credentialStatus = [b.credentialStatus])],
  ['a status without id', (b) => delete b.credentialStatus.id],
  ['a schema without type', (b) => delete b.credentialSchema[0].type],
  ['a refresh service without id', (b) => delete b.refreshService.id],
  ['a proof that is no list', (b) => (b.proof = { type: 'DataIntegrityProof' })],
];

test.each(ACCEPTED)('%s is accepted, and no term of it is lost', async (_name, change) => {
  for (const badge of [complete(), minimal()]) {
    try {
      change(badge);
    } catch {
      continue; // the small badge does not have what is changed
    }
    if (badge.credentialSubject.id === undefined && badge.credentialSubject.identifier === undefined) continue;
    expect(findBadgeProblem(badge)).toBeNull();
  }
});

test('the complete badge and the endorsement survive JSON-LD in safe mode', async () => {
  const { endorsement: _, ...badge } = complete();
  await expect(canonicalize(badge)).resolves.toContain('ESCO');
  const { proof: __, ...unsigned } = endorsement();
  await expect(canonicalize(unsigned)).resolves.toContain('in good standing');
  expect(findBadgeProblem(unsigned)).toBeNull();
});

test.each(REFUSED)('%s is refused, and the place is named', (_name, change) => {
  const badge = complete();
  change(badge);
  expect(findBadgeProblem(badge)?.detail).toMatch(/^Open Badges 3\.0: \S+ \S+/);
});

test('a credential that is no badge is none of these rules’ business', () => {
  expect(findBadgeProblem({ type: ['VerifiableCredential'] })).toBeNull();
});

const folder = path.join(process.env.PERICIA_BENCH_DATA ?? '/nowhere', 'badges');
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];

test.skipIf(files.length === 0)(
  'badges of others, given by PERICIA_BENCH_DATA, have the verdict that their names say',
  () => {
    const wrong = files.filter((file) => {
      const fault = findOpenBadgeFault(JSON.parse(readFileSync(path.join(folder, file), 'utf8')), 'achievement');
      return (fault !== null) !== /fail|error/.test(file);
    });
    expect(wrong).toEqual([]);
  },
);
