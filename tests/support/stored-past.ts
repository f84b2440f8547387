import { type OutsideSeries, seriesOf } from '../../src/domain/outside-series.ts';
import { USUAL_PLAN_RULES } from '../../src/domain/plan-rules.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { PolicyTestRequest } from '../../src/workers/policy-api.ts';

const DAY_MS = 86_400_000;
export const STORED_NOW_MS = Date.UTC(2024, 2, 1);

/** Bitcoin's price by the day and its difficulty, of so many days before {@link STORED_NOW_MS}. */
export function storedPast(
  days: number,
): (series: string, fromMs: number, toMs: number) => Promise<OutsideSeries> {
  const firstMs = STORED_NOW_MS - days * DAY_MS;
  return async (series, fromMs, toMs) => {
    const points =
      series === 'price:BTC:EUR'
        ? Array.from({ length: days }, (_, day) => ({
            atMs: firstMs + day * DAY_MS,
            value: 40_000 + 8_000 * Math.sin(day / 9),
          }))
        : series === 'difficulty:BTC'
          ? [
              { atMs: firstMs - 300 * DAY_MS, value: 7e13 },
              { atMs: firstMs + 10 * DAY_MS, value: 7.5e13 },
            ]
          : [];
    return seriesOf(points.filter(({ atMs }) => atMs >= fromMs - 400 * DAY_MS && atMs < toMs));
  };
}

/** A miner of 100 TH/s under a tariff of dear evenings. */
export const STORED_REQUEST: PolicyTestRequest = {
  nowMs: STORED_NOW_MS,
  timeZone: 'Europe/Berlin',
  settings: {
    currency: 'EUR',
    tariff: {
      kind: 'time-of-use',
      basePerKwh: 0.05,
      periods: [{ fromMinute: 17 * 60, toMinute: 21 * 60, pricePerKwh: 0.3 }],
    },
    pastTariffs: [],
    market: { ...DEFAULT_SETTINGS.market, poolFee: 0.01 },
  },
  figures: {
    'network:BTC': {
      value: { difficulty: 7.5e13, height: 832_000, feesPerBlock: 0.1 },
      atMs: STORED_NOW_MS,
      receivedAtMs: STORED_NOW_MS,
      provider: 'test',
    },
  },
  rules: { ...USUAL_PLAN_RULES, minerIds: ['a'] },
  modes: {
    a: [
      { name: 'off', hashrateHs: 0, powerW: 15, changes: [{ kind: 'pause' }], known: 'measured' },
      { name: 'eco', hashrateHs: 72e12, powerW: 1_850, changes: [], known: 'measured' },
      { name: 'normal', hashrateHs: 100e12, powerW: 3_050, changes: [], known: 'measured' },
    ],
  },
};
