// Billing's browser door: the plans and add-ons that are offered, as data. Nothing is charged here.
import type { Localized } from '~/i18n/locale';

export { ADD_ONS, PLANS } from './plans';

export type PlanId = 'starter' | 'professional' | 'enterprise';
export type Currency = 'USD';

/** `ready`: it works today. Otherwise it belongs to the plan and is being built; pages say so. */
export type PlanFeature = { id: string; text: Localized; ready: boolean };

export type Plan = {
  id: PlanId;
  name: Localized;
  /** For whom it is, one sentence. */
  audience: Localized;
  /** Price of one month, integer minor units of `currency`, taxes not included. */
  monthlyMinor: number;
  currency: Currency;
  /** People included; null is without limit. */
  seats: number | null;
  /** Campaigns at a time; null is without limit. */
  campaigns: number | null;
  features: ReadonlyArray<PlanFeature>;
};

export type AddOn = {
  id: 'api-access' | 'white-label' | 'custom-development' | 'training';
  name: Localized;
  text: Localized;
  /** Integer minor units of `currency` for one `per`, taxes not included. */
  priceMinor: number;
  currency: Currency;
  per: 'month' | 'hour' | 'session';
  /** Plans that contain it at no further price. */
  includedIn: ReadonlyArray<PlanId>;
};
