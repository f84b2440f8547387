import * as v from 'valibot';
import { DEFAULT_SETTINGS, MIN_POLL_MS, type Settings } from '../domain/settings.ts';

const money = v.pipe(v.number(), v.finite(), v.minValue(-1_000), v.maxValue(1_000_000_000));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const minute = v.pipe(v.number(), v.minValue(0), v.maxValue(1440));
const weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7));

const tariff = v.variant('kind', [
  v.object({ kind: v.literal('flat'), pricePerKwh: money }),
  v.object({
    kind: v.literal('time-of-use'),
    basePerKwh: money,
    periods: v.array(
      v.object({
        fromMinute: minute,
        toMinute: minute,
        weekdays: v.optional(v.array(weekday)),
        pricePerKwh: money,
      }),
    ),
  }),
]);

/** One schema a setting, so that a damaged one does not take the others with it. */
const schemas: { readonly [Key in keyof Settings]: v.GenericSchema<unknown, Settings[Key]> } = {
  pollMs: v.pipe(v.number(), v.minValue(MIN_POLL_MS), v.maxValue(3_600_000)),
  lostAfterMs: v.pipe(v.number(), v.minValue(30_000), v.maxValue(86_400_000)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  tariff,
  tariffIsExample: v.boolean(),
  market: v.object({
    hashpricePerPhPerDay: v.optional(money),
    btcPrice: v.optional(money),
    poolFee: share,
    enteredAtMs: v.optional(v.number()),
  }),
  heat: v.object({ share, pricePerKwhHeat: money }),
  temperatureUnit: v.picklist(['C', 'F']),
  theme: v.picklist(['system', 'light', 'dark']),
  density: v.picklist(['comfortable', 'compact']),
  notify: v.boolean(),
};

/** What was stored as settings, each checked for itself; one that is absent or unusable takes its default. */
export function checkedSettings(found: unknown): Settings {
  const record: Record<string, unknown> = typeof found === 'object' && found !== null ? { ...found } : {};
  const entries = Object.entries(schemas).map(([key, schema]) => {
    const checked = v.safeParse(schema, record[key]);
    return [key, checked.success ? checked.output : DEFAULT_SETTINGS[key as keyof Settings]];
  });
  return Object.fromEntries(entries) as Settings;
}
