// The shape of an Open Badges 3.0 credential as JSON Schema, every class of it, with caps against floods. Own wording.
// Rules follow the 1EdTech schema of OB 3.0 (required members, single objects or arrays, enumerations) and what their
// validator asks beyond it; caps are ours, so that canonicalization of a hostile document stays within milliseconds.

const SHORT = { type: 'string', minLength: 1, maxLength: 2_000 };
const LONG = { type: 'string', minLength: 1, maxLength: 20_000 };
const URI = { type: 'string', format: 'uri', maxLength: 20_000 };
/** A time with seconds and zone; 1EdTech refuses dates without either. */
const TIME = { type: 'string', format: 'date-time', maxLength: 40 };
const LANGUAGE = { type: 'string', pattern: '^[a-zA-Z]{2,8}(-[A-Za-z0-9]{1,8})*$' };
const TOKEN = { type: 'string', pattern: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$', maxLength: 60_000 };

function list(items: object, maxItems: number): object {
  return { type: 'array', items, minItems: 1, maxItems };
}

function typeList(...names: Array<string>): object {
  return { type: 'array', items: SHORT, minItems: 1, maxItems: 16, contains: { enum: names } };
}

/** A closed vocabulary that the specification lets anyone extend with the prefix `ext:`. */
function vocabulary(...terms: Array<string>): object {
  return { type: 'string', maxLength: 100, pattern: `^(${terms.join('|')}|ext:[A-Za-z0-9._-]+)$` };
}

/** An object that other specifications define: a type, and an id where the badge needs one. */
function foreign(...required: Array<string>): object {
  return { type: 'object', required, properties: { id: URI, type: { anyOf: [SHORT, list(SHORT, 16)] } } };
}

const CREDENTIAL_CONTEXTS = {
  type: 'array',
  minItems: 2,
  maxItems: 16,
  items: [
    { const: 'https://www.w3.org/ns/credentials/v2' },
    { type: 'string', pattern: '^https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.[0-9]+\\.[0-9]+)?\\.json$' },
  ],
};

/** An address, or a profile; said this way, a fault is found at its own place. */
const ISSUER = { if: { type: 'string' }, then: URI, else: { $ref: '#/$defs/Profile' } };

const IDENTIFIER_TYPE = vocabulary(
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
);

const DEFINITIONS = {
  Image: {
    type: 'object',
    required: ['id', 'type'],
    properties: { id: URI, type: { const: 'Image' }, caption: SHORT },
  },
  Address: {
    type: 'object',
    required: ['type'],
    properties: {
      type: typeList('Address'),
      addressCountry: SHORT,
      addressCountryCode: SHORT,
      addressRegion: SHORT,
      addressLocality: SHORT,
      streetAddress: SHORT,
      postOfficeBoxNumber: SHORT,
      postalCode: SHORT,
      geo: {
        type: 'object',
        required: ['type', 'latitude', 'longitude'],
        properties: { type: { const: 'GeoCoordinates' }, latitude: { type: 'number' }, longitude: { type: 'number' } },
      },
    },
  },
  IdentifierEntry: {
    type: 'object',
    required: ['type', 'identifier', 'identifierType'],
    properties: { type: { const: 'IdentifierEntry' }, identifier: SHORT, identifierType: IDENTIFIER_TYPE },
  },
  Profile: {
    type: 'object',
    required: ['id', 'type'],
    properties: {
      id: URI,
      type: typeList('Profile'),
      name: SHORT,
      url: URI,
      phone: SHORT,
      description: LONG,
      image: { $ref: '#/$defs/Image' },
      email: { type: 'string', format: 'email', maxLength: 320 },
      address: { $ref: '#/$defs/Address' },
      otherIdentifier: list({ $ref: '#/$defs/IdentifierEntry' }, 64),
      official: SHORT,
      parentOrg: { $ref: '#/$defs/Profile' },
      familyName: SHORT,
      givenName: SHORT,
      additionalName: SHORT,
      patronymicName: SHORT,
      honorificPrefix: SHORT,
      honorificSuffix: SHORT,
      familyNamePrefix: SHORT,
      dateOfBirth: { type: 'string', format: 'date' },
      endorsement: list({ $ref: '#/$defs/Endorsement' }, 16),
      endorsementJwt: list(TOKEN, 16),
    },
  },
  Alignment: {
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
  },
  ResultDescription: {
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
      alignment: list({ $ref: '#/$defs/Alignment' }, 64),
      allowedValue: list(SHORT, 200),
      requiredLevel: URI,
      requiredValue: SHORT,
      rubricCriterionLevel: list({ $ref: '#/$defs/RubricCriterionLevel' }, 64),
      valueMin: SHORT,
      valueMax: SHORT,
    },
  },
  RubricCriterionLevel: {
    type: 'object',
    required: ['id', 'type', 'name'],
    properties: {
      id: URI,
      type: typeList('RubricCriterionLevel'),
      name: SHORT,
      description: LONG,
      level: SHORT,
      points: SHORT,
      alignment: list({ $ref: '#/$defs/Alignment' }, 64),
    },
  },
  Achievement: {
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
      // the schema of 1EdTech lets criteria be empty, their validator does not
      criteria: {
        type: 'object',
        properties: { id: URI, narrative: LONG },
        anyOf: [{ required: ['id'] }, { required: ['narrative'] }],
      },
      creator: { $ref: '#/$defs/Profile' },
      creditsAvailable: { type: 'number', minimum: 0 },
      fieldOfStudy: SHORT,
      specialization: SHORT,
      humanCode: SHORT,
      image: { $ref: '#/$defs/Image' },
      tag: list(SHORT, 200),
      inLanguage: LANGUAGE,
      version: SHORT,
      alignment: list({ $ref: '#/$defs/Alignment' }, 200),
      otherIdentifier: list({ $ref: '#/$defs/IdentifierEntry' }, 64),
      related: list(
        {
          type: 'object',
          required: ['id', 'type'],
          properties: { id: URI, type: typeList('Related'), inLanguage: LANGUAGE, version: SHORT },
        },
        64,
      ),
      resultDescription: list({ $ref: '#/$defs/ResultDescription' }, 64),
      endorsement: list({ $ref: '#/$defs/Endorsement' }, 16),
      endorsementJwt: list(TOKEN, 16),
    },
  },
  Identity: {
    type: 'object',
    required: ['type', 'hashed', 'identityHash', 'identityType'],
    properties: {
      type: { const: 'IdentityObject' },
      hashed: { type: 'boolean' },
      identityHash: SHORT,
      identityType: IDENTIFIER_TYPE,
      salt: SHORT,
    },
    // IdentityHash: the algorithm, a dollar sign, the digest in hexadecimal
    if: { properties: { hashed: { const: true } } },
    then: {
      properties: { identityHash: { type: 'string', pattern: '^(sha256\\$[0-9a-fA-F]{64}|md5\\$[0-9a-fA-F]{32})$' } },
    },
  },
  Result: {
    type: 'object',
    required: ['type'],
    properties: {
      type: typeList('Result'),
      achievedLevel: URI,
      alignment: list({ $ref: '#/$defs/Alignment' }, 64),
      resultDescription: URI,
      value: SHORT,
      status: { enum: ['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew'] },
    },
  },
  AchievementSubject: {
    type: 'object',
    required: ['type', 'achievement'],
    // the specification asks for one of them, the schema of 1EdTech for neither
    anyOf: [{ required: ['id'] }, { required: ['identifier'] }],
    properties: {
      id: URI,
      type: typeList('AchievementSubject'),
      identifier: list({ $ref: '#/$defs/Identity' }, 16),
      achievement: { $ref: '#/$defs/Achievement' },
      activityStartDate: TIME,
      activityEndDate: TIME,
      creditsEarned: { type: 'number', minimum: 0 },
      image: { $ref: '#/$defs/Image' },
      licenseNumber: SHORT,
      narrative: LONG,
      result: list({ $ref: '#/$defs/Result' }, 64),
      role: SHORT,
      source: { $ref: '#/$defs/Profile' },
      term: SHORT,
    },
  },
  Evidence: {
    type: 'object',
    required: ['type'],
    properties: {
      id: URI,
      type: typeList('Evidence'),
      name: SHORT,
      description: LONG,
      narrative: LONG,
      genre: SHORT,
      audience: SHORT,
    },
  },
  Endorsement: {
    type: 'object',
    required: ['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom', 'name'],
    properties: {
      '@context': CREDENTIAL_CONTEXTS,
      id: URI,
      type: { allOf: [typeList('VerifiableCredential'), typeList('EndorsementCredential')] },
      name: SHORT,
      description: LONG,
      issuer: ISSUER,
      validFrom: TIME,
      validUntil: TIME,
      awardedDate: TIME,
      credentialSubject: {
        type: 'object',
        required: ['id', 'type'],
        properties: { id: URI, type: typeList('EndorsementSubject'), endorsementComment: LONG },
      },
      credentialSchema: list(foreign('id', 'type'), 16),
      credentialStatus: foreign('id', 'type'),
      refreshService: foreign('id', 'type'),
      termsOfUse: list(foreign('type'), 16),
      proof: list(foreign('type'), 8),
    },
  },
};

