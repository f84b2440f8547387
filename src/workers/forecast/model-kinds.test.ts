import { expect, test } from 'vitest';
import { NetForecaster } from '../../numerics/forecast/learned/net-forecaster.ts';
import { trainableKinds } from './model-kinds.ts';

const AHEAD = { step: 'hour', horizon: 24, season: 24 } as const;

function unitsTried(quantity: 'earnings' | 'room-temperature' | 'price' | 'difficulty') {
  const recurrent = trainableKinds({ ...AHEAD, quantity }).find(({ kind }) => kind === 'recurrent-net');
  return { recurrent, units: recurrent?.space.units };
}

test('recurrent nets are searched up to the deep ones: of earnings and of what is measured at home, and of markets', () => {
  const home = { kind: 'choice', of: [16, 32, 64, '128, 64'] };
  const market = { kind: 'choice', of: [16, 32, 64, '128, 64, 32'] };
  expect(unitsTried('earnings').units).toEqual(home);
  expect(unitsTried('room-temperature').units).toEqual(home);
  expect(unitsTried('price').units).toEqual(market);
  expect(unitsTried('difficulty').units).toEqual(market);
});

test('the usual recurrent net is one for phones, and any that is searched can be built', () => {
  const { recurrent, units } = unitsTried('price');
  if (!recurrent || units?.kind !== 'choice') throw new TypeError('there is no choice of units');
  expect(recurrent.defaults.units).toBe(32);
  for (const each of units.of)
    expect(() =>
      recurrent.forecaster({ ...recurrent.defaults, units: each }, { ...AHEAD, quantity: 'price' }),
    ).not.toThrow();
  expect(() =>
    recurrent.forecaster({ ...recurrent.defaults, units: '7, 7' }, { ...AHEAD, quantity: 'price' }),
  ).toThrow('"units"');
});

test('a deep net that looks far back takes fewer windows at once, so that others need not wait for it', () => {
  const target = { ...AHEAD, quantity: 'earnings' } as const;
  const { recurrent } = unitsTried('earnings');
  const table = { target: Float64Array.from({ length: 400 }, (_, row) => row % 24), past: [], ahead: [] };
  const batchOf = (units: number | string, lookBack: number) => {
    const forecaster = recurrent?.forecaster({ ...recurrent.defaults, units, lookBack }, target);
    if (!(forecaster instanceof NetForecaster)) throw new TypeError('it is no net');
    return forecaster.fitOn([table], { horizon: 24, seed: 1 }).training.shape.batch;
  };
  expect([24, 48, 168].map((lookBack) => batchOf('128, 64', lookBack))).toEqual([32, 16, 4]);
  expect(batchOf(64, 168)).toBe(32);
});
