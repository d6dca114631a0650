// What `npm run verify` does: whom it believes, what it reads and fetches, and the verdicts in words.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createStatusLookup, type StatusEntry, type StatusLookup } from '@certificates/check-status';
import type { CredentialDocument } from '@certificates/document';
import { readDidDocument, type TrustedIssuer } from '@certificates/keys';
import { readSealKeys, type SealKey } from '@certificates/pdf-seal-certificate';
import { FILE_CHECKS, verifyFile, type FileVerification } from '@certificates/verify-file';
import { isLocale, type Locale } from '~/i18n/locale';
import { translator, type Bundle, type Translate } from '~/i18n/messages';
import { verifyCommandMessages } from '~/i18n/verify-command';
import { credentialUrl, didDocumentUrl, didOfHost, fetchBytes, isOwnList } from './verify-network';

const OPTIONS = {
  issuer: { type: 'string', multiple: true },
  did: { type: 'string', multiple: true },
  list: { type: 'string', multiple: true },
  offline: { type: 'boolean' },
  at: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What ends the program with 2: nothing could be checked. */
class Unable extends Error {}

/** One run: its words, and what was fetched or could not be, in the order of asking. */
type Session = { words: Translate<Words>; notes: Array<string>; environment: Environment };
type Words = typeof verifyCommandMessages extends Bundle<infer T> ? T : never;
type Environment = Record<string, string | undefined>;

/** Runs the command and returns what it prints and its exit code. Never throws on what it is given. */
export async function verifyCommand(
  args: ReadonlyArray<string>,
  environment: Environment,
): Promise<{ code: number; text: string }> {
  const words = translator(verifyCommandMessages, languageOf(args, environment));
  try {
    return await run(args, { words, notes: [], environment });
  } catch (error) {
    if (error instanceof Unable) return { code: 2, text: error.message };
    throw error;
  }
}

async function run(args: ReadonlyArray<string>, session: Session): Promise<{ code: number; text: string }> {
  const { words } = session;
  const { values, positionals } = readArguments(args, words);
  const [target] = positionals;
  if (values.help || target === undefined || positionals.length > 1) {
    return { code: values.help ? 0 : 2, text: words('usage') };
  }
  const now = values.at === undefined ? new Date() : new Date(values.at);
  if (Number.isNaN(now.getTime())) throw new Unable(words('problem.argument', { what: `--at ${values.at}` }));
  const isOffline = values.offline ?? false;
  const input = await readTarget(target, isOffline, session);
  const { issuers, sealKeys } = await trust(values, target, isOffline, session);
  const lookUpStatus = statusLookup(values.list ?? [], issuers, now, isOffline, session);
  const verification = await verifyFile(input, {
    issuers,
    sealKeys,
    now,
    lookUpStatus,
    lookUpSuperseded: () => 'unknown', // only the issuer's register knows
  });
  const code = verification.state === 'valid' ? 0 : 1;
  return { code, text: values.json ? JSON.stringify(verification, null, 2) : tell(verification, session) };
}

function readArguments(args: ReadonlyArray<string>, words: Session['words']) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Unable(`${words('problem.argument', { what: (error as Error).message })}\n\n${words('usage')}`);
  }
}

function languageOf(args: ReadonlyArray<string>, environment: Environment): Locale {
  const { lang } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: false }).values;
  if (isLocale(lang)) return lang;
  const tag = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return tag.startsWith('es') ? 'es' : 'en';
}

async function readTarget(target: string, isOffline: boolean, session: Session): Promise<Uint8Array> {
  if (isAddress(target)) return get(credentialUrl(target), isOffline, session);
  return readFile(target === '-' ? 0 : target, session);
}

function isAddress(target: string): boolean {
  return /^https?:\/\//i.test(target) && URL.canParse(target);
}

function readFile(path: string | 0, { words }: Session): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Unable(words('problem.unreadable', { what: `${path} (${(error as NodeJS.ErrnoException).code})` }));
  }
}

async function get(url: string, isOffline: boolean, { words, notes }: Session): Promise<Uint8Array> {
  try {
    if (isOffline) throw new Error('--offline');
    const bytes = await fetchBytes(url);
    notes.push(words('fetched', { url }));
    return bytes;
  } catch (error) {
    const why = (error as Error).message;
    if (why === 'not https') throw new Unable(words('problem.address', { what: url }));
    throw new Unable(words('failed', { url, why }));
  }
}

/**
 * Whom to believe: the DID documents and issuers that the person named; else the host in the address that the person gave; else
 * this installation (PUBLIC_URL). Never somebody whom only the file names.
 */
