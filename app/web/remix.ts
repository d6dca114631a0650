// Remix behind Express: requests in, responses out, and for each page only the part of the route table that it needs.
import { Readable } from 'node:stream';
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
} from '@remix-run/node';
import { matchRoutes } from '@remix-run/router';
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from 'express';

type Handle = (request: Request, context: AppLoadContext) => Promise<Response>;
type MatchTree = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children?: Array<MatchTree> };

/** Paths whose leaf route is remembered. */
const REMEMBERED_PATHS = 5_000;

/** The route table as the router matches it. */
function matchTree(build: ServerBuild, parentId?: string): Array<MatchTree> {
  return Object.values(build.routes)
    .filter((route) => route !== undefined && (route.parentId ?? undefined) === parentId)
    .map((route) => {
      const { id, path, index, caseSensitive } = route!;
      const children = matchTree(build, id);
      return { id, path, index, caseSensitive, ...(children.length > 0 ? { children } : {}) };
    });
}

/** The build with nothing but the given routes. */
export function slice(build: ServerBuild, ids: ReadonlyArray<string>): ServerBuild {
  const pick = <T>(record: Record<string, T>) =>
    Object.fromEntries(ids.filter((id) => id in record).map((id) => [id, record[id]!]));
  return {
    ...build,
    routes: pick(build.routes as Record<string, object>) as ServerBuild['routes'],
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}

/**
 * A handler that gives each request to Remix with the matched routes alone.
 *
 * Why: for every request Remix 2 makes objects of all routes and matches six times against all of them, compiling each pattern each
 * time; with sixty routes that is most of its own time. What a page needs of the table are its own route and its ancestors. The browser
 * learns other routes when it comes to them (lazy route discovery), by a request that the whole table answers.
 */
export function makeHandler(build: ServerBuild): Handle {
  const whole = createRequestHandler(build, build.mode);
  const tree = matchTree(build);
  const handlers = new Map<string, Handle>();
  const leaves = new Map<string, Handle>();

  const find = (path: string): Handle => {
    const matches = matchRoutes(tree as never, path) as Array<{ route: MatchTree }> | null;
    if (!matches) return whole;
    const ids = matches.map((match) => match.route.id);
    const key = ids.at(-1)!;
    let handler = handlers.get(key);
    if (!handler) handlers.set(key, (handler = createRequestHandler(slice(build, ids), build.mode)));
    return handler;
  };

  return (request, context) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/__manifest') return whole(request, context);
    // As Remix reads them: /x.data asks for the data of /x, /_root.data for that of /.
    const path = pathname.endsWith('.data') ? pathname.slice(0, -5).replace(/^\/_root$/, '/') : pathname;
    let handler = leaves.get(path);
    if (!handler) {
      if (leaves.size >= REMEMBERED_PATHS) leaves.delete(leaves.keys().next().value!);
      leaves.set(path, (handler = find(path)));
    }
    return handler(request, context);
  };
}

function toRequest(req: ExpressRequest, res: ExpressResponse): Request {
  const headers = new Headers();
  for (const name in req.headers) {
    const value = req.headers[name];
    if (typeof value === 'string') headers.set(name, value);
    else if (value) for (const one of value) headers.append(name, one);
  }
  const url = `${req.protocol}://${req.headers.host ?? 'localhost'}${req.originalUrl}`;
  if (req.method === 'GET' || req.method === 'HEAD') return new Request(url, { method: req.method, headers });
  // A reader that goes away ends what it asked for only while it may still be undone: operations decide, we tell.
  const controller = new AbortController();
  res.once('close', () => !res.writableFinished && controller.abort());
  return new Request(url, {
    method: req.method,
    headers,
    signal: controller.signal,
    body: createReadableStreamFromReadable(req),
    duplex: 'half',
  } as RequestInit);
}

async function send(res: ExpressResponse, response: Response, page: Buffer | undefined): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') res.append('Set-Cookie', value);
    else res.setHeader(name, value);
  }
  if (page) {
    res.setHeader('Content-Length', page.length);
    return void res.end(page);
  }
  if (!response.body) return void res.end();
  if (response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    res.flushHeaders();
    return void Readable.fromWeb(response.body as never).pipe(res);
  }
  res.end(Buffer.from(await response.arrayBuffer()));
}

/** Express's way into Remix. Pages come back as one buffer, beside the response, so that no stream stands between. */
export function remixHandler(
  handle: Handle,
  makeContext: (req: ExpressRequest, res: ExpressResponse) => AppLoadContext,
): RequestHandler {
  return (req, res, next) => {
    let page: Buffer | undefined;
    const context = makeContext(req, res);
    context.deliverPage = (body) => void (page = body);
    handle(toRequest(req, res), context)
      .then((response) => send(res, response, page))
      .catch(next);
  };
}
