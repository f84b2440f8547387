import type { PriceSegment } from './economics/tariff.ts';
import type { Algorithm } from './miner.ts';
import type { Settings } from './settings.ts';

/** A figure made of others from outside: who told them, and how old the oldest of them is. */
export interface OutsideFigure {
  readonly value: number;
  /** Ids of Upstreams. */
  readonly providers: readonly string[];
  readonly atMs: number;
}

/** What work is worth now by its algorithm, and on which chains. */
export interface WorkWorth extends OutsideFigure {
  /** In capitals, the parent chain first: `LTC`, `DOGE`. */
  readonly coins: readonly string[];
  /** Those of them whose reward, or how much work a block takes, nobody has told first-hand; absent where there is none. */
  readonly unverified?: readonly string[] | undefined;
}

/** What outside sources tell of the money that mining earns and costs, in the owner's currency. */
export interface OutsideMarket {
  /** ISO 4217: what all its money is in. */
  readonly currency?: string | undefined;
  /** Money per H/s per day before a pool's fee, of the coin that each algorithm usually mines, with what is merge-mined. */
  readonly work: Readonly<Partial<Record<Algorithm, WorkWorth>>>;
  readonly btcPrice?: OutsideFigure | undefined;
  /** What power costs by the owner's market tariff, all included, as far as it is known. */
  readonly powerPrices?: readonly PriceSegment[] | undefined;
}

/** Undefined while it is still in the currency of before: nothing is counted in two. */
export function marketIn(currency: string, outside: OutsideMarket | undefined): OutsideMarket | undefined {
  return outside?.currency === undefined || outside.currency === currency ? outside : undefined;
}

const HS_PER_PHS = 1e15;

/**
 * The owner's settings with what sources tell in place of what was typed, where they tell it. What they do not tell,
 * or told too long ago, counts as typed.
 */
export function settingsInForce<Known extends Pick<Settings, 'market'>>(
  settings: Known,
  outside: OutsideMarket | undefined,
): Known {
  const bitcoin = outside?.work.sha256;
  if (!bitcoin && !outside?.btcPrice) return settings;
  const { market } = settings;
  return {
    ...settings,
    market: {
      ...market,
      hashpricePerPhPerDay: bitcoin ? bitcoin.value * HS_PER_PHS : market.hashpricePerPhPerDay,
      btcPrice: outside?.btcPrice?.value ?? market.btcPrice,
    },
  };
}
