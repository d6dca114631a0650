// Each channel's auction in one world, as tables ready to read.

import { type AuctionTable, buildAuctionTable, OPEN_MARKET_TIERS, priceAtWinRate, SINGLE_TIER } from './auction';
import { type ChannelId, type ChannelPrior, channelPrior } from './channels';
import { type HiddenWorld } from './world';

export type LiveChannel = {
  id: ChannelId;
  table: AuctionTable;
  /** ln of the median competitor's eCPM in micros, before segment, season and noise */
  lnMedianMicros: number;
};

/** Share of opportunities at whose winning a channel's price is its reference CPM: about what a lab's budget buys. */
const REFERENCE_WIN_RATE = 0.04;

/** Tables depend on the world alone and take longer to build than an hour to play; remembering them changes no result. */
const channelsOfWorld = new WeakMap<HiddenWorld, Array<LiveChannel>>();

export function liveChannels(world: HiddenWorld): Array<LiveChannel> {
  let channels = channelsOfWorld.get(world);
  if (!channels) {
    channels = world.channels.map((channel) => liveChannel(channel.id, channel.kappa));
    channelsOfWorld.set(world, channels);
  }
  return channels;
}

/**
 * A channel's market with `kappa` competitors. Bids are scaled so that, with the usual number of competitors, winning 4 %
 * of the opportunities costs the reference CPM; more competitors then mean higher prices.
 */
function liveChannel(id: ChannelId, kappa: number): LiveChannel {
  const prior = channelPrior(id);
  return { id, table: auctionTable(prior, kappa), lnMedianMicros: Math.log(prior.referenceCpmMicros / usualPrice(id)) };
}

const usualPrices = new Map<ChannelId, number>();

/** What winning the reference share costs with the usual number of competitors, in median bids. */
function usualPrice(id: ChannelId): number {
  const prior = channelPrior(id);
  if (prior.billing === 'send') return 1;
  let price = usualPrices.get(id);
  if (price === undefined) {
    price = priceAtWinRate(auctionTable(prior, prior.competitors), REFERENCE_WIN_RATE);
    usualPrices.set(id, price);
  }
  return price;
}

function auctionTable(prior: ChannelPrior, kappa: number): AuctionTable {
  return buildAuctionTable({
    kappa,
    sigma: prior.bidSpread,
    slots: prior.slots,
    reserve: prior.reserve,
    tiers: prior.billing === 'send' ? SINGLE_TIER : OPEN_MARKET_TIERS,
    billing: prior.billing === 'click' ? 'click' : 'impression',
  });
}
