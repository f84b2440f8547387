import { runningCost } from '../../domain/economics/running-cost.ts';
import { type CountedWork, countedWork } from './counted-work.ts';
import type { FleetPay } from './fleet-pay.ts';

/** Hours of the day at one price of power. */
export interface PowerPart {
  readonly hours: number;
  readonly pricePerKwh: number;
}

/** The answer taken apart, so that the owner can work it out again by hand. */
export interface PaySum {
  /** By algorithm; at least one. */
  readonly works: readonly CountedWork[];
  /** Part of the work that earned nothing, all counted miners together, 0..1; of several algorithms by its worth. */
  readonly rejectShare: number;
  /** What the pool leaves, 0..1. */
  readonly afterFee: number;
  /** Length of the day: 24, or 23 and 25 when the clocks change. */
  readonly dayHours: number;
  readonly powerW: number;
  /** In order of the day, hours of one price together. */
  readonly parts: readonly PowerPart[];
  /** Energy whose heat is wanted, kWh. */
  readonly heatKwh: number;
  /** What tiers add to a kilowatt-hour from the grid; it is in the prices. */
  readonly tierPerKwh: number;
  /** What a kilowatt costs of the day's part of the demand charges. */
  readonly demandPerKw: number;
}

const HOUR_MS = 3_600_000;

/**
 * The factors of {@link FleetPay}: revenue = Σ acceptedHs · perHsDay · afterFee · dayHours / 24 and
 * powerCost = powerW / 1000 · Σ hours · price, demandCost = powerW / 1000 · demandPerKw. Undefined while nothing is counted.
 */
export function paySum(pay: FleetPay): PaySum | undefined {
  const days = pay.miners.flatMap(({ day }) => day ?? []);
  const [first] = days;
  if (!first) return undefined;
  const works = countedWork(days);
  const weight = ({ perHsDay }: CountedWork) => (works.length === 1 ? 1 : perHsDay);
  const total = (part: (work: CountedWork) => number) => works.reduce((sum, work) => sum + part(work), 0);
  const claimed = total((work) => work.hashrateHs * weight(work));
  const hoursAt = new Map<number, number>();
  for (const { fromMs, toMs, pricePerKwh } of pay.segments) {
    hoursAt.set(pricePerKwh, (hoursAt.get(pricePerKwh) ?? 0) + (toMs - fromMs) / HOUR_MS);
  }
  const parts = [...hoursAt].map(([pricePerKwh, hours]) => ({ hours, pricePerKwh }));
  const powerW = total((work) => work.powerW);
  const { house, settings } = first.inputs;
  const heated = pay.segments.filter(({ heatPerKwh }) => heatPerKwh !== 0);
  return {
    works,
    rejectShare: claimed > 0 ? 1 - total((work) => work.acceptedHs * weight(work)) / claimed : 0,
    afterFee: 1 - settings.market.poolFee,
    dayHours: parts.reduce((sum, { hours }) => sum + hours, 0),
    powerW,
    parts,
    heatKwh: runningCost(powerW, heated, () => settings.heat.share),
    tierPerKwh: house?.tierPerKwh ?? 0,
    demandPerKw: house?.demandPerKw ?? 0,
  };
}
