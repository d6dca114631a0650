// Ways to change a certificate in each of its forms, and what a verifier must make of the result. Used by a test and by bench/mutations.ts.
import { exportSPKI, importJWK } from 'jose';
import { bakePng } from '../../certificates/bake-png';
import { bakeSvg } from '../../certificates/bake-svg';
import { createStatusLookup } from '../../certificates/check-status';
import { buildDocument, type Award } from '../../certificates/document';
import { toPublicJwk, type SigningKey } from '../../certificates/keys';
import { rasterize } from '../../certificates/raster';
import * as sample from '../../certificates/sample';
import { signDataIntegrity } from '../../certificates/sign-data-integrity';
import { signJwt } from '../../certificates/sign-jwt';
import { buildStatusListCredential, createStatusList, setStatus } from '../../certificates/status-list';
import { verifyFile, type VerifyFileOptions } from '../../certificates/verify-file';
import { pdfTricks, pngMutations, svgMutations } from './change-file';
import { jsonMutations } from './change-json';
import { headerTricks, tokenTricks } from './change-token';
import { byteFlips, textFlips, type Form, type Mutation } from './mutation';

/**
 * `refused`: any state but `valid`. `same`: valid, and what it shows is what was issued. `accepted`: valid although it shows something
 * else, or although one byte of a form that is signed as a whole (JWT, PDF) differs. Nothing may be `accepted`.
 *
 * `same` happens where a signature leaves room on purpose: JSON may be re-spaced and re-ordered, since its proof signs the statements
 * and not the text, and the picture around a credential (PNG, SVG) is not signed.
 */
export type Fate = 'refused' | 'same' | 'accepted';

export type Corpus = {
  originals: Record<Form, string | Uint8Array>;
  /** Changes at every n-th place; 1 is every place. */
  mutations: (every: number) => Generator<Mutation>;
  judge: (mutation: Mutation) => Promise<Fate>;
};

const LIST_PARTS = {
  listUrl: sample.SAMPLE_LIST_URL,
  issuerDid: sample.SAMPLE_DID,
  validFrom: '2026-12-01T00:00:00Z',
  validUntil: '2026-12-02T00:00:00Z',
};

/** Issues a certificate, one of somebody else by the same issuer, and one by a stranger, and makes changes out of them. */
export async function buildCorpus(): Promise<Corpus> {
  const issuer = await sample.sampleIssuer();
  const stranger = await sample.sampleIssuer('did:web:stranger.example');
  const { seal, sealKeys } = await sample.sampleSeal();
  const foreign = await sample.sampleSeal('did:web:stranger.example');
  const award = sample.sampleAward();
  const document = buildDocument(award);
  const other = buildDocument(otherAward());
  const [rs256, es256, json] = await signAll(document, issuer);
  const [otherJwt, , otherJson] = await signAll(other, issuer);
  const picture = rasterize([{ path: [['M', 2, 2], ['L', 30, 4], ['L', 16, 30], ['Z']], color: '#2b2a6b' }], 32, 32);
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>Ana</title><path fill="#2b2a6b" d="M1 1h6v6z"/></svg>';
  const pdf = Buffer.from(await sample.samplePdf(rs256, json, seal, award));
  const originals = { json, jwt: rs256, png: bakePng(picture, rs256), svg: bakeSvg(drawing, json), pdf };

  const lists = await signedLists(issuer, stranger);
  const lookUp = (text: string) =>
    createStatusLookup({
      lists: new Map([[sample.SAMPLE_LIST_URL, text]]),
      issuers: [issuer.trusted],
      now: sample.SAMPLE_NOW,
    });
  const options: VerifyFileOptions = {
    issuers: [issuer.trusted],
    sealKeys,
    now: sample.SAMPLE_NOW,
    lookUpStatus: lookUp(lists.clear as string),
    lookUpSuperseded: () => 'current',
  };
  const issued = JSON.stringify(document);
  const spki = await exportSPKI(
    (await importJWK(toPublicJwk(issuer.rs256), 'RS256', { extractable: true })) as CryptoKey,
  );

  async function judge({ form, input, options: others }: Mutation): Promise<Fate> {
    const { state, credential } = await verifyFile(input, { ...options, ...others });
    if (state !== 'valid') return 'refused';
    const isSame = sorted(credential) === sorted(JSON.parse(issued));
    // leading and trailing white space is no part of a token
    const isWhole = form !== 'jwt' && form !== 'pdf';
    return isSame && isWhole ? 'same' : 'accepted';
  }

  function* mutations(every: number): Generator<Mutation> {
    yield* jsonMutations(json, { other: otherJson, every });
    yield* textFlips('jwt', rs256, every, 'RS256');
    yield* textFlips('jwt', es256, every, 'ES256');
    yield* headerTricks(rs256, issuer.rs256, stranger, spki);
    yield* tokenTricks(rs256, es256, otherJwt);
    yield* pngMutations(picture, originals.png, rs256, otherJwt, every);
    yield* svgMutations(drawing, originals.svg, json, otherJwt, every);
    yield* byteFlips('pdf', pdf, every * 3);
    yield* pdfTricks(pdf, { jwt: rs256, otherJwt, every });
    for (const [title, text] of Object.entries(lists))
      if (title !== 'clear')
        yield { form: 'jwt', title: `status list: ${title}`, input: rs256, options: { lookUpStatus: lookUp(text) } };
    yield {
      form: 'pdf',
      title: 'sealing key of a stranger trusted too',
      input: pdf,
      options: { sealKeys: foreign.sealKeys },
    };
  }

  const resealed = await sample.samplePdf(rs256, json, foreign.seal, {
    ...award,
    holder: { ...award.holder, name: 'Eve' },
  });
  const unsealed = await sample.samplePdf(rs256, json, undefined, {
    ...award,
    holder: { ...award.holder, name: 'Eve' },
  });
  const mixed: Array<Mutation> = [
    { form: 'pdf', title: 'sealed by a stranger', input: resealed },
    {
      form: 'pdf',
      title: 'sealed by a stranger whose seals are trusted',
      input: resealed,
      options: { sealKeys: [...sealKeys, ...foreign.sealKeys] },
    },
    { form: 'pdf', title: 'another name printed, no seal', input: unsealed },
  ];
  return {
    originals,
    mutations: function* (every) {
      yield* mutations(every);
      yield* mixed;
    },
    judge,
  };
}

