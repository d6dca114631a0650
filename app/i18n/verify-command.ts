// The words of `npm run verify`: what it found, check by check, and what it needs. Reasons are those of certificates/errors.ts.
import { defineMessages } from './messages';

export const verifyCommandMessages = defineMessages('verifyCommand', {
  en: {
    usage: `Usage: npm run --silent verify -- FILE|URL|- [options]

  FILE               a JWT, a JSON credential, a badge (PNG, SVG) or a PDF; "-" reads standard input
  URL                the same at an address you know, or the address of a certificate's page
  --issuer DID       an issuer you trust, for example did:web:academy.example; its keys are fetched from its own host
  --did FILE         the issuer's DID document, if you have it; nothing is fetched for the keys then
  --list FILE        a status list you have fetched; otherwise it is fetched from the issuer's host
  --offline          fetch nothing
  --at TIME          judge as of this moment, for example 2027-01-31T12:00:00Z
  --json             print the verdicts as JSON
  --lang es|en       language of the words

Ends with 0 only for a certificate that is valid; 1 for any other verdict, 2 when it could not be checked at all.`,
    state: {
      valid: 'VALID: genuine, in its period and not withdrawn.',
      expired: 'EXPIRED: genuine, but its period is over.',
      'not-yet-valid': 'NOT YET VALID: genuine, but its period has not begun.',
      revoked: 'WITHDRAWN: genuine, but its issuer withdrew it.',
      replaced: 'REPLACED: genuine, but a newer version took its place.',
      unknown: 'UNKNOWN: what could be checked is in order, but not everything could be checked.',
      invalid: 'INVALID: altered, forged, from somebody you do not trust, or no certificate at all.',
    },
    check: {
      file: 'File',
      shape: 'Form',
      schema: 'Schema',
      issuer: 'Issuer',
      signature: 'Signature',
      period: 'Period',
      status: 'Not withdrawn',
      superseded: 'Newest version',
      seal: 'Seal of the PDF',
    },
    outcome: { pass: 'in order', fail: 'FAILED', unknown: 'not known' },
    reason: {
      'not-checked': 'not looked at, since something before it failed or was not at hand',
      'too-large': 'larger than any certificate',
      'too-deep': 'nested deeper than any certificate',
      'not-text': 'not text in UTF-8',
      'not-recognized': 'neither a JWT nor a JSON credential, nor a PNG, SVG or PDF',
      'json-invalid': 'not sound JSON',
      'key-not-allowed': 'a member name that could hide something',
      'context-not-allowed': 'a JSON-LD context that certificates of this kind do not use',
      'schema-mismatch': 'not of the form of an Open Badges 3.0 credential',
      'claims-mismatch': 'the claims of the JWT differ from the credential in it',
      'proof-missing': 'it bears no proof',
      'proof-ambiguous': 'it bears more than one proof',
      'issuer-untrusted': 'from an issuer that you did not name as trusted',
      'header-not-allowed': 'the JWT has a header that certificates do not have',
      'algorithm-not-allowed': 'signed with a method that is not accepted',
      'encoding-not-canonical': 'written in a second, unneeded spelling',
      'key-unknown': 'the key it names is not one of the issuer’s',
      'key-revoked': 'signed with a key that the issuer withdrew',
      'key-wrong-purpose': 'signed with a key that is for something else',
      'proof-not-allowed': 'a proof of another kind',
      'signature-mismatch': 'the content is not what was signed',
      'not-yet-valid': 'its period has not begun',
      expired: 'its period is over',
      revoked: 'the issuer withdrew it',
      suspended: 'the issuer suspended it',
      'status-absent': 'it names no status list',
      'status-type-unsupported': 'a kind of status list that is not known here',
      'status-unavailable': 'the status list could not be had',
      'status-list-invalid': 'the status list is not sound',
      'status-list-stale': 'the status list is too old',
      'status-index-out-of-range': 'the status list does not reach that far',
      replaced: 'a newer version took its place',
      'superseded-unavailable': 'could not be found out; a replaced one is also withdrawn',
      'file-damaged': 'damaged, or of a build that is not read here',
      'file-encrypted': 'protected with a password',
      'credential-missing': 'no credential inside',
      'credential-ambiguous': 'more than one credential inside',
      'seal-absent': 'no seal: nothing vouches for what is printed',
      'seal-damaged': 'a seal that cannot be read',
      'seal-mismatch': 'the PDF was changed after it was sealed; do not believe what is printed',
      'seal-partial': 'something was added to the PDF after it was sealed; do not believe what is printed',
      'seal-untrusted': 'sealed by somebody else; do not believe what is printed',
      'seal-foreign': 'sealed by another issuer than that of the credential inside',
    },
    says: 'What was signed',
    holder: 'Holder',
    title: 'Certificate',
    issuer: 'Issuer',
    period: 'From, until',
    unlimited: 'no end',
    id: 'Identifier',
    claims: 'It says it is from {{issuer}}. If you know and trust that issuer: --issuer {{issuer}}',
    fetched: 'Fetched: {{url}}',
    failed: 'Could not be fetched: {{url}} ({{why}})',
    holderNote: 'No check can tell that the person in front of you is the holder: compare the name.',
    problem: {
      unreadable: 'Cannot be read: {{what}}',
      argument: 'Not understood: {{what}}',
      did: 'Not a DID document with usable keys: {{what}}',
      address: 'Not fetched: {{what}}. Addresses begin with https://; http:// is for this machine only.',
      issuer:
        'Which issuer do you trust? Name it with --issuer did:web:… or hand over its DID document with --did FILE.',
    },
  },
  es: {
    usage: `Uso: npm run --silent verify -- ARCHIVO|URL|- [opciones]

  ARCHIVO            un JWT, una credencial JSON, una insignia (PNG, SVG) o un PDF; con "-" se lee la entrada estándar
  URL                lo mismo en una dirección que conoces, o la dirección de la página de un certificado
  --issuer DID       un emisor de tu confianza, por ejemplo did:web:academy.example; sus claves se piden a su propio servidor
  --did ARCHIVO      el documento DID del emisor, si lo tienes; entonces no se pide nada para las claves
  --list ARCHIVO     una lista de estado que ya tienes; si no, se pide al servidor del emisor
  --offline          no pedir nada a la red
  --at MOMENTO       juzgar como si fuera este momento, por ejemplo 2027-01-31T12:00:00Z
  --json             mostrar los veredictos en JSON
  --lang es|en       idioma de las palabras

Termina con 0 solo si el certificado es válido; con 1 ante cualquier otro veredicto, con 2 si no se pudo comprobar.`,
    state: {
      valid: 'VÁLIDO: auténtico, vigente y no retirado.',
      expired: 'CADUCADO: auténtico, pero su periodo terminó.',
      'not-yet-valid': 'AÚN NO VÁLIDO: auténtico, pero su periodo no ha empezado.',
      revoked: 'RETIRADO: auténtico, pero su emisor lo retiró.',
      replaced: 'SUSTITUIDO: auténtico, pero una versión más nueva ocupa su lugar.',
      unknown: 'SIN CONFIRMAR: lo que se pudo comprobar está en orden, pero no se pudo comprobar todo.',
      invalid: 'NO VÁLIDO: alterado, falsificado, de alguien en quien no confías, o no es un certificado.',
    },
    check: {
      file: 'Archivo',
      shape: 'Forma',
      schema: 'Esquema',
      issuer: 'Emisor',
      signature: 'Firma',
      period: 'Periodo',
      status: 'No retirado',
      superseded: 'Última versión',
      seal: 'Sello del PDF',
    },
    outcome: { pass: 'en orden', fail: 'FALLA', unknown: 'no se sabe' },
    reason: {
      'not-checked': 'no se miró, porque algo anterior falló o no estaba disponible',
      'too-large': 'más grande que cualquier certificado',
      'too-deep': 'más anidado que cualquier certificado',
      'not-text': 'no es texto en UTF-8',
      'not-recognized': 'no es un JWT ni una credencial JSON, ni un PNG, SVG o PDF',
      'json-invalid': 'no es JSON correcto',
      'key-not-allowed': 'un nombre de campo que podría ocultar algo',
      'context-not-allowed': 'un contexto JSON-LD que estos certificados no usan',
      'schema-mismatch': 'no tiene la forma de una credencial Open Badges 3.0',
      'claims-mismatch': 'lo que declara el JWT no coincide con la credencial que contiene',
      'proof-missing': 'no lleva ninguna prueba',
      'proof-ambiguous': 'lleva más de una prueba',
      'issuer-untrusted': 'de un emisor que no has nombrado como de confianza',
      'header-not-allowed': 'el JWT tiene una cabecera que los certificados no llevan',
      'algorithm-not-allowed': 'firmado con un método que no se acepta',
      'encoding-not-canonical': 'escrito de una segunda manera, innecesaria',
      'key-unknown': 'la clave que nombra no es del emisor',
      'key-revoked': 'firmado con una clave que el emisor retiró',
      'key-wrong-purpose': 'firmado con una clave que es para otra cosa',
      'proof-not-allowed': 'una prueba de otro tipo',
      'signature-mismatch': 'el contenido no es lo que se firmó',
      'not-yet-valid': 'su periodo no ha empezado',
      expired: 'su periodo terminó',
      revoked: 'el emisor lo retiró',
      suspended: 'el emisor lo suspendió',
      'status-absent': 'no nombra ninguna lista de estado',
      'status-type-unsupported': 'un tipo de lista de estado que aquí no se conoce',
      'status-unavailable': 'no se pudo obtener la lista de estado',
      'status-list-invalid': 'la lista de estado no es correcta',
      'status-list-stale': 'la lista de estado es demasiado antigua',
      'status-index-out-of-range': 'la lista de estado no llega tan lejos',
      replaced: 'una versión más nueva ocupa su lugar',
      'superseded-unavailable': 'no se pudo averiguar; uno sustituido también está retirado',
      'file-damaged': 'dañado, o hecho de un modo que aquí no se lee',
      'file-encrypted': 'protegido con contraseña',
      'credential-missing': 'no lleva ninguna credencial dentro',
      'credential-ambiguous': 'lleva más de una credencial dentro',
      'seal-absent': 'sin sello: nada respalda lo impreso',
      'seal-damaged': 'un sello que no se puede leer',
      'seal-mismatch': 'el PDF se cambió después de sellarlo; no te fíes de lo impreso',
      'seal-partial': 'se añadió algo al PDF después de sellarlo; no te fíes de lo impreso',
      'seal-untrusted': 'sellado por otra persona; no te fíes de lo impreso',
      'seal-foreign': 'sellado por otro emisor que el de la credencial de dentro',
    },
    says: 'Lo que se firmó',
    holder: 'Titular',
    title: 'Certificado',
    issuer: 'Emisor',
    period: 'Desde, hasta',
    unlimited: 'sin fin',
    id: 'Identificador',
    claims: 'Dice ser de {{issuer}}. Si conoces a ese emisor y confías en él: --issuer {{issuer}}',
    fetched: 'Pedido: {{url}}',
    failed: 'No se pudo obtener: {{url}} ({{why}})',
    holderNote: 'Ninguna comprobación dice si la persona que tienes delante es la titular: compara el nombre.',
    problem: {
      unreadable: 'No se puede leer: {{what}}',
      argument: 'No se entiende: {{what}}',
      did: 'No es un documento DID con claves utilizables: {{what}}',
      address: 'No se pide: {{what}}. Las direcciones empiezan por https://; http:// es solo para esta máquina.',
      issuer: '¿En qué emisor confías? Nómbralo con --issuer did:web:… o entrega su documento DID con --did ARCHIVO.',
    },
  },
});
