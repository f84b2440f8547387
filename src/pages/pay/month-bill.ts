import { bill } from '../../domain/economics/bill.ts';
import { localMonths } from '../../domain/economics/local-month.ts';
import { constantPower } from '../../domain/economics/power-trace.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';

/** What a month of one load costs by a contract, piece by piece, money. */
export interface MonthBill {
  readonly energyKwh: number;
  /** Absent where a market makes the price: nobody knows a month of it. */
  readonly energyCost?: number | undefined;
  readonly tierCost: number;
  readonly demandCost: number;
  readonly standingCost: number;
}

/**
 * The bill of the present local month, were a load the only one on the meter, and the same all month.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function monthBill(tariff: Tariff, powerW: number, nowMs: number, timeZone: string): MonthBill {
  const [month] = localMonths({ fromMs: nowMs, toMs: nowMs + 1 }, timeZone);
  const whole = month?.whole ?? { fromMs: nowMs, toMs: nowMs };
  const load = constantPower(powerW, whole.fromMs, whole.toMs);
  const { importKwh, cost, tierCost, demandCost, standingCost } = bill(tariff, load, whole, { timeZone });
  return {
    energyKwh: importKwh,
    ...(tariff.kind !== 'spot' && { energyCost: cost }),
    tierCost,
    demandCost,
    standingCost,
  };
}
