// The web process: a fast path for kept pages, then Express in front of Remix. No product logic.
import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express from 'express';
import { sessionCookieName } from '~/modules/identity/identity.server';
import { closeDatabase } from '~/platform/db.server';
import { env, publicUrl } from '~/platform/env.server';
import { uuid7 } from '~/platform/ids.server';
import { closeLimits } from '~/platform/limits.server';
import { log } from '~/platform/log.server';
import { closeQueues } from '~/platform/queue.server';
import { loadContext } from './web/context';
import { guardWrites, isWellFormed, isWellFormedHost } from './web/guards';
import { healthz, isDraining, readyz, startDraining } from './web/health';
import { installMetrics, observe, routeLabel, sendMetrics } from './web/metrics';
import { PageCache } from './web/page-cache';
import { sendPlainError } from './web/plain-error';
import { precompressed } from './web/precompressed';
import { runCluster } from './web/processes';
import { guardRedirect } from './web/redirects';
import { makeHandler, remixHandler } from './web/remix';
import { policyWithNonce, setSecurityHeaders } from './web/security-headers';
import { hasVcApi } from './web/vc-api-switch';

const production = env().NODE_ENV === 'production';
/** Seconds that requests in flight are given when the process is asked to end. */
const DRAIN_SECONDS = 25;

/** Milliseconds between saying no at /readyz and closing the door. */
const NOTICE_MS = 500;

/** Makes the Express application around a Remix build. */
async function makeApp(server: http.Server) {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  if (env().TRUST_PROXY)
    app.set('trust proxy', /^\d+$/.test(env().TRUST_PROXY!) ? Number(env().TRUST_PROXY) : env().TRUST_PROXY);

  app.use((req, res, next) => {
    const began = process.hrtime.bigint();
    const requestId = uuid7();
    const nonce = randomBytes(16).toString('base64');
    res.locals.requestId = requestId;
    res.locals.nonce = nonce;
    res.setHeader('X-Request-Id', requestId);
    // Defaults are added when the head is written, so that an answer's own headers replace them instead of joining them.
    const writeHead = res.writeHead;
    res.writeHead = function (...args: Parameters<typeof writeHead>) {
      setSecurityHeaders(res);
      if (!res.hasHeader('Content-Security-Policy')) res.setHeader('Content-Security-Policy', policyWithNonce(nonce));
      // What a person sees after signing in is theirs alone; what serves the public says otherwise itself.
      if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store');
      guardRedirect(res, req.headers.host);
      return writeHead.apply(res, args);
    } as typeof writeHead;
    const { path: requested, method } = req;
    res.once('finish', () => {
      const seconds = Number(process.hrtime.bigint() - began) / 1e9;
      observe(method, requested, res.statusCode, seconds);
      if (log().isLevelEnabled('info'))
        log().info(
          {
            method,
            route: routeLabel(requested),
            status: res.statusCode,
            ms: Math.round(seconds * 1e4) / 10,
            requestId,
          },
          'request',
        );
    });
    next();
  });
  app.get('/healthz', healthz);
  app.get('/readyz', (req, res) => void readyz(req, res));
  app.get('/metrics', (req, res) => void sendMetrics(req, res, env().METRICS_TOKEN));
  if (hasVcApi()) app.use('/vc', (await import('./web/vc-api')).vcApi());
  app.use(guardWrites);
  // A cheap level: most of the gain for a fraction of the time.
  app.use(compression({ level: 3, threshold: 1024 }));

  let handle: ReturnType<typeof makeHandler>;
  if (production) {
    const root = path.resolve('build/client');
    app.use(
      '/assets',
      precompressed(path.join(root, 'assets')),
      express.static(path.join(root, 'assets'), { immutable: true, maxAge: '1y' }),
      (_req, res) => void res.status(404).end(),
    );
    // Named once: asking the disk for every page would cost a tenth of a millisecond each.
    const files = new Set(
      readdirSync(root, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `/${path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')}`),
    );
    const serveFile = express.static(root, { maxAge: '1h' });
    app.use((req, res, next) => (files.has(req.path) ? serveFile(req, res, next) : next()));
    handle = makeHandler((await import(pathToFileURL(path.resolve('build/server/index.js')).href)) as ServerBuild);
  } else {
    const { createServer } = await import('vite');
    const vite = await createServer({ server: { middlewareMode: true, hmr: { server } } });
    app.use(vite.middlewares);
    handle = createRequestHandler(
      () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
      'development',
    );
  }
  app.all('*', remixHandler(handle, loadContext));
  app.use(
    (error: Error & { status?: number }, req: express.Request, res: express.Response, _next: express.NextFunction) => {
      if (error.status && error.status < 500) return sendPlainError(req, res, error.status, 'malformed');
      log().error({ err: error.stack, requestId: res.locals.requestId }, 'request failed');
      sendPlainError(req, res, 500, 'failed');
    },
  );
  return { app, handle };
}

