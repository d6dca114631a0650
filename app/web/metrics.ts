// Prometheus series of the web process, and how a request's path becomes a label without ids.
import cluster from 'node:cluster';
import type { Request, Response } from 'express';
import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client';
import { statementCount } from '~/platform/db.server';
import { queueState } from '~/platform/queue.server';

const PATTERNS: ReadonlyArray<[RegExp, string]> = [
  [/^\/assets\//, '/assets/*'],
  [/^\/media\//, '/media/:hash'],
  [/^\/verify\/./, '/verify/:publicId'],
  [/^\/credentials\//, '/credentials/:file'],
  [/^\/courses\/./, '/courses/:courseId'],
  [/^\/learn\/[^/]+\/[^/]+\/practice/, '/learn/:courseId/:lesson/practice'],
  [/^\/learn\/[^/]+\/[^/]+/, '/learn/:courseId/:lesson'],
  [/^\/exams\/[^/]+\/./, '/exams/:programId/:attemptId'],
  [/^\/exams\/./, '/exams/:programId'],
  [/^\/(sandbox|outbox|admin\/people|reset-password|verify-email)\/./, '/:section/:id'],
  [/^\/api\//, '/api/*'],
];
const KNOWN = /^\/[a-z-]*(\/[a-z-]{1,20})?(\.data)?$/;

/** A label with few values: never an id, a token or an address. */
export function routeLabel(path: string): string {
  for (const [pattern, label] of PATTERNS) if (pattern.test(path)) return label;
  return KNOWN.test(path) ? path.replace(/\.data$/, '') : 'other';
}

const durations = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from the request to the end of its answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5],
});

export function observe(method: string, path: string, status: number, seconds: number): void {
  durations.observe({ method, route: routeLabel(path), status }, seconds);
}

/** Registers the series that are read when asked for. `cacheHits` counts pages sent from memory. */
export function installMetrics(cacheHits: () => number): void {
  collectDefaultMetrics();
  new Counter({
    name: 'page_cache_hits_total',
    help: 'Pages sent from memory',
    collect() {
      this.reset();
      this.inc(cacheHits());
    },
  });
  new Counter({
    name: 'database_statements_total',
    help: 'Statements sent to the database',
    collect() {
      this.reset();
      this.inc(statementCount());
    },
  });
  new Gauge({
    name: 'queue_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    aggregator: 'first',
    async collect() {
      for (const name of ['reactions', 'schedule']) {
        const { name: _name, ...counts } = await queueState(name);
        for (const [state, count] of Object.entries(counts)) this.set({ queue: name, state }, count);
      }
    },
  });
}

/** In the cluster's parent: answers children that were asked for the metrics of all. */
export function answerChildren(): void {
  const all = new AggregatorRegistry();
  cluster.on('message', (child, message: { ask?: string; id?: number }) => {
    if (message?.ask !== 'metrics') return;
    all.clusterMetrics().then(
      (text) => child.send({ metrics: text, id: message.id }),
      () => child.send({ metrics: '', id: message.id }),
    );
  });
}

let asked = 0;

/** The text of /metrics: of all processes when there are several. */
export async function metricsText(): Promise<string> {
  if (!cluster.isWorker) return register.metrics();
  const id = ++asked;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(register.metrics()), 3_000);
    const listen = (message: { metrics?: string; id?: number }) => {
      if (message?.id !== id || message.metrics === undefined) return;
      clearTimeout(timer);
      process.off('message', listen);
      resolve(message.metrics);
    };
    process.on('message', listen);
    process.send!({ ask: 'metrics', id });
  });
}

/** The handler of /metrics: for this machine, or with the token. */
export async function sendMetrics(req: Request, res: Response, token: string | undefined): Promise<void> {
  const local = /^(::1|127\.|::ffff:127\.)/.test(req.socket.remoteAddress ?? '') && !req.headers['x-forwarded-for'];
  const bearer = token !== undefined && req.headers.authorization === `Bearer ${token}`;
  if (!local && !bearer) return void res.status(404).end();
  res.setHeader('Content-Type', register.contentType).end(await metricsText());
}
