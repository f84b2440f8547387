import * as v from 'valibot';
import type { Heating } from '../domain/economics/heat-price.ts';
import { FALSE_ALARMS } from '../domain/false-alarm-budget.ts';
import { BUDGET_MB } from '../domain/retention.ts';
import { DEFAULT_SETTINGS, MIN_POLL_MS, type Settings } from '../domain/settings.ts';
import { clockWindow, part, tariff } from './checked-tariff.ts';

const money = v.pipe(v.number(), v.finite(), v.minValue(-1_000), v.maxValue(1_000_000_000));
/** A bitcoin costs 10^10 of some currencies. */
const coinPrice = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e13));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const heating: v.GenericSchema<unknown, Heating> = v.variant('kind', [
  v.object({ kind: v.literal('resistive') }),
  v.object({
    kind: v.literal('boiler'),
    pricePerKwhFuel: money,
    efficiency: v.pipe(v.number(), v.minValue(0.1), v.maxValue(1.2)),
  }),
  v.object({ kind: v.literal('heat-pump'), cop: v.pipe(v.number(), v.minValue(1), v.maxValue(20)) }),
]);
/** One schema a setting, so that a damaged one does not take the others with it. */
const schemas: { readonly [Key in keyof Settings]: v.GenericSchema<unknown, Settings[Key]> } = {
  pollMs: v.pipe(v.number(), v.minValue(MIN_POLL_MS), v.maxValue(3_600_000)),
  lostAfterMs: v.pipe(v.number(), v.minValue(30_000), v.maxValue(86_400_000)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  tariff,
  tariffIsExample: v.boolean(),
  pastTariffs: v.array(v.object({ tariff, untilMs: v.pipe(v.number(), v.finite()) })),
  market: v.object({
    hashpricePerPhPerDay: part(money),
    btcPrice: part(coinPrice),
    poolFee: v.fallback(share, DEFAULT_SETTINGS.market.poolFee),
    enteredAtMs: part(v.pipe(v.number(), v.finite())),
    btcEnteredAtMs: part(v.pipe(v.number(), v.finite())),
  }),
  heat: v.object({
    share,
    pricePerKwhHeat: money,
    heating: part(heating),
    season: part(clockWindow),
  }),
  sumsIn: v.picklist(['currency', 'sats']),
  hashrateUnit: v.picklist(['auto', 'TH/s', 'PH/s']),
  poolTerms: v.array(
    v.object({
      provider: v.pipe(v.string(), v.minLength(1)),
      coin: v.pipe(v.string(), v.minLength(1)),
      scheme: v.picklist(['PPS', 'PPS+', 'FPPS', 'PPLNS', 'PROP', 'TIDES', 'SOLO', 'market']),
      poolFee: share,
    }),
  ),
  temperatureUnit: v.picklist(['C', 'F']),
  theme: v.picklist(['system', 'light', 'dark']),
  density: v.picklist(['comfortable', 'compact']),
  notify: v.boolean(),
  falseAlarmsPerMonth: v.pipe(v.number(), v.minValue(FALSE_ALARMS.least), v.maxValue(FALSE_ALARMS.most)),
  perWorkHour: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1_000_000)),
  historyMb: v.optional(v.pipe(v.number(), v.minValue(BUDGET_MB.least), v.maxValue(BUDGET_MB.greatest))),
};

/**
 * What was stored as settings, each checked for itself; one that is absent or unusable takes its default. A default for
 * the price of power is an example, whatever was said of the price that could not be read; and so is a price whose
 * additions could not be: without taxes and grid fees it would pass for the owner's own, and be half of it.
 */
export function checkedSettings(found: unknown): Settings {
  const record: Record<string, unknown> = typeof found === 'object' && found !== null ? { ...found } : {};
  const entries = Object.entries(schemas).map(([key, schema]) => {
    const checked = v.safeParse(schema, record[key]);
    return [key, checked.success ? checked.output : DEFAULT_SETTINGS[key as keyof Settings]];
  });
  const settings = Object.fromEntries(entries) as Settings;
  const isExample = settings.tariff === DEFAULT_SETTINGS.tariff || lostAdditions(record.tariff, settings);
  return isExample ? { ...settings, tariffIsExample: true } : settings;
}

function lostAdditions(found: unknown, { tariff }: Settings): boolean {
  const had = typeof found === 'object' && found !== null && 'additions' in found && found.additions != null;
  return had && tariff.additions === undefined;
}
