import type { Algorithm } from '../miner.ts';
import { type Switching, type SwitchWorth, switchWorth } from './switching-loss.ts';
import type { WorkEstimate } from './work-estimate.ts';

/** What the owner's machines of one algorithm do together. */
export interface MiningPower {
  readonly algorithm: Algorithm;
  readonly hashrateHs: number;
  /** Power less heat credit, money a day; the same whatever coin is mined. Absent: not known. */
  readonly powerCostPerDay?: number | undefined;
}

/** Something to mine, and the terms on which it would be mined. */
export interface CoinTerms {
  readonly algorithm: Algorithm;
  /** Absent for a pool that switches between coins: it is then known by {@link label}. */
  readonly coin?: string | undefined;
  readonly label: string;
  /** f, 0..1, taken off estimates that do not have it off. */
  readonly poolFee: number;
  /** s, 0..1. */
  readonly lostFraction: number;
  /** Only these providers speak of it, by id; all where absent. */
  readonly providers?: readonly string[] | undefined;
  readonly switching: Switching;
}

/** An estimate with what the machines would have of it. */
export interface PricedEstimate {
  readonly estimate: WorkEstimate;
  /** Money a day after fee and lost shares, before power. */
  readonly revenuePerDay: number;
  readonly ageMs: number;
}

export type CoinRow = RankedCoin | UnrankedCoin;

export interface RankedCoin {
  readonly kind: 'ranked';
  readonly terms: CoinTerms;
  /** Revenue after fees, money a day: the median of the fresh estimates, and the lowest and highest of them. */
  readonly revenuePerDay: number;
  readonly lowPerDay: number;
  readonly highPerDay: number;
  /** After power, where its cost is known. */
  readonly netPerDay: number | undefined;
  /** Against what is mined now; undefined for that itself, and where nobody knows what it earns. */
  readonly switching: SwitchWorth | undefined;
  readonly current: boolean;
  /** What the list is ranked by: received within the horizon a day, after the switch, before power, money. */
  readonly worthPerDay: number;
  readonly estimates: readonly PricedEstimate[];
  /** Too old to be counted, shown with their age. */
  readonly stale: readonly PricedEstimate[];
}

/** Not compared, and why: an old price would look like a better one. */
export interface UnrankedCoin {
  readonly kind: 'unranked';
  readonly terms: CoinTerms;
  readonly why: 'no-estimate' | 'stale';
  readonly stale: readonly PricedEstimate[];
}

export interface CoinTableInputs {
  readonly coins: readonly CoinTerms[];
  readonly estimates: readonly WorkEstimate[];
  readonly hardware: readonly MiningPower[];
  readonly nowMs: number;
  /** An estimate older than this is not ranked. */
  readonly maxAgeMs: number;
  /** For how long one would stay. */
  readonly horizonDays: number;
  /** Label of what each algorithm mines now. */
  readonly current: Readonly<Partial<Record<Algorithm, string>>>;
}

/**
 * All that the owner's machines can mine, best first, by what is received a day within the horizon: net of fees, of
 * lost shares and of the switch. Of several providers the median counts, so that one that is far off changes little;
 * their spread stands beside. What no fresh estimate speaks of stands at the end, unranked, with the reason.
 */
export function coinTable(inputs: CoinTableInputs): readonly CoinRow[] {
  const minable = inputs.coins.flatMap((terms) => {
    const power = inputs.hardware.find(({ algorithm }) => algorithm === terms.algorithm);
    return power === undefined || !(power.hashrateHs > 0) ? [] : [priced(terms, power, inputs)];
  });
  const rows = minable.map((each) => rowOf(each, minable, inputs));
  const worth = (row: CoinRow) => (row.kind === 'ranked' ? row.worthPerDay : Number.NEGATIVE_INFINITY);
  // Subtracting would be NaN between two that are unranked.
  return rows.sort((one, other) => Math.sign(worth(other) - worth(one)) || 0);
}

interface PricedCoin {
  readonly terms: CoinTerms;
  readonly power: MiningPower;
  readonly fresh: readonly PricedEstimate[];
  readonly stale: readonly PricedEstimate[];
}

function priced(
  terms: CoinTerms,
  power: MiningPower,
  { estimates, nowMs, maxAgeMs }: CoinTableInputs,
): PricedCoin {
  const speaks = ({ algorithm, coin, provider }: WorkEstimate) =>
    algorithm === terms.algorithm &&
    coin === terms.coin &&
    (terms.providers === undefined || terms.providers.includes(provider));
  const all = estimates.filter(speaks).map((estimate) => ({
    estimate,
    revenuePerDay: revenueOf(estimate, terms, power),
    ageMs: nowMs - estimate.atMs,
  }));
  const isFresh = ({ ageMs }: PricedEstimate) => ageMs <= maxAgeMs;
  return { terms, power, fresh: all.filter(isFresh), stale: all.filter((each) => !isFresh(each)) };
}

/** A fee that nobody speaks of is taken off: better too little promised than too much. */
function revenueOf(
  { perHsDay, fee }: WorkEstimate,
  { poolFee, lostFraction }: CoinTerms,
  { hashrateHs }: MiningPower,
): number {
  return hashrateHs * perHsDay * (fee === 'net' ? 1 : 1 - poolFee) * (1 - lostFraction);
}

function rowOf(
  { terms, power, fresh, stale }: PricedCoin,
  all: readonly PricedCoin[],
  { current, horizonDays }: CoinTableInputs,
): CoinRow {
  const revenuePerDay = medianOf(fresh);
  if (revenuePerDay === undefined)
    return { kind: 'unranked', terms, why: stale.length > 0 ? 'stale' : 'no-estimate', stale };
  const isCurrent = current[terms.algorithm] === terms.label;
  const now = all.find(
    (each) => each.terms.algorithm === terms.algorithm && each.terms.label === current[terms.algorithm],
  );
  const nowPerDay = now && medianOf(now.fresh);
  const switching =
    isCurrent || nowPerDay === undefined
      ? undefined
      : switchWorth(nowPerDay, revenuePerDay, horizonDays, terms.switching);
  const each = fresh.map((estimate) => estimate.revenuePerDay);
  return {
    kind: 'ranked',
    terms,
    revenuePerDay,
    lowPerDay: Math.min(...each),
    highPerDay: Math.max(...each),
    netPerDay: power.powerCostPerDay === undefined ? undefined : revenuePerDay - power.powerCostPerDay,
    switching,
    current: isCurrent,
    worthPerDay: switching === undefined ? revenuePerDay : switching.received / horizonDays,
    estimates: fresh,
    stale,
  };
}

/** Middle of the revenues; of an even number the mean of the two middle ones. */
function medianOf(estimates: readonly PricedEstimate[]): number | undefined {
  const sorted = estimates.map(({ revenuePerDay }) => revenuePerDay).sort((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
