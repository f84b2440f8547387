import { expect, test } from 'vitest';
import { REGISTRY } from '../../features/catalogue.ts';
import { featureLabel } from './feature-label.ts';
import { firstSentence, spokenFormula } from './spoken-formula.ts';

test.each([
  ['efficiency_j_th', 'J/TH', 'Efficiency'],
  ['hashprice_usd_ph_day', '¤/PH/d', 'Hashprice'],
  ['hour_of_day', '', 'Hour of day'],
  ['price_lag_24h', '¤', 'Price lag 24 h'],
  ['max_chip_temp_c', '°C', 'Highest chip temperature'],
  ['chip_temp_gradient_k_per_min', 'K/min', 'Chip temperature gradient'],
  ['earnings_usd_24h', '¤', 'Earnings 24 h'],
  ['price_rsi_14d', '', 'Price RSI 14 d'],
  ['board1_th_s', 'TH/s', 'Board 1'],
  ['fan_speed_percent', '%', 'Fan duty'],
])('%s in %s is read as %s', (name, unit, label) => {
  expect(featureLabel({ name, unit })).toBe(label);
});

test('no two figures of one thing are read alike', () => {
  const labels = REGISTRY.definitions.map((each) => `${each.entity}: ${featureLabel(each)}`);
  expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
});

test('a formula speaks of other features as people read them', () => {
  const feature = {
    name: 'power_consumption_w',
    unit: 'W',
    group: 'miner',
    entity: 'miner',
    formula: '',
    source: '',
    inputs: [],
    step: 'minute',
    windowMs: 0,
    range: [0, 1],
    outlier: 'flag',
    missing: { rule: 'absent' },
    version: 1,
  } as const;
  expect(spokenFormula('power_consumption_w ÷ some_name_else.', [feature])).toBe(
    '“Power consumption” ÷ some_name_else.',
  );
});

test('the first sentence of a formula ends at its first stop, and not at a decimal one', () => {
  expect(firstSentence('0.5 × power; missing where there is none.')).toBe('0.5 × power');
});
