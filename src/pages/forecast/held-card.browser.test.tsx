import { render } from 'solid-js/web';
import { expect, onTestFinished, test } from 'vitest';
import type { ForecastStep, ForecastTarget } from '../../domain/forecast.ts';
import type { ForecastReport } from '../../workers/forecast-api.ts';
import { HeldCard } from './held-card.tsx';

const TARGET = { step: 'hour', unit: '¤/kWh' } as ForecastTarget;

/** The card of a forecast whose ranges were judged 50 times before. */
function shown(steps: readonly Partial<ForecastStep>[]): string {
  const report = {
    forecast: { steps },
    kept: { count: 50, coverage80: 1, coverage95: 1, days: 3 },
  } as unknown as ForecastReport;
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
