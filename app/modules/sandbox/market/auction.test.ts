// The closed-form auction against its slow twin, and what any second-price auction must obey.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAuctionTable, type Market, OPEN_MARKET_TIERS, readAuction, SINGLE_TIER } from './auction';
import { playAuctions } from './auction-by-impression';
import { CHANNEL_IDS, channelPrior } from './channels';
import { keyOf } from './random';

const ROUNDS = 120_000;

function marketOf(id: (typeof CHANNEL_IDS)[number]): Market {
  const prior = channelPrior(id);
  return {
    kappa: prior.competitors,
    sigma: prior.bidSpread,
    slots: prior.slots,
    reserve: prior.reserve,
    tiers: prior.billing === 'send' ? SINGLE_TIER : OPEN_MARKET_TIERS,
    billing: prior.billing === 'click' ? 'click' : 'impression',
  };
}

const tables = CHANNEL_IDS.map((id) => ({ id, market: marketOf(id), table: buildAuctionTable(marketOf(id)) }));

test('wins and prices agree with auctions played one by one (wins within 0.005, price within 1 %)', () => {
  for (const { id, market, table } of tables) {
    if (market.kappa === 0) continue;
    for (const score of [2, 5]) {
      const formula = readAuction(table, score);
      const played = playAuctions(market, score, ROUNDS, keyOf('auction', id, score));
      expect(Math.abs(played.impressions - formula.impressions), `${id} ${score} wins`).toBeLessThan(0.005);
      const price = formula.cost / formula.impressions;
      const tolerance = 0.01 + (3 * played.priceCv) / Math.sqrt(ROUNDS * played.impressions);
      expect(Math.abs(played.cost / played.impressions / price - 1), `${id} ${score} price`).toBeLessThan(tolerance);
      expect(Math.abs(played.priceCv - formula.priceCv), `${id} ${score} spread`).toBeLessThan(0.05);
    }
  }
});

test('a higher score never wins or pays less', () => {
  for (const { id, table } of tables) {
    fc.assert(
      fc.property(
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (ln, more) => {
          const low = readAuction(table, Math.exp(ln));
          const high = readAuction(table, Math.exp(ln + more));
          expect(high.impressions, id).toBeGreaterThanOrEqual(low.impressions - 1e-12);
          expect(high.clicks, id).toBeGreaterThanOrEqual(low.clicks - 1e-12);
          expect(high.cost, id).toBeGreaterThanOrEqual(low.cost - 1e-12);
        },
      ),
    );
  }
});

test('nobody pays more than was bid, and nothing is won below the reserve', () => {
  const { table, market } = tables[0]!;
  for (let ln = -3; ln < 4; ln += 0.05) {
    const score = Math.exp(ln);
    const { clicks, cost, impressions } = readAuction(table, score);
    expect(cost).toBeLessThanOrEqual(clicks * score * (1 + 1e-3) + 1e-6);
    if (score < market.reserve * Math.min(...market.tiers.map((tier) => tier.price / tier.ctr)) * 0.999) {
      expect(impressions).toBe(0);
    }
  }
});

test('at equal volume a better ad never pays more for a click, and at an equal bid it never gets fewer', () => {
  const { table } = tables.find(({ id }) => id === 'search')!;
  const clickPrice = (bid: number, ctr: number) => {
    const { clicks, cost } = readAuction(table, bid * ctr);
    return clicks > 0 ? cost / (clicks * ctr) : null;
  };
  const volume = (bid: number, ctr: number) => readAuction(table, bid * ctr).clicks * ctr;
  fc.assert(
    fc.property(
      fc.double({ min: 5, max: 200, noNaN: true }),
      fc.double({ min: 0.01, max: 0.2, noNaN: true }),
      fc.double({ min: 1, max: 3, noNaN: true }),
      (bid, ctr, better) => {
        const usual = clickPrice(bid, ctr);
        if (usual === null) return;
        expect(clickPrice(bid / better, ctr * better) ?? 0).toBeLessThanOrEqual(usual * (1 + 1e-9));
        expect(volume(bid, ctr * better)).toBeGreaterThanOrEqual(volume(bid, ctr) * (1 - 1e-9));
      },
    ),
  );
});

test('more competitors make the same score win less and, when winning, pay more', () => {
  const few = buildAuctionTable({ ...marketOf('social'), tiers: SINGLE_TIER, kappa: 12 });
  const many = buildAuctionTable({ ...marketOf('social'), tiers: SINGLE_TIER, kappa: 24 });
  for (const score of [1, 2, 4]) {
    const a = readAuction(few, score);
    const b = readAuction(many, score);
    expect(b.impressions).toBeLessThan(a.impressions);
    expect(b.cost / b.impressions).toBeGreaterThan(a.cost / a.impressions);
  }
});

test('a posted price is paid as posted', () => {
  const { table } = tables.find(({ id }) => id === 'email')!;
  expect(readAuction(table, 0.99).impressions).toBe(0);
  expect(readAuction(table, 1.5)).toMatchObject({ impressions: 1 });
  expect(readAuction(table, 1.5).cost).toBeCloseTo(1, 6);
});
