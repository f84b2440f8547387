import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import json from '../../models/hardware.json';
import { HardwareCatalogueError, readHardwareCatalogue } from './hardware-catalogue.ts';
import { SHIPPED_HARDWARE } from './shipped-hardware.ts';

const entry = {
  id: 'bitaxe-gamma-601',
  make: 'Bitaxe',
  model: 'Gamma',
  facts: {
    chip: ['BM1370', 'esp'],
    defaultFrequencyMhz: [525, 'esp'],
    frequencyOptionsMhz: [[400, 490, 525], 'esp'],
  },
};
const file = {
  sources: { esp: { title: 'ESP-Miner', url: 'https://example.org/device_config.h' } },
  entries: [entry],
};
const withFacts = (facts: object) => ({ ...file, entries: [{ ...entry, facts }] });

describe('the hardware catalogue that is shipped', () => {
  test('holds every machine of the collected facts, and is small', () => {
    expect(SHIPPED_HARDWARE).toHaveLength(620);
    expect(statSync(fileURLToPath(new URL('../../models/hardware.json', import.meta.url))).size).toBeLessThan(
      350_000,
    );
  });

  test('names a source for each value, and uses each source', () => {
    const facts = SHIPPED_HARDWARE.flatMap((found) => Object.values(found.facts));
    expect(facts.length).toBeGreaterThan(2_000);
    expect(facts.every((fact) => fact?.source.url.startsWith('https://github.com/'))).toBe(true);
    expect(new Set(facts.map((fact) => fact?.source))).toHaveLength(Object.keys(json.sources).length);
  });

  test('rates a chip board by the clock it leaves the factory with', () => {
    const gamma = SHIPPED_HARDWARE.find(({ id }) => id === 'bitaxe-gamma-601');
    expect(gamma?.facts.ratedHashrateHs?.value).toBe(1.071e12);
    expect(gamma?.facts.ratedHashrateHs?.source.note).toContain('Worked out');
    expect(gamma?.facts.maxVrC).toMatchObject({
      value: 105,
      source: { title: 'ESP-Miner, main/tasks/power_management_task.c' },
    });
  });

  test('leaves out how many boards a machine has where its source and the facts disagree', () => {
    const m20s = SHIPPED_HARDWARE.find(({ id }) => id === 'whatsminer-m20splusv30');
    expect(m20s?.facts.boards).toBeUndefined();
    expect(m20s?.facts.fans?.value).toBe(2);
  });

  const facts = fileURLToPath(new URL('../../../shared/facts/hardware-catalogue.json', import.meta.url));
  const collected = existsSync(facts);
  if (!collected) console.log('the collected facts are not here: the catalogue is not compared with them');
  test.runIf(collected)('says what the collected facts say, and nothing more', () => {
    const { devices } = JSON.parse(readFileSync(facts, 'utf8')) as { devices: Record<string, unknown>[] };
    for (const device of devices) {
      const found = SHIPPED_HARDWARE.find(({ id }) => id === device.id);
      const value = (name: keyof NonNullable<typeof found>['facts']) => found?.facts[name]?.value ?? null;
      expect(value('frequencyOptionsMhz')).toEqual(device.frequency_options_mhz);
      expect(value('coreVoltageOptionsMv')).toEqual(device.voltage_options_mv);
      expect(value('maxPowerW')).toBe(device.max_power_w);
      expect(value('maxChipC')).toBe(device.max_chip_temp_c);
      expect(value('maxVrC')).toBe(device.max_vr_temp_c);
      expect(value('nominalInputV')).toBe(device.nominal_input_v);
      expect(value('chipsPerBoard')).toBe(device.chips_per_board);
      expect(value('ratedPowerW')).toBe(device.rated_power_w);
    }
  });
});

describe('a catalogue file', () => {
  test('is read into entries whose values know their source', () => {
    expect(readHardwareCatalogue(file)[0]?.facts.chip).toEqual({ value: 'BM1370', source: file.sources.esp });
  });

  test.each([
    ['a value without a source', withFacts({ chip: ['BM1370'] })],
    ['a source that is not in the list', withFacts({ chip: ['BM1370', 'hearsay'] })],
    ['clocks that fall', withFacts({ frequencyOptionsMhz: [[525, 490], 'esp'] })],
    ['a clock that is there twice', withFacts({ frequencyOptionsMhz: [[490, 490], 'esp'] })],
    ['a default clock that is not offered', withFacts({ ...entry.facts, defaultFrequencyMhz: [500, 'esp'] })],
    ['volts where millivolts belong', withFacts({ defaultCoreVoltageMv: [1.15, 'esp'] })],
    ['GH/s where H/s belong', withFacts({ ratedHashrateHs: [0.5, 'esp'] })],
    ['a chip that may glow', withFacts({ maxChipC: [750, 'esp'] })],
    ['a fact that nobody knows', withFacts({ colour: ['black', 'esp'] })],
    ['two entries of one id', { ...file, entries: [entry, entry] }],
    ['nothing', undefined],
  ])('is refused as a whole with %s', (_, broken) => {
    expect(() => readHardwareCatalogue(broken)).toThrow(HardwareCatalogueError);
  });
});