/** Pages for visitors without a session, rendered through the same Remix build. */
function makePageCache(handle: ReturnType<typeof makeHandler>): PageCache {
  return new PageCache(
    async ({ path: asked, search, locale, theme, origin }) => {
      const nonce = randomBytes(16).toString('base64');
      const cookies: Array<string> = [];
      const context: AppLoadContext = {
        // No id of a single request in what is kept for many.
        requestId: '',
        locale,
        theme,
        nonce,
        network: '',
        userAgent: '',
        isDocument: true,
        actor: () => Promise.resolve(null),
        setCookie: (header) => void cookies.push(header),
      };
      const response = await handle(new Request(`${origin}${asked}${search}`), context);
      for (const header of cookies) response.headers.append('Set-Cookie', header);
      return { response, nonce };
    },
    sessionCookieName(),
    publicUrl(),
  );
}

async function serve() {
  const server = http.createServer({
    connectionsCheckingInterval: 2_000,
    headersTimeout: 15_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
  });
  const { app, handle } = await makeApp(server);
  const pages = production ? makePageCache(handle) : null;
  if (pages) pages.onMiss = (req, res) => void app(req, res);
  installMetrics(() => pages?.hits ?? 0);
  server.on('request', (req, res) => {
    if (!isWellFormed(req.url ?? '') || !isWellFormedHost(req.headers.host))
      return sendPlainError(req, res, 400, 'malformed');
    if (isDraining()) res.setHeader('Connection', 'close');
    if (pages?.serve(req, res)) return;
    app(req, res);
  });

  const { PORT, HOST } = env();
  server.once('error', (error: NodeJS.ErrnoException) => {
    console.error(
      error.code === 'EADDRINUSE'
        ? `Port ${PORT} on ${HOST} is in use by another program. Choose another with PORT=…`
        : error.message,
    );
    process.exit(1);
  });
  server.listen(PORT, HOST, () => {
    log().info({ port: PORT }, 'web ready');
    if (!cluster.isWorker) process.send?.('ready');
  });

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    startDraining();
    const limit = setTimeout(() => process.exit(0), DRAIN_SECONDS * 1000);
    // Closing at once would reset what is already on its way: connections not accepted yet, requests not read yet.
    await new Promise((resolve) => setTimeout(resolve, NOTICE_MS));
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    await new Promise((resolve) => server.close(resolve));
    clearInterval(sweep);
    await closeQueues().catch(() => {});
    closeLimits();
    await closeDatabase().catch(() => {});
    clearTimeout(limit);
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
  process.once('disconnect', () => void end());
}

process.on('unhandledRejection', (error) =>
  log().error({ err: String((error as Error)?.stack ?? error) }, 'unhandled rejection'),
);
// The VC-API keeps its status lists in memory, so one process has to hold them.
const processes = hasVcApi() ? 1 : (env().WEB_PROCESSES ?? (production ? os.availableParallelism() : 1));
if (processes > 1 && cluster.isPrimary) runCluster(processes);
else await serve();
