// The shape of an Open Badges 3.0 credential as JSON Schema: the parts we write, with caps against floods. Own wording.
// Rules follow the 1EdTech schema of OB 3.0 (required members, single objects or arrays, enumerations);
// caps are ours, so that canonicalization of a hostile document stays within milliseconds.

const SHORT = { type: 'string', minLength: 1, maxLength: 2_000 };
const LONG = { type: 'string', minLength: 1, maxLength: 20_000 };
const URI = { type: 'string', format: 'uri', maxLength: 2_000 };
/** A time with seconds and zone; 1EdTech refuses dates without either. */
const TIME = { type: 'string', format: 'date-time', maxLength: 40 };
const NUMBER_TEXT = { type: 'string', pattern: '^-?[0-9]{1,9}(\\.[0-9]{1,9})?$' };

function list(items: object, maxItems: number): object {
  return { type: 'array', items, minItems: 1, maxItems };
}

function typeList(name: string): object {
  return { type: 'array', items: SHORT, minItems: 1, maxItems: 8, contains: { const: name } };
}

/** A closed vocabulary that the specification lets anyone extend with the prefix `ext:`. */
function vocabulary(...terms: Array<string>): object {
  return { type: 'string', maxLength: 100, pattern: `^(${terms.join('|')}|ext:[A-Za-z0-9._-]+)$` };
}

const IMAGE = {
  type: 'object',
  required: ['id', 'type'],
  properties: { id: URI, type: { const: 'Image' }, caption: SHORT },
};

const ALIGNMENT = {
  type: 'object',
  required: ['type', 'targetName', 'targetUrl'],
  properties: {
    type: typeList('Alignment'),
    targetName: SHORT,
    targetUrl: URI,
    targetDescription: LONG,
    targetCode: SHORT,
    targetFramework: SHORT,
    targetType: vocabulary(
      'ceasn:Competency',
      'ceterms:Credential',
      'CFItem',
      'CFRubric',
      'CFRubricCriterion',
      'CFRubricCriterionLevel',
      'CTDL',
    ),
  },
};

const RESULT_DESCRIPTION = {
  type: 'object',
  required: ['id', 'type', 'name', 'resultType'],
  properties: {
    id: URI,
    type: typeList('ResultDescription'),
    name: SHORT,
    resultType: vocabulary(
      'GradePointAverage',
      'LetterGrade',
      'Percent',
      'PerformanceLevel',
      'PredictedScore',
      'RawScore',
      'Result',
      'RubricCriterion',
      'RubricCriterionLevel',
      'RubricScore',
      'ScaledScore',
      'Status',
    ),
    valueMin: NUMBER_TEXT,
    valueMax: NUMBER_TEXT,
    requiredValue: SHORT,
  },
};

