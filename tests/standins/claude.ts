// A stand-in for the Claude API over HTTP: insists on its key and version header, lists models, can refuse as overloaded.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type ClaudeStandin = { base: string; behave: (how: 'well' | 'overloaded') => void; close: () => Promise<void> };

export async function startClaude(apiKey = 'claude-standin-key'): Promise<ClaudeStandin> {
  let how: 'well' | 'overloaded' = 'well';
  const server = http.createServer((req, res) => {
    const send = (status: number, body: unknown) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    };
    const given = req.headers['x-api-key'] ?? req.headers.authorization?.replace(/^Bearer /, '');
    const failure = (type: string, message: string) => ({ type: 'error', error: { type, message } });
    if (given !== apiKey) return send(401, failure('authentication_error', 'invalid x-api-key'));
    if (!req.headers['anthropic-version'])
      return send(400, failure('invalid_request_error', 'anthropic-version: header is required'));
    if (how === 'overloaded') return send(529, failure('overloaded_error', 'Overloaded'));
    if (req.method === 'GET' && req.url?.startsWith('/v1/models')) {
      return send(200, {
        data: [{ type: 'model', id: 'claude-standin', display_name: 'Stand-in', created_at: '2026-01-01T00:00:00Z' }],
        has_more: false,
        first_id: 'claude-standin',
        last_id: 'claude-standin',
      });
    }
    return send(404, failure('not_found_error', 'Not found'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next) => void (how = next),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}
