import { expect, test } from 'vitest';
import { seriesGroup, seriesLine } from './series-line.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('hashrate takes the unit that its largest value fits', () => {
  const line = seriesLine('hashrateHs', 'left', Float64Array.of(1.19e12));
  expect(line.unitFor(1.3e12)).toEqual({ divisor: 1e12, symbol: 'TH/s' });
  expect(line.unitFor(4.8e11)).toEqual({ divisor: 1e9, symbol: 'GH/s' });
  expect(plain(line.format(1.19e12))).toBe('1.19 TH/s');
});

test('temperatures are drawn in the owner’s degrees', () => {
  const line = seriesLine('tempChipMaxC', 'right', Float64Array.of(60, Number.NaN), { temperatureUnit: 'F' });
  expect(line.values[0]).toBe(140);
  expect(line.values[1]).toBeNaN();
  expect(line.unitFor(140).symbol).toBe('°F');
  expect(plain(line.format(140))).toBe('140 °F');
});

test('an error rate is written in percent on its own axis', () => {
  expect(plain(seriesLine('hwErrorPct', 'right', Float64Array.of()).format(0.42))).toBe('0.42 %');
  expect(seriesGroup('hwErrorPct', {})).toBe('%');
});
