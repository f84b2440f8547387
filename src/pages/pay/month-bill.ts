import { bill, marginalBill } from '../../domain/economics/bill.ts';
import { isWithin, wallPieces } from '../../domain/economics/clock-window.ts';
import type { ContractTerms } from '../../domain/economics/contract-terms.ts';
import type { Span } from '../../domain/economics/covered-span.ts';
import { localMonths } from '../../domain/economics/local-month.ts';
import { constantPower, type PowerTrace } from '../../domain/economics/power-trace.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';

/** What one load adds to the bill of a month, piece by piece, money. */
export interface MonthBill {
  readonly energyKwh: number;
  /** How much of it is the owner's own solar surplus. */
  readonly solarKwh: number;
  /** From the grid. Absent where a market makes the price: nobody knows a month of it. */
  readonly energyCost?: number | undefined;
  /** Feed-in that is lost for the solar part. */
  readonly solarCost: number;
  readonly tierCost: number;
  readonly demandCost: number;
  /** Of the house, due without the load as well: no part of it is the load's. */
  readonly standingCost: number;
}

/**
 * What a load that is the same all month adds to the bill of the present local month: bill(with) − bill(without), beside
 * a household as the contract's terms tell it (economics section 7).
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function monthBill(tariff: Tariff, powerW: number, nowMs: number, timeZone: string): MonthBill {
  const [month] = localMonths({ fromMs: nowMs, toMs: nowMs + 1 }, timeZone);
  const whole = month?.whole ?? { fromMs: nowMs, toMs: nowMs };
  const household = householdOf(tariff.terms ?? {}, whole, timeZone);
  const miner = constantPower(powerW, whole.fromMs, whole.toMs);
  const added = marginalBill(tariff, { household, miner }, whole, { timeZone });
  return {
    energyKwh: added.importKwh - added.exportKwh,
    solarKwh: -added.exportKwh,
    ...(tariff.kind !== 'spot' && { energyCost: added.cost }),
    solarCost: -added.feedInCredit,
    tierCost: added.tierCost,
    demandCost: added.demandCost,
    standingCost: bill(tariff, [], whole, { timeZone }).standingCost,
  };
}

/** The household without the load: it feeds in while there is surplus, and takes what it takes evenly at all other times. */
function householdOf(
  { solar = [], feedIn, householdKwhPerMonth = 0 }: ContractTerms,
  month: Span,
  timeZone: string,
): PowerTrace {
  // Surplus whose feed-in price nobody has told costs as if it came from the grid, as in the sums of a day.
  const windows = feedIn?.kind === 'fixed' ? solar : [];
  const pieces = wallPieces(month, timeZone, windows).map((span) => {
    const surplusW = windows.find((window) => isWithin(window, span.fromMs, timeZone))?.powerW ?? 0;
    return { ...span, surplusW };
  });
  const drawingHours = pieces.reduce(
    (hours, { fromMs, toMs, surplusW }) => (surplusW > 0 ? hours : hours + (toMs - fromMs) / 3_600_000),
    0,
  );
  const drawnW = drawingHours > 0 ? (householdKwhPerMonth * 1000) / drawingHours : 0;
  return pieces.flatMap(({ fromMs, toMs, surplusW }) =>
    constantPower(surplusW > 0 ? -surplusW : drawnW, fromMs, toMs),
  );
}
