import { breakEvenHashprice, breakEvenMeanPrice, type DaySums } from '../../domain/economics/break-even.ts';
import type { DailyNet } from '../../domain/economics/daily-net.ts';
import {
  breakEvenJoulesPerTh,
  marginalSteps,
  type OperatingPoint,
  pointByMarginalRule,
} from '../../domain/economics/operating-point.ts';
import { HS_PER_PHS } from '../../domain/economics/revenue.ts';
import { workPerHsDay } from './counted-work.ts';

/** A point that a miner can run at, and who says what it does there. */
export interface KnownPoint extends OperatingPoint {
  /** As it runs now, as it once ran, by its firmware's estimate, as its maker rates it. */
  readonly source: 'now' | 'measured' | 'preset' | 'rated';
  readonly frequencyMhz?: number | undefined;
  readonly preset?: string | undefined;
  /** How long it ran there, of a measured one. */
  readonly hours?: number | undefined;
  /** Is it the one at which it runs now? */
  readonly isNow: boolean;
}

/** A point in money, at the work's worth and the mean price of power of today. */
export interface PointRow {
  readonly point: KnownPoint;
  /** Money of the day; saved heating is in it. */
  readonly net: number;
  /** Money per kWh below which it pays. */
  readonly powerAt: number | undefined;
  /** Money per H/s per day above which it pays. */
  readonly workAt: number | undefined;
  /** J/TH of the work that it adds to the row before; undefined where another point is better at every price. */
  readonly stepJoulesPerTh: number | undefined;
  readonly isBest: boolean;
}

export interface PointTable {
  /** From the least work to the most. */
  readonly rows: readonly PointRow[];
  /** Joules that a terahash may take to pay; `Infinity` where power costs nothing after heat. */
  readonly worthJoulesPerTh: number;
}

/**
 * What each known point of a miner would make of its day, and which one earns most: the last step whose added power costs
 * less than its added work earns (economics section 8). None is best where even the first does not pay.
 */
export function pointTable(points: readonly KnownPoint[], day: DailyNet): PointTable {
  const { inputs, energyKwh, powerCost, demandCost, heatCredit } = day;
  const { poolFee } = inputs.settings.market;
  const earning = { poolFee, rejectShare: inputs.rejectShare ?? 0 };
  const prices = {
    ...earning,
    hashpricePerPhPerDay: workPerHsDay(inputs) * HS_PER_PHS,
    costPerKwh: (powerCost + demandCost - heatCredit) / energyKwh,
  };
  const best = pointByMarginalRule(points, prices);
  const steps = new Map(marginalSteps(points).map((step) => [step.to, step.marginalJoulesPerTh]));
  const rows = points.map((point) => {
    const sums = sumsAt(point, day);
    const workAt = breakEvenHashprice({
      ...earning,
      ...point,
      pricePerKwh: (powerCost + demandCost) / energyKwh,
      heatCreditPerKwh: heatCredit / energyKwh,
    });
    return {
      point,
      net: sums.revenue + sums.heatCredit - sums.powerCost - sums.demandCost,
      powerAt: breakEvenMeanPrice(sums),
      workAt: workAt === undefined ? undefined : workAt / HS_PER_PHS,
      stepJoulesPerTh: steps.get(point),
      isBest: point === best,
    };
  });
  const byWork = rows.sort((a, b) => a.point.hashrateHs - b.point.hashrateHs);
  return { rows: byWork, worthJoulesPerTh: breakEvenJoulesPerTh(prices) };
}

/** The day's sums of another point: earnings go with its work, all else with its power. */
function sumsAt({ hashrateHs, powerW }: OperatingPoint, day: DailyNet): DaySums {
  const work = hashrateHs / (day.inputs.hashrateHs ?? Number.NaN);
  const power = powerW / (day.inputs.powerW ?? Number.NaN);
  return {
    revenue: day.revenue * work,
    powerCost: day.powerCost * power,
    demandCost: day.demandCost * power,
    heatCredit: day.heatCredit * power,
    electricHeatCredit: day.electricHeatCredit * power,
    energyKwh: day.energyKwh * power,
  };
}
