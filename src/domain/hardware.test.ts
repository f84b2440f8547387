import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findHardware, type HardwareEntry } from './hardware.ts';
import { plainName } from './hardware-names.ts';
import type { MinerIdentity } from './miner.ts';
import { SHIPPED_HARDWARE } from './shipped-hardware.ts';

const find = (identity: Partial<MinerIdentity> & Pick<MinerIdentity, 'family'>) =>
  findHardware(SHIPPED_HARDWARE, { algorithm: 'sha256', ...identity });
const ids = (...asked: Parameters<typeof find>) => find(...asked)?.entries.map(({ id }) => id);

describe('a device is found in the catalogue by what it tells of itself', () => {
  // As the adapters read them from recorded devices.
  test.each<[string, Partial<MinerIdentity> & Pick<MinerIdentity, 'family'>, string]>([
    [
      'a Gamma by its board',
      { family: 'axeos', make: 'Bitaxe', model: 'Gamma', asicModel: 'BM1370', boardVersion: '601' },
      'bitaxe-gamma-601',
    ],
    [
      'an early Ultra',
      { family: 'axeos', make: 'Bitaxe', model: 'Ultra', asicModel: 'BM1366', boardVersion: '0.11' },
      'bitaxe-ultra-0_11',
    ],
    [
      'a Gamma with its board in its name',
      { family: 'axeos', model: 'Bitaxe Gamma 601' },
      'bitaxe-gamma-601',
    ],
    ['a board that names no model', { family: 'axeos', boardVersion: '702' }, 'bitaxe-suprahex-702'],
    [
      'a NerdQAxe++',
      { family: 'nerdos', make: 'NerdAxe', model: 'NerdQAxe++', asicModel: 'BM1370' },
      'nerd-nerdqaxepp',
    ],
    ['a NerdAxe', { family: 'nerdos', make: 'NerdAxe', model: 'NerdAxe' }, 'nerd-nerdaxe'],
    ['a NerdAxe Gamma', { family: 'nerdos', make: 'NerdAxe', model: 'NerdAxeGamma' }, 'nerd-nerdaxegamma'],
    [
      'a stock Antminer',
      { family: 'antminer', make: 'Antminer', model: 'Antminer S21 Pro+' },
      'antminer-s21proplus',
    ],
    ['a Zcash Antminer', { family: 'antminer', model: 'Antminer Z15 Pro' }, 'antminer-z15pro'],
    [
      'a water-cooled one',
      { family: 'antminer', model: 'Antminer S19 Pro+ Hyd.' },
      'antminer-s19proplushydro',
    ],
    ['one that speaks plain cgminer', { family: 'cgminer', model: 'Antminer S19j Pro' }, 'antminer-s19jpro'],
    [
      'one under LuxOS',
      { family: 'luxos', make: 'Antminer', model: 'Antminer S19k Pro' },
      'antminer-s19kpro',
    ],
    [
      'one under Braiins OS',
      { family: 'braiins', make: 'Antminer', model: 'Antminer S19 XP' },
      'antminer-s19xp',
    ],
    [
      'one under VNish in capitals',
      { family: 'vnish', make: 'Bitmain', model: 'ANTMINER S19J PRO' },
      'antminer-s19jpro',
    ],
    [
      'a WhatsMiner by model and version',
      { family: 'whatsminer', make: 'WhatsMiner', model: 'M60S_VK40' },
      'whatsminer-m60svk40',
    ],
    [
      'a WhatsMiner with pluses',
      { family: 'whatsminer', model: 'M30S++VH60' },
      'whatsminer-m30splusplusvh60',
    ],
    ['an Avalon', { family: 'avalon', make: 'Avalon', model: 'Avalon 1246' }, 'avalon-avalon1246'],
    [
      'an Avalon that adds its rate',
      { family: 'avalon', make: 'Avalon', model: 'AvalonMiner 15-194' },
      'avalon-avalon15',
    ],
    ['a Nano 3S', { family: 'avalon', make: 'Avalon', model: 'Avalon Nano3s' }, 'avalon-avalonnano3s'],
    ['an Avalon Q', { family: 'avalon', make: 'Avalon', model: 'Avalon Q' }, 'avalon-avalonhomeq'],
    ['an Elphapex', { family: 'elphapex', make: 'Elphapex', model: 'DG1+' }, 'elphapex-dg1plus'],
    [
      'one for the living room',
      { family: 'elphapex', make: 'Elphapex', model: 'DG-Home1' },
      'elphapex-dg1home',
    ],
    ['a SealMiner', { family: 'sealminer', make: 'Sealminer', model: 'A2' }, 'sealminer-a2'],
    ['an Auradine', { family: 'auradine', make: 'Auradine', model: 'AT1500' }, 'auradine-at1500'],
  ])('%s', (_, identity, id) => {
    expect(ids(identity)).toEqual([id]);
  });

  test.each<[string, Partial<MinerIdentity> & Pick<MinerIdentity, 'family'>]>([
    [
      'a board newer than the catalogue, though its series is in it',
      { family: 'axeos', make: 'Bitaxe', model: 'Gamma', asicModel: 'BM1370', boardVersion: '699' },
    ],
    [
      'a known board number with another chip on it',
      { family: 'axeos', make: 'Bitaxe', model: 'Gamma', asicModel: 'BM1368', boardVersion: '601' },
    ],
    [
      'a known board number under another name',
      { family: 'axeos', make: 'Bitaxe', model: 'BitForge Nano', asicModel: 'BM1370', boardVersion: '601' },
    ],
    ['a NerdOCTAXE-γ, of which there are two', { family: 'nerdos', model: 'NerdOCTAXE-γ' }],
    ['a model whose neighbour is known', { family: 'antminer', model: 'Antminer S21 XP+ Hyd.' }],
    [
      'a name made of rating and firmware',
      { family: 'mskminer', make: 'Antminer', model: 'S19-88 v.2.6.0.39 ' },
    ],
    ['an unknown version of a known WhatsMiner', { family: 'whatsminer', model: 'M30S++_VZ99' }],
    ['a WhatsMiner that tells no model', { family: 'whatsminer', make: 'WhatsMiner' }],
    ['a computer', { family: 'xmrig', make: 'XMRig', model: 'Intel(R) Core(TM) i7-4700MQ CPU @ 2.40GHz' }],
    ['somebody else’s A2', { family: 'cgminer', make: 'Innosilicon', model: 'A2' }],
    ['an empty name', { family: 'antminer', make: 'Antminer', model: '' }],
    ['a name of maker’s words only', { family: 'avalon', model: 'AvalonMiner' }],
  ])('but %s is not', (_, identity) => {
    expect(find(identity)).toBeUndefined();
  });
});

