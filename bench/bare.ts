// The measure for our pages: a bare Node handler that runs the same statements through pg and sends as many bytes.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

export type Statement = { name?: string; text: string; values: Array<unknown> };

if (process.send) {
  process.once('message', (message: { databaseUrl: string; statements: Array<Statement>; bytes: number }) => {
    const pool = new pg.Pool({ connectionString: message.databaseUrl, max: 10 });
    const body = Buffer.alloc(message.bytes, 'x');
    const server = http.createServer((_req, res) => {
      void (async () => {
        for (const statement of message.statements) await pool.query(statement);
        res.setHeader('Content-Type', 'text/html; charset=utf-8');
        res.end(body);
      })();
    });
    server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
  });
  process.once('disconnect', () => process.exit(0));
}
