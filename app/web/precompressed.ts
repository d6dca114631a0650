// Assets compressed once, by the build: the best compression costs nothing when they are sent.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Sends `name.br` or `name.gz` beside an asset when the browser takes it (tools/build.mjs makes them); passes on otherwise. */
export function precompressed(folder: string): RequestHandler {
  const files = new Set(readdirSync(folder));
  return (req, res, next) => {
    const name = req.path.slice(1);
    const type = TYPES[path.extname(name)];
    if (type === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) return next();
    const accepted = req.headers['accept-encoding'] ?? '';
    const [extension, encoding] = accepted.includes('br')
      ? ['.br', 'br']
      : accepted.includes('gzip')
        ? ['.gz', 'gzip']
        : ['', ''];
    if (extension === '' || !files.has(name + extension)) return next();
    res.setHeader('Content-Encoding', encoding!);
    res.setHeader('Vary', 'Accept-Encoding');
    res.setHeader('Content-Type', type);
    res.sendFile(name + extension, { root: folder, immutable: true, maxAge: '1y' }, (error) => error && next(error));
  };
}
