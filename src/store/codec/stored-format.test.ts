import { expect, it } from 'vitest';
import { decodeBlock, encodeBlock } from './block.ts';
import type { Column } from './column.ts';

const polls = Float64Array.of(17.02, 17.1, Number.NaN, 16.9, 17.33, 17.01, 17, 16.98).map(Math.fround);
const ordinals = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const sum = (x: number) => Math.fround(x / 7) + Math.fround(x / 9);
const { E, PI } = Math;

/** One column of each kind and form. */
const columns: readonly Column[] = [
  {
    name: 'at',
    values: Float64Array.of(0, 60_000, 120_000, 180_000, 240_000, 3_900_000, 3_960_000, 4_020_001),
    precision: 'float64',
  },
  { name: 'powerW', values: polls, precision: 'float32' },
  { name: 'powerW.min', values: polls.slice(), precision: 'float32' },
  { name: 'powerW.sum', values: ordinals.map(sum), precision: 'float64' },
  { name: 'ratio', values: ordinals.map((x) => Math.sqrt(x) / 3), precision: 'float64' },
  {
    name: 'error',
    values: Float64Array.of(0.1, 0.25, 1e-7, -0, 3, 1 / 3, 2 / 3, 12).map(Math.fround),
    precision: 'float32',
  },
  { name: 'step', values: Float64Array.of(PI, E, PI, E, E, E, PI, E), precision: 'float64' },
  { name: 'mining', values: new Float64Array(8).fill(1), precision: 'float32' },
  { name: 'volt', values: new Float64Array(8).fill(1.15), precision: 'float64' },
  { name: 'none', values: new Float64Array(8).fill(Number.NaN), precision: 'float32' },
];

/** What `encodeBlock` made of these columns when version 1 of the format was fixed. */
const VERSION_1 =
  'RExCASZY8uNzAAAACAoAAmF0ABVTKXM0AAZwb3dlclcAFwgCbAMGBC5taW4BAQcDc3VtABVeTG1OAAVyYXRpbwBY+sy+xwAFZXJyb3IAM5K+' +
  '2voABHN0ZXAAJtdn8KUABm1pbmluZwMCAAR2b2x0BGZmZmZmZvI/AARub25lAgAAAAABAMCpBxYABQNOz7b0CoDuAgMBXAMDzBoBBwEGAgYB' +
  '7yOPjxjJAwAAAAE1hoLBIAEFhoLBIAMBBACNKt0dAASq1ar9BwEAvpIUEwAMCX///n3/3sV5IdGp2onRxfRw62TJHKrVqtUKAQDyiKn8ASAf' +
  'DhX/////GmP////8Lw2Yo9mC5CBMn8FTZy3F8Lg8/aoBoeF1BgICmrPm3AcBAICAgAgeABASf///h1///66T0rzzgv8U/zMzrwGlWP5aEQAA' +
  'fFVVVVVVAQAFAgSU/K2ACPHFDQACANLdorER0dTAtgMAAQACAQ8BAQACAMtG';

it('what version 1 of the format wrote is read for good', () => {
  const stored = Uint8Array.from(atob(VERSION_1), (character) => character.charCodeAt(0));
  const decoded = decodeBlock(stored).columns;
  expect([...decoded.keys()]).toEqual(columns.map(({ name }) => name));
  for (const { name, values } of columns) expect(decoded.get(name)).toEqual(values);
});

it('whoever writes the format differently gives it another version', () => {
  expect(btoa(String.fromCharCode(...encodeBlock(8, columns)))).toBe(VERSION_1);
});
