import { localDay } from '../../src/domain/economics/local-time.ts';
import { energyPriceSeries } from '../../src/domain/energy-price.ts';
import type { SourcesView } from '../../src/domain/sources-view.ts';
import type { UtilityRate } from '../../src/domain/utility-rate.ts';
import type { FakeCollector } from './fake-collector.ts';

const HOUR_MS = 3_600_000;
/** Cents through a winter's day: two peaks, and a noon of sun. */
const CENTS = [8, 7, 6, 6, 7, 9, 13, 17, 16, 11, 6, 2, -1, 0, 4, 9, 15, 21, 24, 20, 15, 12, 10, 9];

/** aWATTar tells today's prices, OpenEI the rate of a utility; both are switched on. */
export function showPower(collector: FakeCollector): void {
  const receivedAtMs = collector.nowMs - 12 * 60_000;
  const told = (provider: string, value: unknown) => ({ value, provider, atMs: receivedAtMs, receivedAtMs });
  const figures: SourcesView['figures'] = {
    'energy:awattar': told('awattar', [powerPrices(collector.nowMs)]),
    'rates:openei': told('openei', [RATE]),
  };
  collector.outside.figures = { ...collector.outside.figures, ...figures };
  void collector.outside.chooseSource('awattar', { enabled: true, fields: { country: 'de' } });
  void collector.outside.chooseSource('openei', {
    enabled: true,
    fields: { latitude: '34.1', longitude: '-118.2' },
  });
}

function powerPrices(nowMs: number) {
  const { fromMs } = localDay(nowMs, new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const rows = CENTS.map((cents, hour) => ({
    fromMs: fromMs + hour * HOUR_MS,
    toMs: fromMs + (hour + 1) * HOUR_MS,
    pricePerKwh: cents / 100,
  }));
  return energyPriceSeries(
    { id: 'DE-LU', includes: 'wholesale', direction: 'import', currency: 'EUR' },
    rows,
  );
}

const RATE: UtilityRate = {
  currency: 'EUR',
  utility: 'Valley Electric',
  name: 'Home, time of use',
  fromMs: Date.UTC(2024, 5, 1),
  energy: {
    periods: [[{ rate: 0.21, maxUnit: 'kWh' }], [{ rate: 0.46, maxUnit: 'kWh' }]],
    weekdays: Array.from({ length: 12 }, (_, month) =>
      Array.from({ length: 24 }, (_, hour) => (month > 4 && month < 9 && hour >= 16 && hour < 21 ? 1 : 0)),
    ),
    weekend: Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => 0)),
  },
  fixedCharge: { amount: 12, per: 'month' },
  minimumCharge: { amount: 10, per: 'month' },
};
