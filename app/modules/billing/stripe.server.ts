// Stripe's one home. Today it answers one question: does this installation's key work?
import Stripe from 'stripe';

export type StripeProbe = { ok: true; livemode: boolean } | { ok: false; message: string };

/**
 * Asks Stripe for the balance with the key, which every valid key may read.
 * @param apiBase another address for the API, such as a stand-in's `http://127.0.0.1:4010`
 */
export async function probeStripe(secretKey: string, apiBase?: string): Promise<StripeProbe> {
  const base = apiBase ? new URL(apiBase) : null;
  const stripe = new Stripe(secretKey, {
    timeout: 10_000,
    maxNetworkRetries: 0,
    telemetry: false,
    ...(base
      ? {
          host: base.hostname,
          port: base.port,
          protocol: base.protocol === 'http:' ? ('http' as const) : ('https' as const),
        }
      : {}),
  });
  try {
    const balance = await stripe.balance.retrieve();
    return { ok: true, livemode: balance.livemode };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}
