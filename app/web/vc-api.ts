// The W3C VC-API for conformance suites: issues and verifies arbitrary credentials. Off unless PERICIA_VC_API=1; see docs/vc-api.md.
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { systemClock } from '~/platform/clock';
import { env, publicUrl } from '~/platform/env.server';
import { isLoopbackHost } from './loopback-fetch';
import { VcStatus } from './vc-status';
import { type ThreadAnswer, VcThreads } from './vc-threads';

/** Largest body, in bytes. */
const MAX_BODY_BYTES = 512 * 1024;

const StatusUpdateSchema = z.object({
  credentialId: z.string().min(1).max(2_000),
  credentialStatus: z.object({ statusPurpose: z.string(), value: z.boolean().optional() }),
  status: z.boolean().optional(),
});

/** The routes below /vc. Keys follow from CREDENTIAL_KEYS and are none that certificates are signed with. */
export function vcApi(): Router {
  const address = publicUrl();
  const status = new VcStatus(`${address}/vc/status-lists`);
  const threads = new VcThreads({
    secret: Buffer.from(env().CREDENTIAL_KEYS, 'base64'),
    publicUrl: address,
    localUrl: `http://${env().HOST.includes(':') ? `[${env().HOST}]` : env().HOST}:${env().PORT}`,
  });
  const now = () => systemClock().getTime();
  const router = express.Router();
  router.use(guardMachine);
  router.get('/issuer', (_req, res) => void threads.ask({ kind: 'issuer' }).then((answer) => send(res, answer)));
  router.get('/status-lists/:purpose', (req, res) => {
    const list = status.find(req.params.purpose);
    if (!list) return refuse(res, 404, 'there is no such status list');
    void threads
      .ask({ kind: 'status-list', ...list, now: now() })
      .then((answer) => send(res, answer, 'application/vc'));
  });
  router.post('/status-lists/:purpose/publish', (req, res) => {
    if (!status.find(req.params.purpose)) return refuse(res, 404, 'there is no such status list');
    res.status(204).end(); // a list is signed when it is asked for, so it is always published
  });
  router.use(express.text({ type: () => true, limit: MAX_BODY_BYTES, inflate: false }), refuseBody);

  router.post(['/credentials/issue', '/:instance(jose|bitstring)/credentials/issue'], (req, res) => {
    const { instance = '' } = req.params;
    const asked = { kind: 'issue', instance, text: textOf(req), now: now(), offers: status.offer() } as const;
    void threads.ask(asked).then((answer) => {
      status.take(answer.taken ?? []);
      send(res, answer);
    });
  });
  router.post('/:instance(jose|bitstring)?/credentials/verify', (req, res) => {
    void threads.ask({ kind: 'verify-credential', text: textOf(req), now: now() }).then((answer) => send(res, answer));
  });
  router.post('/:instance(jose|bitstring)?/presentations/verify', (req, res) => {
    void threads
      .ask({ kind: 'verify-presentation', text: textOf(req), now: now() })
      .then((answer) => send(res, answer));
  });
  router.post('/:instance(jose|bitstring)?/credentials/status', (req, res) => {
    const update = StatusUpdateSchema.safeParse(parse(textOf(req)));
    if (!update.success) return refuse(res, 400, 'the body must name credentialId and credentialStatus.statusPurpose');
    const { credentialId, credentialStatus, status: value = credentialStatus.value ?? true } = update.data;
    if (!status.set(credentialId, credentialStatus.statusPurpose, value))
      return refuse(res, 404, 'no credential of that id has an entry for that purpose');
    send(res, {
      status: 200,
      body: JSON.stringify({ credentialId, statusPurpose: credentialStatus.statusPurpose, status: value }),
    });
  });
  router.use((_req, res) => refuse(res, 404, 'there is no such endpoint; docs/vc-api.md lists them'));
  return router;
}

/** Programs of this machine only: its sockets, its names (against DNS rebinding), and no page of another site. */
function guardMachine(req: Request, res: Response, next: () => void): void {
  const { origin, host = '' } = req.headers;
  const names = [`http://${host}`, ...(origin === undefined ? [] : [origin])];
  const isHere = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(req.socket.remoteAddress ?? '');
  const isNamedHere = names.every(
    (name) => URL.canParse(name) && (isLoopbackHost(new URL(name).hostname) || name === publicUrl()),
  );
  if (isHere && isNamedHere) return next();
  refuse(res, 403, 'the VC-API answers programs of this machine only');
}

/** What the body reader refused: too large, compressed, or cut off. */
function refuseBody(
  error: { status?: number } | undefined,
  _req: Request,
  res: Response,
  next: (error?: unknown) => void,
): void {
  if (!error?.status || error.status >= 500) return next(error);
  refuse(
    res,
    error.status,
    error.status === 413 ? `the body has more than ${MAX_BODY_BYTES} bytes` : 'the body could not be read',
  );
}

function textOf(req: Request): string {
  return typeof req.body === 'string' ? req.body : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function send(res: Response, { status, body }: Omit<ThreadAnswer, 'id'>, mime = 'application/json'): void {
  res.status(status).type(mime).send(body);
}

function refuse(res: Response, status: number, detail: string): void {
  const problem = { type: 'about:blank', title: 'Refused', status, detail };
  send(
    res,
    { status, body: JSON.stringify({ ...problem, verified: false, errors: [problem] }) },
    'application/problem+json',
  );
}
