import type { DemandCharge, EnergyTier, StandingCharge } from './contract-terms.ts';
import { coveredSpans, type Span } from './covered-span.ts';
import { type CalendarSpan, localDays } from './local-month.ts';
import { importAndExport, type PowerTrace, piece } from './power-trace.ts';

/** Does a charge apply in a month? */
function appliesIn(month: number, { months }: { readonly months?: readonly number[] | undefined }): boolean {
  return months?.includes(month) ?? true;
}

/**
 * What the tiers add to the energy of a month: Σ_i add_i · (kWh between the begin of tier i and that of the next)
 * (economics section 7; OpenEI URDB's `energyratestructure`, where the first tier is the tariff's own price).
 *
 * @param importKwh taken from the grid since the month began
 */
export function tierCost(tiers: readonly EnergyTier[], month: number, importKwh: number): number {
  const steps = tiers.filter((tier) => appliesIn(month, tier)).sort((a, b) => a.aboveKwh - b.aboveKwh);
  return steps.reduce((cost, { aboveKwh, addPerKwh }, i) => {
    const endKwh = Math.min(importKwh, steps[i + 1]?.aboveKwh ?? Number.POSITIVE_INFINITY);
    return cost + addPerKwh * Math.max(0, endKwh - aboveKwh);
  }, 0);
}

/** What the highest mean power of a month costs: Σ price per kW · peak (economics section 7). */
export function demandCost(charges: readonly DemandCharge[], month: CalendarSpan, trace: PowerTrace): number {
  return charges
    .filter((charge) => appliesIn(month.month, charge))
    .reduce(
      (cost, { pricePerKw, windowMinutes }) => cost + pricePerKw * peakImportKw(month, trace, windowMinutes),
      0,
    );
}

/**
 * Highest mean power from the grid over any of the windows into which a meter divides a month from its begin, kW. A
 * window that is not wholly measured counts with the energy that is: the true peak may be higher, never lower.
 */
export function peakImportKw(month: CalendarSpan, trace: PowerTrace, windowMinutes: number): number {
  const windowMs = windowMinutes * 60_000;
  const windows: Span[] = [];
  for (let { fromMs } = month.whole; fromMs < month.toMs; fromMs += windowMs)
    windows.push({ fromMs, toMs: fromMs + windowMs });
  const kwhOf = new Map<Span, number>();
  for (const span of coveredSpans(month, trace, windows)) {
    const { first: power, second: window } = span;
    if (power && window)
      kwhOf.set(window, (kwhOf.get(window) ?? 0) + importAndExport(piece(power, span)).importKwh);
  }
  return [...kwhOf.values()].reduce((peak, kwh) => Math.max(peak, kwh / (windowMinutes / 60)), 0);
}

/**
 * What is due whether power is used or not. A part of a day or month costs that part of its charge, so that the parts
 * of a time add up.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function standingCost(
  charges: readonly StandingCharge[],
  month: CalendarSpan,
  timeZone: string,
): number {
  const perMonth = sumOf(charges, 'month') * partOf(month);
  const perDay = sumOf(charges, 'day');
  if (perDay === 0) return perMonth;
  return perMonth + perDay * localDays(month, timeZone).reduce((days, day) => days + partOf(day), 0);
}

function sumOf(charges: readonly StandingCharge[], per: StandingCharge['per']): number {
  return charges.reduce((sum, charge) => (charge.per === per ? sum + charge.amount : sum), 0);
}

function partOf({ fromMs, toMs, whole }: CalendarSpan): number {
  return (toMs - fromMs) / (whole.toMs - whole.fromMs);
}