function otherAward(): Award {
  const award = sample.sampleAward();
  return {
    ...award,
    credentialId: 'urn:uuid:11111111-2222-4333-8444-555555555555',
    licenseNumber: 'AAAAAAAAAAAAAAAAAAAAAA',
    holder: { name: 'Eve Mallory', subjectId: 'urn:uuid:99999999-2222-4333-8444-555555555555' },
    status: { ...award.status, index: 5 },
  };
}

async function signAll(
  document: Record<string, unknown>,
  issuer: sample.SampleIssuer,
): Promise<[string, string, string]> {
  return Promise.all([
    signJwt(document, issuer.rs256),
    signJwt(document, issuer.es256),
    signDataIntegrity(document, issuer.ed25519, '2026-11-20T09:00:05Z'),
  ]);
}

/** Lists that must not let a certificate pass, and one that must. */
async function signedLists(
  issuer: sample.SampleIssuer,
  stranger: sample.SampleIssuer,
): Promise<Record<string, string>> {
  const clear = buildStatusListCredential({ ...LIST_PARTS, list: createStatusList() });
  const signList = (list: Record<string, unknown>, key: SigningKey) =>
    signDataIntegrity(list, key, '2026-12-01T00:00:00Z');
  const revoked = setStatus(createStatusList(), 94_567, true);
  const signed = await signList(clear, issuer.statusList);
  return {
    clear: signed,
    revoked: await signList(buildStatusListCredential({ ...LIST_PARTS, list: revoked }), issuer.statusList),
    stale: await signList({ ...clear, validUntil: '2026-12-01T11:00:00Z' }, issuer.statusList),
    future: await signList({ ...clear, validFrom: '2026-12-01T13:00:00Z' }, issuer.statusList),
    'of another address': await signList({ ...clear, id: 'https://academy.example/status/r2' }, issuer.statusList),
    'of another purpose': await signList(
      buildStatusListCredential({ ...LIST_PARTS, list: createStatusList(), purpose: 'suspension' }),
      issuer.statusList,
    ),
    'signed with a key for certificates': await signList(clear, issuer.ed25519),
    'of another issuer': await signList(
      buildStatusListCredential({ ...LIST_PARTS, issuerDid: stranger.trusted.did, list: createStatusList() }),
      stranger.statusList,
    ),
    'with the bits of another list': signed.replace(
      /"encodedList":"[^"]+"/,
      /"encodedList":"[^"]+"/.exec(
        await signList(buildStatusListCredential({ ...LIST_PARTS, list: revoked }), issuer.statusList),
      )?.[0] ?? '',
    ),
    'without proof': JSON.stringify(clear),
    'cut off': signed.slice(0, -40),
    'not a list': JSON.stringify({ clear: true }),
  };
}

/** JSON with members in order, so that two spellings of one thing compare equal. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
