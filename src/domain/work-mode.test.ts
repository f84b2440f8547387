import { expect, test } from 'vitest';
import { workModeName } from './work-mode.ts';

test.each([
  ['avalon', 'Avalon Nano3s', '2', 'High'],
  ['avalon', 'AvalonMini 3', '0', 'Heating'],
  ['avalon', 'Avalon Q', '1', 'Standard'],
  ['avalon', 'Avalon 1246', '1', '1'],
  ['avalon', 'Avalon Q', '7', '7'],
  ['whatsminer', 'M50', 'Normal', 'Normal'],
] as const)('the mode of %s %s that is told as %s is called %s', (family, model, told, name) => {
  expect(workModeName({ family, model }, told)).toBe(name);
});

test('a mode that is not told has no name', () => {
  expect(workModeName({ family: 'avalon', model: 'Avalon Q' }, undefined)).toBeUndefined();
});
