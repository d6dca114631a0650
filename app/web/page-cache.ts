// Whole pages kept in memory for visitors without a session: rendered once, then sent ready-compressed with an ETag.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Locale } from '~/i18n/locale';
import { cookieValue, localeOf, rememberLocale, type Theme, themeOf } from './context';
import { policyWithHashes, setSecurityHeaders } from './security-headers';

/** Seconds a page is kept, by its path. What is not listed is never kept. */
const KEPT: ReadonlyArray<[RegExp, number]> = [
  // A revocation must be seen within five seconds.
  [/^\/verify\/[0-9A-Za-z]{1,40}$/, 3],
  [/^\/(verify|courses|plans|about|privacy|certifications)?$/, 30],
  [/^\/courses\/[a-z0-9-]{1,80}$/, 30],
];
/** After its time a site page may still be sent this long while a fresh one is made; certificates never. */
const STALE_SECONDS = 60;
const MAX_BYTES = 64 * 1024 * 1024;

type Encoded = { body: Buffer; etag: string };
type Page = {
  status: number;
  identity: Encoded;
  gzip: Encoded;
  br: Encoded;
  policy: string;
  headers: ReadonlyArray<[string, string]>;
  freshUntil: number;
  staleUntil: number;
  bytes: number;
};

type What = { path: string; search: string; locale: Locale; theme: Theme };

export type Render = (request: What & { origin: string }) => Promise<{ response: Response; nonce: string }>;

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** How long a path may be kept, in seconds; 0 for not at all. */
export function keptSeconds(path: string): number {
  for (const [pattern, seconds] of KEPT) if (pattern.test(path)) return seconds;
  return 0;
}

/** Removes the request's nonce from a page and returns it with the hashes of its inline scripts. */
export function withoutNonce(html: string, nonce: string): { html: string; hashes: Array<string> } {
  const plain = html.replaceAll(` nonce="${nonce}"`, '');
  const hashes = new Set<string>();
  for (const [, attributes, code] of plain.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (!/\bsrc=/.test(attributes!) && code) hashes.add(createHash('sha256').update(code).digest('base64'));
  }
  return { html: plain, hashes: [...hashes] };
}

export class PageCache {
  readonly #pages = new Map<string, Page>();
  readonly #making = new Map<string, Promise<Page | null>>();
  #bytes = 0;
  /** Requests answered from memory, for /metrics. */
  hits = 0;

  constructor(
    private readonly render: Render,
    private readonly sessionCookie: string,
    private readonly origin: string,
  ) {}

