// A stand-in for Stripe's API over HTTP: insists on a bearer key of the right shape, and can be told to misbehave.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type StripeStandin = {
  /** For STRIPE_API_BASE. */
  base: string;
  /** Every request seen: method, path and Stripe-Version header. */
  requests: Array<{ method: string; path: string; version: string | undefined }>;
  /** How the next requests are answered: as usual, refused with 500, cut off in the middle, or late by milliseconds. */
  behave: (how: 'well' | 'fail' | 'truncate' | { delayMs: number }) => void;
  close: () => Promise<void>;
};

export async function startStripe(secretKey = 'sk_test_pericia'): Promise<StripeStandin> {
  let how: 'well' | 'fail' | 'truncate' | { delayMs: number } = 'well';
  const requests: StripeStandin['requests'] = [];
  const server = http.createServer((req, res) => {
    const path = (req.url ?? '').split('?')[0]!;
    requests.push({ method: req.method ?? '', path, version: req.headers['stripe-version'] as string | undefined });
    const send = (status: number, body: unknown) => {
      const text = JSON.stringify(body);
      res.writeHead(status, {
        'content-type': 'application/json',
        'request-id': `req_${requests.length}`,
        'content-length': text.length,
      });
      if (how === 'truncate') {
        res.write(text.slice(0, text.length >> 1));
        res.destroy();
      } else res.end(text);
    };
    const answer = () => {
      if (req.headers.authorization !== `Bearer ${secretKey}`) {
        return send(401, { error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } });
      }
      if (how === 'fail')
        return send(500, { error: { type: 'api_error', message: 'Something went wrong on our end.' } });
      if (req.method === 'GET' && path === '/v1/balance') {
        return send(200, {
          object: 'balance',
          livemode: false,
          available: [{ amount: 0, currency: 'usd' }],
          pending: [],
        });
      }
      return send(404, {
        error: { type: 'invalid_request_error', message: `Unrecognized request URL (${req.method}: ${path}).` },
      });
    };
    if (typeof how === 'object') setTimeout(answer, how.delayMs);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    behave: (next) => void (how = next),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}