describe('a device that may be several', () => {
  test('gets what all of them share, and nothing that differs', () => {
    const gamma = find({ family: 'axeos', make: 'Bitaxe', model: 'Gamma' });
    expect(gamma?.entries.map(({ boardVersion }) => boardVersion)).toEqual(['600', '601', '602', '603']);
    expect(gamma?.facts.chip?.value).toBe('BM1370');
    // 19 W on the older two, 22 W on the newer.
    expect(gamma?.facts.selfTestPowerW).toBeUndefined();
  });

  test('is any version of a WhatsMiner that tells its model alone, and of that model only', () => {
    const entries = find({ family: 'whatsminer', model: 'M30S+' })?.entries ?? [];
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.every(({ model }) => /^M30SPlusV/.test(model))).toBe(true);
  });
});

describe('laws of the catalogue', () => {
  const anyEntry = fc.constantFrom(...SHIPPED_HARDWARE);
  const own = (entry: HardwareEntry): MinerIdentity => ({
    family: 'cgminer',
    algorithm: 'sha256',
    make: entry.make,
    model: entry.model,
    asicModel: entry.facts.chip?.value,
    boardVersion: entry.boardVersion,
  });

  test('an entry that tells all of itself is found as itself alone', () => {
    for (const entry of SHIPPED_HARDWARE)
      expect(findHardware(SHIPPED_HARDWARE, own(entry))?.entries, entry.id).toEqual([entry]);
  });

  test('case, blanks and the way of writing Plus do not matter', () => {
    fc.assert(
      fc.property(anyEntry, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (entry, flips) => {
        const spelled = [...entry.model.replaceAll('Plus', '+')]
          .map((letter, at) => (flips[at] ? ` ${letter.toUpperCase()}` : letter.toLowerCase()))
          .join('');
        expect(plainName(spelled, entry.make)).toBe(plainName(entry.model, entry.make));
      }),
    );
  });

  test('whatever a device tells, each fact holds for all that it may be', () => {
    const told = fc.record({
      model: fc.option(
        fc.oneof(
          anyEntry.map(({ model }) => model),
          anyEntry.map(({ model }) => model.replace(/V.*$/, '')),
          fc.string(),
        ),
        { nil: undefined },
      ),
      make: fc.option(fc.constantFrom('Bitaxe', 'WhatsMiner', 'Antminer', 'NerdAxe'), { nil: undefined }),
      boardVersion: fc.option(fc.constantFrom('601', '650', '999'), { nil: undefined }),
      family: fc.constantFrom('axeos', 'nerdos', 'whatsminer', 'cgminer', 'vnish' as const),
    });
    fc.assert(
      fc.property(told, (identity) => {
        const found = findHardware(SHIPPED_HARDWARE, { algorithm: 'sha256', ...identity });
        if (!found) return;
        expect(found.entries.length).toBeGreaterThan(0);
        for (const entry of found.entries) expect(entry.facts).toMatchObject(valuesOnly(found.facts));
      }),
    );
  });

  const valuesOnly = (facts: object) =>
    Object.fromEntries(
      Object.entries(facts).map(([fact, { value }]: [string, { value: unknown }]) => [fact, { value }]),
    );
});
