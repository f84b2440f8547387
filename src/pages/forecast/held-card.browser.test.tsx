import { render } from 'solid-js/web';
import { expect, onTestFinished, test } from 'vitest';
import type { ForecastStep, ForecastTarget } from '../../domain/forecast.ts';
import type { ForecastReport } from '../../workers/forecast-api.ts';
import { HeldCard } from './held-card.tsx';

const TARGET: ForecastTarget = {
  id: 'power-price:home:hour',
  quantity: 'power-price',
  subject: { kind: 'site', id: 'home' },
  step: 'hour',
  horizon: 24,
  season: 24,
  unit: '¤/kWh',
};
const STEP: ForecastStep = { atMs: 0, value: 1, low80: 1, high80: 1, low95: 1, high95: 1 };

/** The card of a forecast whose ranges were judged 50 times before. */
function shown(steps: readonly Pick<ForecastStep, 'exact'>[]): string {
  const report: ForecastReport = {
    forecast: {
      target: TARGET,
      madeAtMs: 0,
      steps: steps.map((step) => ({ ...STEP, ...step })),
      speakers: [],
    },
    past: { atMs: new Float64Array(), values: new Float64Array() },
    reasons: [],
    kept: { count: 50, coverage80: 1, coverage95: 1, days: 3 },
  };
  const place = document.createElement('div');
  const remove = render(() => <HeldCard report={report} target={TARGET} />, place);
  onTestFinished(remove);
  return place.textContent ?? '';
}

test('what is foreseen is held to its ranges', () => {
  expect(shown([{ exact: 'tariff' }, {}])).toMatch(/80.% ranges held 100.% of the last/);
});

test('where all is known no ranges are judged', () => {
  const words = shown([{ exact: 'tariff' }, { exact: 'tariff' }]);
  expect(words).toContain('Nothing is foreseen here');
  expect(words).not.toContain('held');
});
