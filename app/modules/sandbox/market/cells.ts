// The ads of a run by segment, as columns: the one hot structure, laid out for speed.

/** One ad in one segment, as it is before any hour is played. */
export type CellSeed = {
  campaign: number;
  group: number;
  ad: number;
  segment: number;
  /** index into `exposures` */
  exposure: number;
  /** per person of the segment, for one impression */
  exposurePerImpression: number;
  keyA: number;
  keyB: number;
  opportunitiesPerDay: number;
  lnCtr: number;
  lnCvr: number;
  /** what the platform would believe of lnCvr if its judgement had no error */
  lnSeenCvr: number;
  /** the platform's standing misjudgement, standard normal */
  zCtr: number;
  zCvr: number;
  valueMicros: number;
};

/** All cells, one array per property; index = cell. The lower half are the working values of the hour being played. */
export type Cells = ReturnType<typeof toCells>;

export function toCells(seeds: ReadonlyArray<CellSeed>) {
  const integers = (property: keyof CellSeed) => Int32Array.from(seeds, (seed) => seed[property]);
  const numbers = (property: keyof CellSeed) => Float64Array.from(seeds, (seed) => seed[property]);
  const blank = () => new Float64Array(seeds.length);
  return {
    count: seeds.length,
    campaign: integers('campaign'),
    group: integers('group'),
    ad: integers('ad'),
    segment: integers('segment'),
    exposure: integers('exposure'),
    exposurePerImpression: numbers('exposurePerImpression'),
    keyA: integers('keyA'),
    keyB: integers('keyB'),
    opportunitiesPerDay: numbers('opportunitiesPerDay'),
    lnCtr: numbers('lnCtr'),
    lnCvr: numbers('lnCvr'),
    lnSeenCvr: numbers('lnSeenCvr'),
    zCtr: numbers('zCtr'),
    zCvr: numbers('zCvr'),
    valueMicros: numbers('valueMicros'),

    /** ln of the bid for a click, micros */
    lnBid: blank(),
    lnCtrNow: blank(),
    /** ln of the rank score over the median competitor's; -Infinity when not in the auction */
    lnScore: blank(),
    weight: blank(),
    gridPosition: blank(),
    clickChance: blank(),
    impressions: blank(),
    clicks: blank(),
    costMicros: blank(),
  };
}
