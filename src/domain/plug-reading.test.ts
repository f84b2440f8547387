import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plugFactor, plugReadingProblem } from './plug-reading.ts';

test('the factor brings the miner’s figure to what the plug showed', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 5_000, noNaN: true }),
      fc.double({ min: 0.7, max: 3, noNaN: true }),
      (deviceW, factor) => {
        const reading = { wallW: deviceW * factor, deviceW };
        expect((plugFactor(reading) ?? 0) * deviceW).toBeCloseTo(reading.wallW, 6);
      },
    ),
  );
  expect(plugFactor({ wallW: 20 })).toBeUndefined();
  expect(plugFactor({ wallW: 20, deviceW: 0 })).toBeUndefined();
});

test('what cannot be right is told, and a usual loss is fine', () => {
  expect(plugReadingProblem({ wallW: 24, deviceW: 18 })).toBeUndefined();
  expect(plugReadingProblem({ wallW: 24 })).toBeUndefined();
  expect(plugReadingProblem({ wallW: 0, deviceW: 18 })).toBe('no-power');
  expect(plugReadingProblem({ wallW: Number.NaN })).toBe('no-power');
  expect(plugReadingProblem({ wallW: 20_001 })).toBe('too-much');
  expect(plugReadingProblem({ wallW: 5, deviceW: 18 })).toBe('below-device');
  expect(plugReadingProblem({ wallW: 180, deviceW: 18 })).toBe('far-above-device');
});
