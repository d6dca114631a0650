// The thread that estimates deliveries in the browser, so that typing never stutters. Knows public facts only, like its caller.
import { estimateDelivery } from './market/estimate';
import type { EstimateAnswer, EstimateQuestion } from './estimator';

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<EstimateQuestion>) => void) | null;
  postMessage: (answer: EstimateAnswer) => void;
};

scope.onmessage = ({ data: { id, market, campaign } }) => {
  scope.postMessage({ id, estimate: estimateDelivery(market, campaign) });
};
