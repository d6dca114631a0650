// Answers given before or without Remix: a small designed page in the visitor's language, or problem+json for programs.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Locale } from '~/i18n/locale';
import { localeOf } from './context';
import { setSecurityHeaders } from './security-headers';

type Reason = 'malformed' | 'method' | 'origin' | 'length' | 'too-large' | 'limit' | 'unavailable' | 'failed';

const TEXTS: Record<Locale, Record<Reason, { title: string; text: string }>> = {
  es: {
    malformed: { title: 'Esa dirección no está bien escrita', text: 'Revisa el enlace o vuelve al inicio.' },
    method: { title: 'Eso no se puede hacer aquí', text: 'La petición usa un método que esta dirección no acepta.' },
    origin: {
      title: 'La petición no viene de Pericia',
      text: 'Por tu seguridad no la hemos ejecutado. Abre la página desde aquí y repite.',
    },
    length: { title: 'Falta el tamaño de lo enviado', text: 'Envía la cabecera Content-Length.' },
    'too-large': {
      title: 'Lo enviado es demasiado grande',
      text: 'No se ha guardado nada. Redúcelo y vuelve a intentarlo.',
    },
    limit: {
      title: 'Demasiadas peticiones seguidas',
      text: 'Espera un momento y vuelve a intentarlo: no se ha perdido nada.',
    },
    unavailable: {
      title: 'Volvemos enseguida',
      text: 'Un servicio del que dependemos no responde. Lo que ya estaba guardado sigue guardado; recarga en unos segundos.',
    },
    failed: {
      title: 'Algo ha fallado por nuestra parte',
      text: 'Lo hemos registrado. Vuelve a intentarlo; si se repite, cita el número de abajo.',
    },
  },
  en: {
    malformed: { title: 'That address is not well formed', text: 'Check the link, or go back to the start.' },
    method: { title: 'That cannot be done here', text: 'The request uses a method that this address does not accept.' },
    origin: {
      title: 'The request does not come from Pericia',
      text: 'For your safety it was not carried out. Open the page from here and try again.',
    },
    length: { title: 'The size of what was sent is missing', text: 'Send the Content-Length header.' },
    'too-large': { title: 'What was sent is too large', text: 'Nothing was saved. Make it smaller and try again.' },
    limit: { title: 'Too many requests at once', text: 'Wait a moment and try again: nothing is lost.' },
    unavailable: {
      title: 'Back in a moment',
      text: 'A service that we depend on does not answer. What was saved stays saved; reload in a few seconds.',
    },
    failed: {
      title: 'Something failed on our side',
      text: 'It has been recorded. Try again; if it happens again, quote the number below.',
    },
  },
};

const STYLE =
  'body{margin:0;min-height:100vh;display:grid;place-items:center;font:17px/1.55 system-ui,sans-serif;background:#faf8f5;color:#211f2e}main{max-width:30rem;padding:2rem}h1{font-size:1.6rem;line-height:1.2;margin:0 0 .75rem}p{margin:0 0 1rem;color:#565266}a{color:#4338ca}@media(prefers-color-scheme:dark){body{background:#14131c;color:#f1eff8}p{color:#b5b1c6}a{color:#a5b4fc}}';
// sha256 of STYLE, so that the page's own style is the only one that counts.
let styleHash: string | undefined;

/** Sends the answer; the body never tells how we work inside. */
export function sendPlainError(req: IncomingMessage, res: ServerResponse, status: number, reason: Reason): void {
  if (res.headersSent) return void res.end();
  const locale = localeOf(undefined, req.headers.cookie, req.headers['accept-language']);
  const { title, text } = TEXTS[locale][reason];
  const requestId = String(res.getHeader('X-Request-Id') ?? '');
  setSecurityHeaders(res);
  res.statusCode = status;
  res.setHeader('Cache-Control', 'no-store');
  if ((req.url ?? '').startsWith('/api/') || (req.headers.accept ?? '').includes('application/json')) {
    res.setHeader('Content-Type', 'application/problem+json');
    return void res.end(JSON.stringify({ type: `urn:pericia:${reason}`, title, detail: text, status, requestId }));
  }
  styleHash ??= hash(STYLE);
  res.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  const home = locale === 'es' ? 'Ir al inicio' : 'Go to the start';
  res.end(
    `<!DOCTYPE html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title} · Pericia</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">${home}</a></p>${requestId ? `<p><small>${requestId}</small></p>` : ''}</main></body></html>`,
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
