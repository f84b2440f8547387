import { describe, expect, test } from 'vitest';
import type { SpotTariff } from '../../domain/economics/tariff.ts';
import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { undecided } from '../../domain/source-choice.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { type MarketPrices, priceNow } from './price-now.ts';
import { priceNowWords } from './price-now-words.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 0, 15, 16, 30);
const MINUTE = 60_000;

const spot: SpotTariff = {
  kind: 'spot',
  provider: 'awattar',
  additions: { surchargePerKwh: 0.12, leviesPerKwh: 0.03, vatFraction: 0.19 },
};

/** What aWATTar told twelve minutes ago of this hour: 9 cents. */
function sources(change: Partial<EnergyPriceSeries> = {}, fromMs = Date.UTC(2026, 0, 15, 16)): SourcesView {
  const rows = [{ fromMs, toMs: fromMs + HOUR, pricePerKwh: 0.09 }];
  const series = energyPriceSeries(
    { id: 'DE-LU', includes: 'wholesale', direction: 'import', currency: 'EUR', ...change },
    rows,
  );
  const receivedAtMs = NOW - 12 * MINUTE;
  const choice = { ...undecided('awattar'), enabled: true };
  return {
    sources: { awattar: { choice, hasKey: false, questions: [] } },
    figures: { 'energy:awattar': { value: [series], provider: 'awattar', atMs: receivedAtMs, receivedAtMs } },
  };
}

function words(
  tariff: Parameters<typeof priceNow>[0],
  view: SourcesView | undefined,
  theirCurrency?: string,
): string {
  const prices: MarketPrices = { sources: view, currency: 'EUR', timeZone: 'UTC' };
  const naming = { currency: 'EUR', theirCurrency, provider: 'awattar', nowMs: NOW, timeZone: 'UTC' };
  return priceNowWords(priceNow(tariff, NOW, prices), { ...naming, locale: 'en-GB' }).replaceAll(
    /[\u00a0\u202f]/g,
    ' ',
  );
}

describe('what a kilowatt-hour costs now', () => {
  test('by a market is told with what it is made of, by whom, and how long ago', () => {
    expect(words(spot, sources())).toBe(
      '€0.2856/kWh now: €0.09 market + €0.15 surcharge and levies + 19 % VAT, by aWATTar, told 12 min ago.',
    );
  });

  test('is not known from a price until further notice that nobody has repeated for days', () => {
    const rows = [{ fromMs: NOW - 40 * 24 * HOUR, toMs: Number.POSITIVE_INFINITY, pricePerKwh: 0.31 }];
    const series = energyPriceSeries(
      { id: 'home', includes: 'all-in', direction: 'import', currency: 'EUR' },
      rows,
    );
    const told = (ageMs: number): SourcesView => ({
      ...sources(),
      figures: {
        'energy:awattar': {
          value: [series],
          provider: 'awattar',
          atMs: NOW - ageMs,
          receivedAtMs: NOW - ageMs,
        },
      },
    });
    expect(words(spot, told(2 * HOUR))).toMatch(/^€0\.31\/kWh now/);
    expect(words(spot, told(4 * 24 * HOUR))).toBe(
      'What a kWh costs now is not known: aWATTar has not answered for days, and its price may have changed since.',
    );
  });

  test('holds what the provider’s prices hold already only once', () => {
    expect(words(spot, sources({ includes: 'all-in' }))).toMatch(
      /^€0\.09\/kWh now: all included, by aWATTar/,
    );
    expect(words(spot, sources({ includes: 'all-in-excl-vat' }))).toMatch(
      /^€0\.1071\/kWh now: €0\.09 before VAT \+ 19 % VAT,/,
    );
    expect(words(spot, sources({ includes: 'incl-vat' }))).toMatch(
      /^€0\.2685\/kWh now: €0\.09 market with VAT \+ €0\.1785 surcharge and levies with VAT,/,
    );
  });

  test('below zero is told as such', () => {
    const view = sources();
    const told = view.figures['energy:awattar'];
    if (!told) throw new Error('nothing told');
    const [series] = told.value as readonly EnergyPriceSeries[];
    const negative = series && {
      ...series,
      prices: series.prices.map((price) => ({ ...price, pricePerKwh: -0.2 })),
    };
    const figures = { 'energy:awattar': { ...told, value: [negative] } };
    expect(words({ ...spot, additions: undefined }, { ...view, figures })).toMatch(
      /^−\u2060?€0\.20\/kWh now: −\u2060?€0\.20 market, by aWATTar/,
    );
  });

  test('is not known without a price of the market, and the reason is said', () => {
    expect(words(spot, { sources: {}, figures: {} })).toBe(
      'What a kWh costs now is not known: aWATTar is off.',
    );
    expect(words(spot, { ...sources(), figures: {} })).toContain('aWATTar has told no prices yet.');
    expect(words(spot, sources({}, NOW + HOUR))).toContain('aWATTar tells no price for this hour.');
  });

  test('is the owner’s own price for such times, where one is typed', () => {
    expect(words({ ...spot, fallbackPerKwh: 0.32 }, { ...sources(), figures: {} })).toBe(
      '€0.32/kWh now: the price you chose for such times, because aWATTar has told no prices yet.',
    );
  });

  test('is not taken from prices in another currency', () => {
    expect(words(spot, sources({ currency: 'SEK' }), 'SEK')).toBe(
      'What a kWh costs now is not known: aWATTar tells prices in SEK, and you count in EUR. They are not counted.',
    );
  });

  test('by the clock is told with when it changes, and to what', () => {
    const evening = { fromMinute: 1020, toMinute: 1200, pricePerKwh: 0.4 };
    const byClock = { kind: 'time-of-use' as const, basePerKwh: 0.25, periods: [evening] };
    expect(words(byClock, undefined)).toBe('€0.25/kWh now, until 17:00; then €0.40/kWh.');
    expect(words({ ...byClock, periods: [] }, undefined)).toBe('€0.25/kWh now, and for the next day.');
    const additions = { surchargePerKwh: 0, leviesPerKwh: 0, vatFraction: 0.2 };
    expect(words({ ...byClock, additions }, undefined)).toBe(
      '€0.30/kWh now, until 17:00; then €0.48/kWh. That is €0.25 typed + 20 % VAT.',
    );
  });

  test('that is one price is told as typed, or as an example where nobody typed it', () => {
    expect(words({ kind: 'flat', pricePerKwh: 0.25 }, undefined)).toBe('€0.25/kWh at all times, as typed.');
    const naming = { currency: 'EUR', isExample: true, nowMs: NOW, locale: 'en-GB' };
    expect(priceNowWords({ kind: 'always', pricePerKwh: 0.25 }, naming)).toBe(
      '€0.25/kWh at all times: an example, until you type yours.',
    );
  });
});