const ACHIEVEMENT = {
  type: 'object',
  required: ['id', 'type', 'criteria', 'description', 'name'],
  properties: {
    id: URI,
    type: typeList('Achievement'),
    achievementType: vocabulary(
      'Achievement',
      'ApprenticeshipCertificate',
      'Assessment',
      'Assignment',
      'AssociateDegree',
      'Award',
      'Badge',
      'BachelorDegree',
      'Certificate',
      'CertificateOfCompletion',
      'Certification',
      'CommunityService',
      'Competency',
      'Course',
      'CoCurricular',
      'Degree',
      'Diploma',
      'DoctoralDegree',
      'Fieldwork',
      'GeneralEducationDevelopment',
      'JourneymanCertificate',
      'LearningProgram',
      'License',
      'Membership',
      'ProfessionalDoctorate',
      'QualityAssuranceCredential',
      'MasterCertificate',
      'MasterDegree',
      'MicroCredential',
      'ResearchDoctorate',
      'SecondarySchoolDiploma',
    ),
    name: SHORT,
    description: LONG,
    criteria: { type: 'object', minProperties: 1, properties: { id: URI, narrative: LONG } },
    image: IMAGE,
    tag: list(SHORT, 64),
    inLanguage: { type: 'string', pattern: '^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
    version: SHORT,
    alignment: list(ALIGNMENT, 64),
    resultDescription: list(RESULT_DESCRIPTION, 16),
  },
};

const IDENTITY = {
  type: 'object',
  required: ['type', 'hashed', 'identityHash', 'identityType'],
  properties: {
    type: { const: 'IdentityObject' },
    hashed: { type: 'boolean' },
    identityHash: SHORT,
    identityType: vocabulary(
      'name',
      'sourcedId',
      'systemId',
      'productId',
      'userName',
      'accountId',
      'emailAddress',
      'nationalIdentityNumber',
      'isbn',
      'issn',
      'lisSourcedId',
      'oneRosterSourcedId',
      'sisSourcedId',
      'ltiContextId',
      'ltiDeploymentId',
      'ltiToolId',
      'ltiPlatformId',
      'ltiUserId',
      'identifier',
    ),
    salt: SHORT,
  },
};

const RESULT = {
  type: 'object',
  required: ['type'],
  properties: {
    type: typeList('Result'),
    resultDescription: URI,
    value: SHORT,
    status: { enum: ['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew'] },
  },
};

const SUBJECT = {
  type: 'object',
  required: ['id', 'type', 'achievement'],
  properties: {
    id: URI,
    type: typeList('AchievementSubject'),
    identifier: list(IDENTITY, 8),
    achievement: ACHIEVEMENT,
    result: list(RESULT, 16),
    licenseNumber: SHORT,
  },
};

const EVIDENCE = {
  type: 'object',
  required: ['type'],
  properties: { id: URI, type: typeList('Evidence'), name: SHORT, description: LONG, narrative: LONG, genre: SHORT },
};

/** Signed forms of the badge: everything of the unsigned one. `proof` and JWT claims are looked at elsewhere. */
export const BADGE_SCHEMA = {
  type: 'object',
  required: ['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom'],
  properties: {
    '@context': list(URI, 4),
    id: URI,
    type: {
      type: 'array',
      items: SHORT,
      minItems: 2,
      maxItems: 8,
      allOf: [
        { contains: { const: 'VerifiableCredential' } },
        { contains: { enum: ['OpenBadgeCredential', 'AchievementCredential'] } },
      ],
    },
    name: SHORT,
    description: LONG,
    issuer: {
      type: 'object',
      required: ['id', 'type'],
      properties: { id: URI, type: typeList('Profile'), name: SHORT, url: URI },
    },
    validFrom: TIME,
    validUntil: TIME,
    awardedDate: TIME,
    credentialSubject: SUBJECT,
    evidence: list(EVIDENCE, 32),
    credentialSchema: list({ type: 'object', required: ['id', 'type'], properties: { id: URI, type: SHORT } }, 4),
    credentialStatus: {
      type: 'object',
      required: ['id', 'type'],
      properties: {
        id: URI,
        type: SHORT,
        statusPurpose: SHORT,
        statusListIndex: { type: 'string', pattern: '^(0|[1-9][0-9]{0,14})$' },
        statusListCredential: URI,
      },
    },
    refreshService: { type: 'object', required: ['id', 'type'], properties: { id: URI, type: SHORT } },
  },
};

/** W3C Bitstring Status List 1.0, BitstringStatusListCredential: a credential whose subject is the list. */
export const STATUS_LIST_SCHEMA = {
  type: 'object',
  required: ['@context', 'id', 'type', 'issuer', 'validFrom', 'credentialSubject'],
  properties: {
    '@context': list(URI, 3),
    id: URI,
    type: {
      type: 'array',
      items: SHORT,
      minItems: 2,
      maxItems: 4,
      allOf: [
        { contains: { const: 'VerifiableCredential' } },
        { contains: { const: 'BitstringStatusListCredential' } },
      ],
    },
    issuer: { anyOf: [URI, { type: 'object', required: ['id'], properties: { id: URI } }] },
    validFrom: TIME,
    validUntil: TIME,
    credentialSubject: {
      type: 'object',
      required: ['type', 'statusPurpose', 'encodedList'],
      properties: {
        id: URI,
        type: { const: 'BitstringStatusList' },
        statusPurpose: { enum: ['revocation', 'suspension', 'refresh', 'message'] },
        encodedList: { type: 'string', pattern: '^u[A-Za-z0-9_-]+$', maxLength: 4_000_000 },
        ttl: { type: 'integer', minimum: 0 },
      },
    },
  },
};
