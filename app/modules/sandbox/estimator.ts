// Asks the browser's estimating thread; loads it with the first question. For the browser only.
import type { DeliveryEstimate } from './market/estimate';
import type { CampaignPlan } from './market/plan';
import type { PublicWorld } from './market/world';

export type EstimateQuestion = { id: number; market: PublicWorld; campaign: CampaignPlan };
export type EstimateAnswer = { id: number; estimate: DeliveryEstimate | null };

export type Estimator = {
  /** What a campaign would deliver a day if it ran alone; null when it cannot run, or where threads are not to be had. */
  ask: (campaign: CampaignPlan) => Promise<DeliveryEstimate | null>;
  close: () => void;
};

export function createEstimator(market: PublicWorld): Estimator {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, (estimate: DeliveryEstimate | null) => void>();
  const settleAll = () => {
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  };
  const start = () => {
    const made = new Worker(new URL('./estimate-worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data: { id, estimate } }: MessageEvent<EstimateAnswer>) => {
      waiting.get(id)?.(estimate);
      waiting.delete(id);
    };
    made.onerror = settleAll;
    return made;
  };
  return {
    ask(campaign) {
      return new Promise((resolve) => {
        try {
          worker ??= start();
          waiting.set(++last, resolve);
          worker.postMessage({ id: last, market, campaign } satisfies EstimateQuestion);
        } catch {
          settleAll();
          resolve(null);
        }
      });
    },
    close() {
      worker?.terminate();
      worker = null;
      settleAll();
    },
  };
}
