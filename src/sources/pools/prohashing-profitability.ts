import { algorithmOf } from '../../domain/algorithm-word.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { type Fields, isFields, secondsOf, textOf } from '../fields.ts';
import { positiveOf } from '../positive.ts';
import { objectsIn } from './prohashing-live.ts';

/**
 * What Prohashing pays for the work of an algorithm, merged coins and switching included. It tells all per MH/s and day,
 * for every algorithm (checked by arithmetic on a recording of 2019-01-15); here it is per H/s.
 */
export interface AlgorithmProfitability {
  /** The pool's number of the algorithm. */
  readonly id: string;
  readonly name: string;
  readonly usdPerHsDay?: number | undefined;
  readonly btcPerHsDay?: number | undefined;
  /** Of the best coin alone. */
  readonly maxUsdPerHsDay?: number | undefined;
  readonly maxBtcPerHsDay?: number | undefined;
  /** What most miners would have got. */
  readonly percentileUsdPerHsDay?: number | undefined;
  readonly percentileBtcPerHsDay?: number | undefined;
  readonly atMs?: number | undefined;
}

const PER_MEGAHASH = 1e-6;

/** By algorithm, of `f_all_profitability_updates`. */
export function profitabilityTold(args: readonly unknown[]): readonly AlgorithmProfitability[] {
  return profitabilityAfter([], args);
}

/** The same after an event of `profitability_updates`, which may tell of some algorithms and some fields only. */
export function profitabilityAfter(
  known: readonly AlgorithmProfitability[],
  args: readonly unknown[],
): readonly AlgorithmProfitability[] {
  const after = new Map(known.map((each) => [each.id, each]));
  for (const byId of objectsIn(args)) {
    for (const [id, told] of Object.entries(byId)) {
      if (!isFields(told)) continue;
      const name = textOf(told.algorithm_name) ?? after.get(id)?.name;
      if (name !== undefined) after.set(id, { ...after.get(id), ...changesIn(told), id, name });
    }
  }
  return [...after.values()];
}

/** Prices of the work, in BTC and in USD. Whether the pool's fee is off already, no source says. */
export function workPricesOf(
  profitability: readonly AlgorithmProfitability[],
  receivedAtMs: number,
): readonly WorkPrice[] {
  return profitability.flatMap(({ name, usdPerHsDay, btcPerHsDay, atMs }) =>
    [
      { currency: 'BTC', perHsDay: btcPerHsDay },
      { currency: 'USD', perHsDay: usdPerHsDay },
    ].flatMap(({ currency, perHsDay }) =>
      perHsDay === undefined
        ? []
        : {
            algorithm: algorithmOf(name),
            algorithmName: name,
            currency,
            perHsDay,
            over: 'now' as const,
            standing: 'reckoned' as const,
            atMs: atMs ?? receivedAtMs,
          },
    ),
  );
}

function changesIn(told: Fields): Partial<AlgorithmProfitability> {
  const changes: Partial<AlgorithmProfitability> = {
    usdPerHsDay: positiveOf(told.usd, PER_MEGAHASH),
    btcPerHsDay: positiveOf(told.btc, PER_MEGAHASH),
    maxUsdPerHsDay: positiveOf(told.max_usd, PER_MEGAHASH),
    maxBtcPerHsDay: positiveOf(told.max_btc, PER_MEGAHASH),
    percentileUsdPerHsDay: positiveOf(told.percentile_usd, PER_MEGAHASH),
    percentileBtcPerHsDay: positiveOf(told.percentile_btc, PER_MEGAHASH),
    atMs: secondsOf(told.data_timestamp),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
