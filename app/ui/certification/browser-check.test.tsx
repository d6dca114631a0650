import { buildDocument } from '@certificates/document';
import { buildJwks } from '@certificates/keys';
import { sampleAward, sampleIssuer } from '@certificates/sample';
import { signJwt } from '@certificates/sign-jwt';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { LocaleProvider } from '~/i18n/use-messages';
import { type CertificateFacts, readSignedFacts } from '~/modules/certification/certification';
import { BrowserAlarm, BrowserCheckLine } from './browser-check';
import { runOwnCheck } from './own-check-view';

const issuer = await sampleIssuer();
const document_ = buildDocument(sampleAward());
const jwt = await signJwt(document_, issuer.rs256);
const signed = readSignedFacts(document_);

const facts = {
  publicId: signed.publicId,
  holderName: signed.holderName,
  title: signed.title,
  proves: signed.proves,
  criteria: signed.criteria,
  skills: signed.skills.split('\n').map((line) => {
    const [id = '', title = '', ...rest] = line.split(': ');
    return { id, title, description: rest.join(': ') };
  }),
  questions: 20,
  minutes: 40,
  scorePercent: Number(signed.scorePercent),
  passPercent: Number(signed.passPercent),
  band: { from: 85, to: 94 },
  hours: Number(signed.hours),
  awardedAt: signed.awardedAt,
  validFrom: signed.validFrom,
  validUntil: signed.validUntil,
  issuer: { did: signed.issuer, name: 'Pericia', url: 'https://academy.example', keyId: null },
  signed: { locale: 'es', title: signed.title },
  credentialId: signed.credentialId,
  programId: 'p',
  revoked: null,
  replacedBy: null,
  ledgerNumber: 1,
} as CertificateFacts;

function show(shown: CertificateFacts, locale: 'es' | 'en' = 'es') {
  document.body.innerHTML = renderToStaticMarkup(
    <LocaleProvider value={locale}>
      <BrowserAlarm />
      <BrowserCheckLine facts={shown} />
    </LocaleProvider>,
  );
}

function serve(token: string) {
  vi.stubGlobal('fetch', (address: string) =>
    Promise.resolve(address.endsWith('.jwt') ? new Response(token) : Response.json(buildJwks(issuer.trusted.keys))),
  );
}

const alarm = () => document.querySelector<HTMLElement>('[data-own-alarm]')!;
const state = () => document.querySelector<HTMLElement>('[data-own-check]')!.dataset.state;
const words = () => document.querySelector('[role=status]')!.textContent;

afterEach(() => vi.unstubAllGlobals());

test('a page that says what was signed passes, with the number of statements compared', async () => {
  serve(jwt);
  show(facts);
  await runOwnCheck();
  expect([state(), alarm().hidden]).toEqual(['pass', true]);
  expect(words()).toContain('15 datos');
});

test('a page that says other than what was signed is called out above all, with what was signed', async () => {
  serve(jwt);
  show({ ...facts, holderName: 'Somebody Else', skills: [] }, 'es');
  await runOwnCheck();
  expect([state(), alarm().hidden]).toEqual(['differs', false]);
  expect(alarm().textContent).toContain(`nombre, que se firmó como «${signed.holderName}»`);
  expect(alarm().textContent).not.toContain('Somebody Else');
});

test('a signature that does not fit is called out', async () => {
  serve(`${jwt.slice(0, -8)}AAAAAAAA`);
  show(facts, 'en');
  await runOwnCheck();
  expect([state(), alarm().hidden]).toEqual(['fail', false]);
  expect(alarm().textContent).toContain('does not fit');
});

test('a check that cannot run says why, and raises no alarm', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('offline')));
  show(facts, 'en');
  await runOwnCheck();
  expect([state(), alarm().hidden]).toEqual(['unavailable', true]);
  expect(words()).toContain('could not be fetched');
});
