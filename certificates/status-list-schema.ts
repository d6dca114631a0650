// The shape of a Bitstring Status List credential as JSON Schema: the lists we publish and believe.

const URI = { type: 'string', format: 'uri', maxLength: 2_000 };
const TIME = { type: 'string', format: 'date-time', maxLength: 40 };

/** W3C Bitstring Status List 1.0, BitstringStatusListCredential: a credential whose subject is the list. */
export const STATUS_LIST_SCHEMA = {
  type: 'object',
  required: ['@context', 'id', 'type', 'issuer', 'validFrom', 'credentialSubject'],
  properties: {
    '@context': { type: 'array', items: URI, minItems: 1, maxItems: 3 },
    id: URI,
    type: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 2_000 },
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
