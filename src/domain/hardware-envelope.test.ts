import { describe, expect, test } from 'vitest';
import { envelopeOf } from './hardware-envelope.ts';
import { SHIPPED_HARDWARE } from './shipped-hardware.ts';

const factsOf = (wanted: string) => SHIPPED_HARDWARE.find(({ id }) => id === wanted)?.facts ?? {};

describe('the envelope of a device', () => {
  test('spans the clocks and core voltages that its maker offers, and says where that is written', () => {
    const { frequencyMhz, coreVoltageMv } = envelopeOf(factsOf('bitaxe-gamma-601'));
    expect(frequencyMhz).toEqual({
      min: 400,
      max: 625,
      options: [400, 490, 525, 550, 600, 625],
      source: 'ESP-Miner, main/device_config.h',
    });
    expect(coreVoltageMv).toMatchObject({ min: 1000, max: 1250 });
  });

  test('holds the limits of chip, regulator and supply', () => {
    expect(envelopeOf(factsOf('bitaxe-suprahex-702'))).toMatchObject({
      maxPowerW: { value: 120, source: 'ESP-Miner, main/device_config.h' },
      maxChipC: { value: 75, source: 'ESP-Miner, main/tasks/power_management_task.c' },
      maxVrC: { value: 105 },
      nominalInputV: { value: 12 },
    });
  });

  test('leaves open what nobody has told: a clock by itself spans nothing', () => {
    const { frequencyMhz, coreVoltageMv, maxPowerW } = envelopeOf(factsOf('nerd-nerdqx'));
    expect(frequencyMhz).toBeUndefined();
    expect(coreVoltageMv).toBeUndefined();
    expect(maxPowerW?.value).toBe(240);
    expect(Object.values(envelopeOf(factsOf('antminer-s19')))).toEqual(Array(6).fill(undefined));
  });

  test('its default settings lie within it, for every entry', () => {
    for (const { id, facts } of SHIPPED_HARDWARE) {
      const { frequencyMhz: clock, coreVoltageMv: core } = envelopeOf(facts);
      if (clock) expect(clock.options, id).toContain(facts.defaultFrequencyMhz?.value);
      if (core) expect(core.options, id).toContain(facts.defaultCoreVoltageMv?.value);
    }
  });
});
