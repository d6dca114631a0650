// Starts the VC-API on a free port of this machine, for the conformance tests.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

export type VcApi = {
  url: string;
  post: (path: string, body: unknown) => Promise<{ status: number; body: any }>;
  get: (path: string) => Promise<{ status: number; body: any }>;
  close: () => void;
};

/** Environment is read once a process, so the port is chosen before the routes are loaded. */
export async function startVcApi(): Promise<VcApi> {
  const app = express();
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PERICIA_DEMO: '1',
    PERICIA_VC_API: '1',
  });
  const { vcApi } = await import('../../app/web/vc-api');
  app.use('/vc', vcApi());
  const url = `http://127.0.0.1:${port}/vc`;

  async function read(response: Response): Promise<{ status: number; body: any }> {
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }
  return {
    url,
    get: async (path) => read(await fetch(url + path)),
    post: async (path, body) =>
      read(
        await fetch(url + path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    close: () => server.close(),
  };
}
