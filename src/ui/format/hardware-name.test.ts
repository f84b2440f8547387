import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hardwareName } from './hardware-name.ts';

describe('the name of a miner’s hardware', () => {
  it.each([
    ['Bitaxe', 'Gamma', 'Bitaxe Gamma'],
    ['Antminer', 'Antminer S19j Pro', 'Antminer S19j Pro'],
    ['Avalon', 'Avalon Nano3s', 'Avalon Nano3s'],
    ['Avalon', 'AvalonMiner 15-194', 'AvalonMiner 15-194'],
    ['NerdAxe', 'NerdQAxe++', 'NerdQAxe++'],
    ['S19-88', 'S19-88 v.2.6.0.39 ', 'S19-88 v.2.6.0.39'],
    ['WhatsMiner', 'M60S_VK40', 'WhatsMiner M60S_VK40'],
    ['Proto', 'Rig', 'Proto Rig'],
  ])('of make %s and model %s is %s', (make, model, name) => {
    expect(hardwareName({ make, model })).toBe(name);
  });

  it('is the one that is known where the other is not', () => {
    expect(hardwareName({ make: 'Avalon' })).toBe('Avalon');
    expect(hardwareName({ model: 'Nano3s' })).toBe('Nano3s');
    expect(hardwareName({ make: ' ', model: '' })).toBeUndefined();
    expect(hardwareName({})).toBeUndefined();
  });

  it('never begins with the make twice, and always tells the whole model', () => {
    const word = fc.stringMatching(/^[A-Za-z]{2,8}$/);
    fc.assert(
      fc.property(word, word, (make, rest) => {
        expect(hardwareName({ make, model: `${make} ${rest}` })).toBe(`${make} ${rest}`);
        expect(hardwareName({ make, model: rest })).toMatch(new RegExp(`${rest}$`));
      }),
    );
  });
});