  /**
   * Answers from memory, or makes the page and answers. Returns false when the request is none of ours: not a GET, a session cookie,
   * an unlisted path or unknown query keys.
   */
  serve(req: IncomingMessage, res: ServerResponse): boolean {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    const url = req.url!;
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const seconds = keptSeconds(path);
    if (seconds === 0) return false;
    const cookies = req.headers.cookie;
    if (cookies && cookieValue(cookies, this.sessionCookie) !== undefined) return false;
    let asked: string | undefined;
    if (mark >= 0) {
      const match = /^\?lang=(es|en)$/.exec(url.slice(mark));
      if (!match) return false;
      asked = match[1];
    }
    const locale = localeOf(asked, cookies, req.headers['accept-language']);
    const theme = themeOf(cookies);
    const key = `${locale}${theme}${asked ? '?' : ''}${path}`;
    const page = this.#pages.get(key);
    const now = Date.now();
    if (page && now < page.staleUntil) {
      if (now >= page.freshUntil)
        void this.#make(key, { path, search: asked ? `?lang=${asked}` : '', locale, theme }, seconds).catch(() => {});
      this.hits++;
      this.#send(req, res, page, asked, cookies);
      return true;
    }
    return this.#fill(
      req,
      res,
      key,
      { path, search: asked ? `?lang=${asked}` : '', locale, theme },
      seconds,
      asked,
      cookies,
    );
  }

  #fill(
    req: IncomingMessage,
    res: ServerResponse,
    key: string,
    what: What,
    seconds: number,
    asked: string | undefined,
    cookies: string | undefined,
  ): boolean {
    this.#make(key, what, seconds).then(
      (page) => (page ? this.#send(req, res, page, asked, cookies) : this.onMiss(req, res)),
      () => this.onMiss(req, res),
    );
    return true;
  }

  /** What answers a request whose page cannot be sent from here (it sets a cookie, is no HTML, or failed); set by the server. */
  onMiss: (req: IncomingMessage, res: ServerResponse) => void = () => {};

  /** Makes a page once, however many wait for it. Null when it cannot be sent to more than one visitor. */
  #make(key: string, what: What, seconds: number): Promise<Page | null> {
    const running = this.#making.get(key);
    if (running) return running;
    const making = this.#render(what, seconds)
      .then((page) => {
        if (page?.status === 200) this.#keep(key, page);
        return page;
      })
      .finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  async #render(what: What, seconds: number): Promise<Page | null> {
    const { response, nonce } = await this.render({ ...what, origin: this.origin });
    if (
      response.headers.has('Set-Cookie') ||
      response.headers.has('Location') ||
      !response.headers.get('Content-Type')?.startsWith('text/html')
    )
      return null;
    const { html, hashes } = withoutNonce(await response.text(), nonce);
    const body = Buffer.from(html);
    const [zipped, brotli] = await Promise.all([
      compressGzip(body, { level: 6 }),
      compressBrotli(body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
      }),
    ]);
    const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    const headers = [...response.headers].filter(
      ([name]) => !['content-type', 'content-length', 'cache-control', 'vary', 'etag'].includes(name),
    );
    const now = Date.now();
    return {
      status: response.status,
      identity: { body, etag: `"${digest}"` },
      gzip: { body: zipped, etag: `"${digest}-g"` },
      br: { body: brotli, etag: `"${digest}-b"` },
      policy: policyWithHashes(hashes),
      headers,
      freshUntil: now + seconds * 1000,
      staleUntil: now + (seconds + (seconds >= 30 ? STALE_SECONDS : 0)) * 1000,
      bytes: body.length + zipped.length + brotli.length,
    };
  }

  #keep(key: string, page: Page): void {
    this.#bytes += page.bytes - (this.#pages.get(key)?.bytes ?? 0);
    this.#pages.delete(key);
    this.#pages.set(key, page);
    for (const [oldest, { bytes }] of this.#pages) {
      if (this.#bytes <= MAX_BYTES) break;
      this.#pages.delete(oldest);
      this.#bytes -= bytes;
    }
  }

  #send(
    req: IncomingMessage,
    res: ServerResponse,
    page: Page,
    asked: string | undefined,
    cookies: string | undefined,
  ): void {
    const accepted = req.headers['accept-encoding'];
    const encoding =
      typeof accepted !== 'string'
        ? 'identity'
        : accepted.includes('br')
          ? 'br'
          : accepted.includes('gzip')
            ? 'gzip'
            : 'identity';
    const { body, etag } = page[encoding];
    setSecurityHeaders(res);
    for (const [name, value] of page.headers) res.setHeader(name, value);
    res.setHeader('Content-Security-Policy', page.policy);
    res.setHeader('Vary', 'Accept-Encoding, Accept-Language, Cookie');
    // Browsers ask each time (a 304 is cheap), so that signing in or a revocation is seen at once.
    res.setHeader('Cache-Control', 'private, no-cache');
    res.setHeader('ETag', etag);
    const remember = rememberLocale(asked, cookies);
    if (remember) res.setHeader('Set-Cookie', remember);
    const known = req.headers['if-none-match'];
    res.statusCode = page.status;
    if (page.status === 200 && known !== undefined && known.includes(etag)) {
      res.statusCode = 304;
      return void res.end();
    }
    if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.setHeader('Content-Length', body.length);
    res.end(req.method === 'HEAD' ? undefined : body);
  }
}