/** Any OpenBadgeCredential (AchievementCredential). Members the specification does not name are left to JSON-LD safe mode. */
export const OPEN_BADGE_SCHEMA = {
  $defs: DEFINITIONS,
  type: 'object',
  required: ['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom'],
  properties: {
    '@context': CREDENTIAL_CONTEXTS,
    id: URI,
    type: {
      allOf: [typeList('VerifiableCredential'), typeList('OpenBadgeCredential', 'AchievementCredential')],
    },
    name: SHORT,
    description: LONG,
    image: { $ref: '#/$defs/Image' },
    issuer: ISSUER,
    validFrom: TIME,
    validUntil: TIME,
    awardedDate: TIME,
    credentialSubject: { $ref: '#/$defs/AchievementSubject' },
    evidence: list({ $ref: '#/$defs/Evidence' }, 200),
    endorsement: list({ $ref: '#/$defs/Endorsement' }, 16),
    endorsementJwt: list(TOKEN, 16),
    credentialSchema: list(foreign('id', 'type'), 16),
    credentialStatus: foreign('id', 'type'),
    refreshService: foreign('id', 'type'),
    termsOfUse: list(foreign('type'), 16),
    proof: list(foreign('type'), 8),
  },
};

/** An EndorsementCredential on its own. */
export const ENDORSEMENT_SCHEMA = { $defs: DEFINITIONS, $ref: '#/$defs/Endorsement' };

/** The badges we issue: the same, and narrower. `proof` and JWT claims are looked at elsewhere. */
export const BADGE_SCHEMA = {
  $defs: DEFINITIONS,
  allOf: [OPEN_BADGE_SCHEMA],
  properties: {
    '@context': list(URI, 4),
    // an address alone would not say who issued it
    issuer: { $ref: '#/$defs/Profile' },
    credentialSubject: {
      // the claim `sub` of a JWT repeats the id
      required: ['id'],
      properties: {
        achievement: { properties: { alignment: { maxItems: 128 }, resultDescription: { maxItems: 16 } } },
        result: { maxItems: 16, items: { properties: { alignment: { maxItems: 8 } } } },
      },
    },
    evidence: { maxItems: 32 },
    endorsement: { maxItems: 4 },
    credentialStatus: {
      properties: {
        type: SHORT,
        statusPurpose: SHORT,
        statusListIndex: { type: 'string', pattern: '^(0|[1-9][0-9]{0,14})$' },
        statusListCredential: URI,
      },
    },
  },
};
