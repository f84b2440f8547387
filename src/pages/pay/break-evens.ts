import { breakEvenHashprice, breakEvenMeanPrice } from '../../domain/economics/break-even.ts';
import { breakEvenCoinPrice } from '../../domain/economics/break-even-coin-price.ts';
import type { DailyNet } from '../../domain/economics/daily-net.ts';
import { breakEvenJoulesPerTh } from '../../domain/economics/operating-point.ts';
import { HS_PER_PHS } from '../../domain/economics/revenue.ts';
import type { Algorithm } from '../../domain/miner.ts';
import { countedWork } from './counted-work.ts';

/** What something is now, and where exactly nothing would be left of a day. */
export interface BreakEven {
  readonly now: number;
  /** At or below 0: it pays at any price. `Infinity` for an efficiency that any machine has. */
  readonly at: number;
}

/** Where a miner, or the fleet, stops to pay, by what might change; each with all else as it is. */
export interface BreakEvens {
  /** Money per kWh, the mean of the day: pays below. */
  readonly power: BreakEven;
  /** Algorithm and rate, for figures that only one kind of work has; absent where the fleet does several. */
  readonly algorithm?: Algorithm | undefined;
  readonly hashrateHs?: number | undefined;
  /** Money per H/s per day: pays above. */
  readonly work?: BreakEven | undefined;
  /** Money per bitcoin, difficulty as it is: pays above. For SHA-256 alone, whose worth follows it. */
  readonly bitcoin?: BreakEven | undefined;
  /** W per H/s, which is joules per hash: pays below. */
  readonly joulesPerHash?: BreakEven | undefined;
}

const DAY_MS = 86_400_000;
const HS_PER_THS = 1e12;

/**
 * Break-evens of counted miners together (economics section 8), wanted heat taken off the price of power (section 9).
 * Undefined where none is counted or none draws power.
 */
export function breakEvens(days: readonly DailyNet[], btcPrice?: number): BreakEvens | undefined {
  const total = (part: (day: DailyNet) => number) => days.reduce((sum, day) => sum + part(day), 0);
  const [first] = days;
  const sums = {
    revenue: total((day) => day.revenue),
    powerCost: total((day) => day.powerCost),
    demandCost: total((day) => day.demandCost),
    heatCredit: total((day) => day.heatCredit),
    electricHeatCredit: total((day) => day.electricHeatCredit),
    energyKwh: total((day) => day.energyKwh),
  };
  const at = breakEvenMeanPrice(sums);
  if (!first || at === undefined) return undefined;
  const { revenue, energyKwh } = sums;
  const pricePerKwh = (sums.powerCost + sums.demandCost) / energyKwh;
  const { market } = first.inputs.settings;
  const credit = sums.heatCredit / energyKwh;
  const power = { now: sums.powerCost / energyKwh, at };
  const [work, other] = countedWork(days);
  if (!work || other) return { power };

  const { algorithm, hashrateHs, acceptedHs, powerW, perHsDay } = work;
  const rejectShare = hashrateHs > 0 ? 1 - acceptedHs / hashrateHs : 0;
  const earning = { hashrateHs, poolFee: market.poolFee, rejectShare };
  const workAt = breakEvenHashprice({ ...earning, powerW, pricePerKwh, heatCreditPerKwh: credit });
  const revenuePerDay = (revenue * DAY_MS) / (first.toMs - first.fromMs);
  const priced = algorithm === 'sha256' && btcPrice !== undefined && btcPrice > 0 ? btcPrice : undefined;
  const coinAt =
    priced &&
    breakEvenCoinPrice({
      coinsPerDay: revenuePerDay / priced,
      powerW,
      pricePerKwh,
      heatCreditPerKwh: credit,
    });
  const joulesAt = breakEvenJoulesPerTh({
    hashpricePerPhPerDay: perHsDay * HS_PER_PHS,
    poolFee: market.poolFee,
    rejectShare,
    costPerKwh: pricePerKwh - credit,
  });
  return {
    power,
    algorithm,
    hashrateHs,
    work: workAt === undefined ? undefined : { now: perHsDay, at: workAt / HS_PER_PHS },
    bitcoin: priced === undefined || coinAt === undefined ? undefined : { now: priced, at: coinAt },
    joulesPerHash: { now: powerW / hashrateHs, at: joulesAt / HS_PER_THS },
  };
}
