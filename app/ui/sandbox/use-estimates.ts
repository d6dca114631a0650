// Live estimates of the channels in the form: asked a moment after typing stops, only for what changed, in a thread of the browser.
import { useEffect, useRef, useState } from 'react';
import {
  createEstimator,
  type DeliveryEstimate,
  type Estimator,
  fieldsToCampaign,
  type PlanFields,
  type PublicWorld,
  RUN_CHANNELS,
  type RunChannel,
} from '~/modules/sandbox/sandbox';

/** `working`: asked, not answered. Null: there is none, because the fields are incomplete or the browser has no threads. */
export type Estimate = DeliveryEstimate | 'working' | null;

const PAUSE_MS = 400;

export function useEstimates(market: PublicWorld, fields: PlanFields): Partial<Record<RunChannel, Estimate>> {
  const [estimates, setEstimates] = useState<Partial<Record<RunChannel, Estimate>>>({});
  const estimator = useRef<Estimator | null>(null);
  const asked = useRef(new Map<RunChannel, string>());
  useEffect(
    () => () => {
      estimator.current?.close();
      estimator.current = null;
      asked.current.clear();
    },
    [],
  );
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const channel of RUN_CHANNELS) {
        const campaign = fields[channel].use ? fieldsToCampaign(channel, fields[channel]) : null;
        const question = JSON.stringify(campaign);
        if (asked.current.get(channel) === question) continue;
        asked.current.set(channel, question);
        const show = (estimate: Estimate) =>
          asked.current.get(channel) === question && setEstimates((all) => ({ ...all, [channel]: estimate }));
        if (!campaign) {
          show(null);
          continue;
        }
        show('working');
        estimator.current ??= createEstimator(market);
        void estimator.current.ask(campaign).then(show);
      }
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [market, fields]);
  return estimates;
}
