import type { Component } from '../../../src/domain/health/maintenance.ts';
import type { Rates } from '../../../src/insight/lifetime/component-belief.ts';
import {
  PUBLISHED_RATES,
  type YearlyRate,
  type YearlyTrouble,
} from '../../../src/insight/lifetime/published-rates.ts';
import type { WarningTime } from '../../../src/insight/lifetime/warned-days.ts';
import { gammaQuantile } from '../../../src/numerics/gamma-quantile.ts';

/**
 * How often parts of these homes failed or tripped their machine within 90 days, in homes 0 to 99, and for how long machines
 * there worked, the watch knowing them and finding nothing that wears. Two machines in each fall ill by script, hundreds of
 * times as often as in the world, so that published rates say nothing here: whoever lived there would know these.
 */
const SEEN: Readonly<Partial<Record<YearlyTrouble, number>>> = {
  dust: 10,
  'dry-paste': 10,
  'worn-fan': 10,
  'weak-supply': 5,
  'failing-regulator': 6,
  'lost-part': 20,
};
const SEEN_YEARS = 26_285 / 365.2425;

/** The law of a rate after so many in that time, with nothing known before (Jeffreys: half an event). */
function rateAfter(events: number): YearlyRate {
  const at = (p: number) => gammaQuantile(events + 0.5, p) / SEEN_YEARS;
  return { median: at(0.5), low: at(0.05), high: at(0.95), sources: ['simulated homes 0 to 99'] };
}

/** Published rates with what is scripted here in their place. */
export const SIMULATED_RATES: Rates = Object.fromEntries(
  (Object.keys(PUBLISHED_RATES) as YearlyTrouble[]).map((trouble) => {
    const rate = rateAfter(SEEN[trouble] ?? 0);
    return [trouble, { small: rate, quad: rate, big: rate }];
  }),
) as Record<YearlyTrouble, Rates[YearlyTrouble]>;

/**
 * From the beginning of a fault to its trip in homes 0 to 99, less three days until the watch finds it. Boards are lost at once.
 */
export const SIMULATED_WARNINGS: Readonly<Partial<Record<Component, WarningTime>>> = {
  cooling: { medianDays: 17, logDeviation: 0.35 },
  fan: { medianDays: 28, logDeviation: 0.24 },
  supply: { medianDays: 20, logDeviation: 0.35 },
  regulator: { medianDays: 22, logDeviation: 0.17 },
};
