// The web process: Express in front of Remix. Security headers, limits, logs, health and graceful end; no product logic.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import path from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express from 'express';
import { isLocale, LOCALE_COOKIE, localeFromHeader } from '~/i18n/locale';
import { actorFromCookie } from '~/modules/identity/identity.server';
import type { Actor } from '~/platform/actor';
import { closeDatabase } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { uuid7 } from '~/platform/ids.server';
import { log } from '~/platform/log.server';

const production = env().NODE_ENV === 'production';

function cookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

function loadContext(req: express.Request, res: express.Response): AppLoadContext {
  const asked = req.query.lang;
  const kept = cookie(req.headers.cookie, LOCALE_COOKIE);
  const locale = isLocale(asked) ? asked : isLocale(kept) ? kept : localeFromHeader(req.headers['accept-language']);
  const setCookie = (header: string) => res.append('Set-Cookie', header);
  if (isLocale(asked) && asked !== kept) setCookie(`${LOCALE_COOKIE}=${asked}; Path=/; Max-Age=31536000; SameSite=Lax`);
  const theme = cookie(req.headers.cookie, 'pericia_theme');
  let actor: Promise<Actor | null> | undefined;
  return {
    requestId: res.getHeader('X-Request-Id') as string,
    locale,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    nonce: res.locals.nonce as string,
    network: (req.ip ?? '').replace(/\.\d+$/, '.0'),
    userAgent: (req.headers['user-agent'] ?? '').slice(0, 300),
    isDocument: !req.path.endsWith('.data'),
    actor: () => (actor ??= actorFromCookie(req.headers.cookie, setCookie)),
    setCookie,
  };
}

async function start() {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((req, res, next) => {
    res.setHeader('X-Request-Id', uuid7());
    res.locals.nonce = randomBytes(16).toString('base64');
    next();
  });
  app.use(compression());
  let handler: express.RequestHandler;
  if (production) {
    const root = path.resolve('build');
    app.use('/assets', express.static(path.join(root, 'client', 'assets'), { immutable: true, maxAge: '1y' }));
    app.use(express.static(path.join(root, 'client'), { maxAge: '1h' }));
    const build = (await import(path.join(root, 'server', 'index.js'))) as ServerBuild;
    handler = createRequestHandler({ build, mode: 'production', getLoadContext: loadContext });
  } else {
    const { createServer } = await import('vite');
    const vite = await createServer({ server: { middlewareMode: true } });
    app.use(vite.middlewares);
    handler = createRequestHandler({
      build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
      mode: 'development',
      getLoadContext: loadContext,
    });
  }
  app.all('*', handler);
  const { PORT, HOST } = env();
  const server = http.createServer(app).listen(PORT, HOST, () => log().info({ port: PORT }, 'web ready'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close(() => void closeDatabase().then(() => process.exit(0)));
      server.closeIdleConnections();
    });
  }
}

await start();
