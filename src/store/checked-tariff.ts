import * as v from 'valibot';
import type { ContractTerms, DemandCharge } from '../domain/economics/contract-terms.ts';
import type { PriceAdditions } from '../domain/economics/price-additions.ts';
import type { Tariff } from '../domain/economics/tariff.ts';

const money = v.pipe(v.number(), v.finite(), v.minValue(-1_000), v.maxValue(1_000_000_000));
const minute = v.pipe(v.number(), v.minValue(0), v.maxValue(1440));
const weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7));
const month = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12));

/** A part that may be absent; damaged it counts as absent, so that it does not take the prices around it with it. */
export function part<Output>(schema: v.GenericSchema<unknown, Output>) {
  return v.optional(v.fallback(v.optional(schema), undefined));
}

const additions: v.GenericSchema<unknown, PriceAdditions> = v.object({
  surchargePerKwh: money,
  leviesPerKwh: money,
  vatFraction: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});

const windowMinutes: v.GenericSchema<unknown, DemandCharge['windowMinutes']> = v.picklist([15, 30, 60]);

const clock = { fromMinute: minute, toMinute: minute, months: v.optional(v.array(month)) };
/** A time of the day in some months. */
export const clockWindow = v.object(clock);

const terms: v.GenericSchema<unknown, ContractTerms> = v.object({
  standingCharges: part(v.array(v.object({ amount: money, per: v.picklist(['day', 'month']) }))),
  feedIn: part(
    v.variant('kind', [
      v.object({ kind: v.literal('fixed'), pricePerKwh: money }),
      v.object({ kind: v.literal('market'), feePerKwh: money }),
    ]),
  ),
  solar: part(v.array(v.object({ ...clock, powerW: v.pipe(v.number(), v.finite(), v.minValue(0)) }))),
  householdKwhPerMonth: part(v.pipe(v.number(), v.finite(), v.minValue(0))),
  tiers: part(
    v.array(
      v.object({
        aboveKwh: v.pipe(v.number(), v.finite(), v.minValue(0)),
        addPerKwh: money,
        months: v.optional(v.array(month)),
      }),
    ),
  ),
  demandCharges: part(
    v.array(v.object({ pricePerKw: money, windowMinutes, months: v.optional(v.array(month)) })),
  ),
});

const contract = { additions: part(additions), terms: part(terms) };

/** A stored tariff. What a version before these terms wrote is one without them. */
export const tariff: v.GenericSchema<unknown, Tariff> = v.variant('kind', [
  v.object({ kind: v.literal('flat'), pricePerKwh: money, ...contract }),
  v.object({
    kind: v.literal('time-of-use'),
    basePerKwh: money,
    periods: v.array(
      v.object({
        fromMinute: minute,
        toMinute: minute,
        weekdays: v.optional(v.array(weekday)),
        months: v.optional(v.array(month)),
        pricePerKwh: money,
      }),
    ),
    holidays: part(v.array(v.pipe(v.string(), v.isoDate()))),
    ...contract,
  }),
  v.object({
    kind: v.literal('spot'),
    provider: v.pipe(v.string(), v.minLength(1)),
    seriesId: part(v.string()),
    fallbackPerKwh: part(money),
    ...contract,
  }),
]);
