import { expect, test } from 'vitest';
import { trainableKinds } from './model-kinds.ts';

const AHEAD = { step: 'hour', horizon: 24, season: 24 } as const;

function unitsTried(quantity: 'earnings' | 'room-temperature' | 'price' | 'difficulty') {
  const recurrent = trainableKinds({ ...AHEAD, quantity }).find(({ kind }) => kind === 'recurrent-net');
  return { recurrent, units: recurrent?.space['units'] };
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
  expect(recurrent.defaults['units']).toBe(32);
  for (const each of units.of)
    expect(() =>
      recurrent.forecaster({ ...recurrent.defaults, units: each }, { ...AHEAD, quantity: 'price' }),
    ).not.toThrow();
  expect(() =>
    recurrent.forecaster({ ...recurrent.defaults, units: '7, 7' }, { ...AHEAD, quantity: 'price' }),
  ).toThrow('"units"');
});
