import fc from 'fast-check';
import { expect, it } from 'vitest';
import { floatsOfText, textOfFloats } from './float-text.ts';
import { uncrossed } from './uncrossed.ts';

it('floats come back from their text with every bit', () => {
  const floats = fc.float32Array({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(floats, (values) => {
      expect(floatsOfText(textOfFloats(values))).toEqual(values);
    }),
  );
  expect(textOfFloats(Float32Array.of(1))).toBe('AACAPw==');
});

it('text that is not of finite floats is refused', () => {
  for (const text of ['?', 'AACA', 'AACAfw==', 'AADAfw=='])
    expect(() => floatsOfText(text)).toThrow(RangeError);
});

it('quantiles that cross are put in the order of their levels, step by step', () => {
  const said = [Float64Array.of(5, 1), Float64Array.of(3, 2), Float64Array.of(4, 9)];
  expect(uncrossed(said, [0.9, 0.1, 0.5]).map((own) => [...own])).toEqual([
    [5, 9],
    [3, 1],
    [4, 2],
  ]);
  expect(uncrossed([], [])).toEqual([]);
});
