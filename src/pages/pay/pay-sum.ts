import { HS_PER_PHS } from '../../domain/economics/revenue.ts';
import type { Settings } from '../../domain/settings.ts';
import type { FleetPay } from './fleet-pay.ts';

/** Hours of the day at one price of power. */
export interface PowerPart {
  readonly hours: number;
  readonly pricePerKwh: number;
}

/** The answer taken apart, so that the owner can work it out again by hand. */
export interface PaySum {
  /** Hashrate of the counted miners less their rejected shares, H/s. */
  readonly acceptedHs: number;
  /** Part of the shares that earned nothing, all counted miners together, 0..1. */
  readonly rejectShare: number;
  readonly hashpricePerPhPerDay: number;
  /** What the pool leaves, 0..1. */
  readonly afterFee: number;
  /** Length of the day: 24, or 23 and 25 when the clocks change. */
  readonly dayHours: number;
  readonly powerW: number;
  /** In order of the day, hours of one price together. */
  readonly parts: readonly PowerPart[];
}

const HOUR_MS = 3_600_000;

/**
 * The factors of {@link FleetPay}: revenue = acceptedHs / 10^15 · hashprice · afterFee · dayHours / 24 and
 * powerCost = powerW / 1000 · Σ hours · price. Undefined while nothing is counted.
 */
export function paySum(pay: FleetPay, { market }: Pick<Settings, 'market'>): PaySum | undefined {
  const { hashpricePerPhPerDay, poolFee } = market;
  if (pay.counted === 0 || hashpricePerPhPerDay === undefined) return undefined;
  const inputs = pay.miners.flatMap(({ day }) => (day ? [day.inputs] : []));
  const total = (part: (input: (typeof inputs)[number]) => number) =>
    inputs.reduce((sum, input) => sum + part(input), 0);
  const hashrateHs = total((input) => input.hashrateHs ?? 0);
  const acceptedHs = total((input) => (input.hashrateHs ?? 0) * (1 - (input.rejectShare ?? 0)));
  const hoursAt = new Map<number, number>();
  for (const { fromMs, toMs, pricePerKwh } of pay.segments) {
    hoursAt.set(pricePerKwh, (hoursAt.get(pricePerKwh) ?? 0) + (toMs - fromMs) / HOUR_MS);
  }
  const parts = [...hoursAt].map(([pricePerKwh, hours]) => ({ hours, pricePerKwh }));
  return {
    acceptedHs,
    rejectShare: hashrateHs > 0 ? 1 - acceptedHs / hashrateHs : 0,
    hashpricePerPhPerDay,
    afterFee: 1 - poolFee,
    dayHours: parts.reduce((sum, { hours }) => sum + hours, 0),
    powerW: total((input) => input.powerW ?? 0),
    parts,
  };
}

/** In what work is counted: a fleet at home by TH/s, one of a petahash and more by PH/s, as the hashprice is. */
export function workUnit(hashrateHs: number): { readonly name: 'TH/s' | 'PH/s'; readonly hs: number } {
  return hashrateHs < HS_PER_PHS ? { name: 'TH/s', hs: HS_PER_PHS / 1000 } : { name: 'PH/s', hs: HS_PER_PHS };
}
