import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { fleetPay } from './fleet-pay.ts';
import { soloWords } from './solo-words.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const SETTINGS = { ...DEFAULT_SETTINGS, market: { hashpricePerPhPerDay: 48, poolFee: 0 } };

/** What is said of the usual six miners, 117.56 TH/s together, on a network of such a difficulty. */
function saidAt(networkDifficulty: number): string {
  const views = fakeView('fine', NOW).miners.map((view) => ({
    ...view,
    reading: view.reading && { ...view.reading, networkDifficulty },
  }));
  return soloWords(fleetPay(views, SETTINGS, NOW, 'UTC'))?.replaceAll(/\s/g, ' ') ?? '';
}

test('the chance of a block in a year is never nothing and never certain', () => {
  expect(saidAt(1.5e14)).toContain('the chance within a year is 0.57 %.');
  expect(saidAt(1e27)).toMatch(/the chance within a year is 0\.0{10,}\d+ %\./);
  expect(saidAt(1e11)).toContain('the chance within a year is > 99.9 %.');
});

test('says of which hashrate the odds are', () => {
  expect(saidAt(1.5e14)).toContain('At 118 TH/s that is one block in ');
});