async function trust(
  values: { did?: Array<string>; issuer?: Array<string> },
  target: string,
  isOffline: boolean,
  session: Session,
): Promise<{ issuers: Array<TrustedIssuer>; sealKeys: Array<SealKey> }> {
  const { words, environment } = session;
  const documents = (values.did ?? []).map((path) => readJson(readFile(path, session), path, words));
  let dids = values.issuer ?? [];
  if (dids.length + documents.length === 0) {
    const home = isAddress(target) ? target : environment.PUBLIC_URL;
    if (!home || !URL.canParse(home)) throw new Unable(words('problem.issuer'));
    dids = [didOfHost(home)];
  }
  for (const did of dids) {
    const url = didDocumentUrl(did);
    if (!url) throw new Unable(words('problem.argument', { what: did }));
    const document = readJson(await get(url, isOffline, session), url, words);
    if (document.id !== did) throw new Unable(words('problem.did', { what: url }));
    documents.push(document);
  }
  const issuers = await Promise.all(
    documents.map((document) =>
      readDidDocument(document).catch(() => {
        throw new Unable(words('problem.did', { what: String(document.id).slice(0, 200) }));
      }),
    ),
  );
  return { issuers, sealKeys: documents.flatMap(readSealKeys) };
}

function readJson(bytes: Uint8Array, name: string, words: Session['words']): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new Unable(words('problem.did', { what: name }));
}

/** Looks in the files first, then on the issuer's own host. A list that cannot be had leaves the status unknown. */
function statusLookup(
  files: ReadonlyArray<string>,
  issuers: ReadonlyArray<TrustedIssuer>,
  now: Date,
  isOffline: boolean,
  session: Session,
): StatusLookup {
  const { words, notes } = session;
  const lists = new Map<string, string>();
  for (const path of files) {
    const text = new TextDecoder().decode(readFile(path, session));
    lists.set(listUrlOf(text), text);
  }
  return async (entry: StatusEntry) => {
    if (!lists.has(entry.listUrl) && !isOffline && isOwnList(entry)) {
      try {
        lists.set(entry.listUrl, new TextDecoder().decode(await fetchBytes(entry.listUrl)));
        notes.push(words('fetched', { url: entry.listUrl }));
      } catch (error) {
        notes.push(words('failed', { url: entry.listUrl, why: (error as Error).message }));
      }
    }
    return createStatusLookup({ lists, issuers, now })(entry);
  };
}

/** The address a list says it is for; its signature is checked when it is used. */
function listUrlOf(text: string): string {
  try {
    const payload = text.trim().startsWith('{')
      ? text
      : Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8');
    return String((JSON.parse(payload) as { id?: unknown }).id);
  } catch {
    return '';
  }
}

function tell({ state, verdicts, credential }: FileVerification, { words, notes }: Session): string {
  const lines = [words(`state.${state}`), ''];
  for (const check of FILE_CHECKS) {
    const verdict = verdicts[check];
    if (!verdict) continue;
    const name = words(`check.${check}`).padEnd(18);
    const outcome = words(`outcome.${verdict.outcome}`).padEnd(12);
    lines.push(
      `  ${{ pass: '✓', fail: '✗', unknown: '?' }[verdict.outcome]} ${name}${outcome}${reasonOf(verdict, words)}`.trimEnd(),
    );
  }
  if (credential) lines.push('', words('says'), ...describe(credential, words));
  const { reason, detail } = verdicts.issuer;
  if (reason === 'issuer-untrusted' && detail) lines.push('', words('claims', { issuer: plain(detail) }));
  if (notes.length > 0) lines.push('', ...notes.map(plain));
  if (state === 'valid') lines.push('', words('holderNote'));
  return lines.join('\n');
}

function reasonOf({ reason, detail }: { reason: string; detail?: string }, words: Session['words']): string {
  if (reason === 'ok') return '';
  // a reason that this table does not have yet is said by its code
  const said = words(`reason.${reason}` as 'reason.expired');
  const text = said.startsWith('reason.') ? reason : said;
  return detail ? `${text} (${plain(detail)})` : text;
}

function describe(credential: CredentialDocument, words: Session['words']): Array<string> {
  const identifiers = credential.credentialSubject.identifier as
    Array<{ identityType?: string; hashed?: boolean; identityHash?: string }> | undefined;
  const holder = identifiers?.find(({ identityType, hashed }) => identityType === 'name' && hashed !== true);
  const rows = [
    [words('holder'), holder?.identityHash ?? '–'],
    [words('title'), String(credential.name ?? '–')],
    [words('issuer'), `${credential.issuer.name} (${credential.issuer.id})`],
    [words('period'), `${credential.validFrom}, ${credential.validUntil ?? words('unlimited')}`],
    [words('id'), credential.id],
  ];
  return rows.map(([name = '', value = '']) => `  ${name.padEnd(14)}${plain(value)}`);
}

/** Text from outside, on one line and without the controls that could rewrite or reorder what a terminal shows. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD').slice(0, 300);
}
