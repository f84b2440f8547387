import { describe, expect, test } from 'vitest';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { HardwareFacts } from '../../domain/hardware.ts';
import type { MinerIdentity } from '../../domain/miner.ts';
import type { Reading } from '../../domain/reading.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { SHIPPED_HARDWARE } from '../../domain/shipped-hardware.ts';
import { hardwareRows } from './hardware-rows.ts';

function viewOf(reading: Partial<Reading>, identity: Partial<MinerIdentity> = {}): MinerView {
  return {
    miner: {
      id: 'a1',
      name: 'Gamma',
      addedAtMs: 0,
      address: { host: '192.168.1.20', port: 80 },
      identity: { family: 'axeos', algorithm: 'sha256', ...identity },
    },
    state: 'hashing',
    answeredAtMs: 0,
    feed: 'poll',
    spark: new Float64Array(),
    reading: { atMs: 0, fans: [], shares: {}, boards: [], pools: [], faults: [], oddities: [], ...reading },
  };
}

const factsOf = (wanted: string): HardwareFacts =>
  SHIPPED_HARDWARE.find(({ id }) => id === wanted)?.facts ?? {};

function table(facts: HardwareFacts, view: MinerView, unit: 'C' | 'F' = 'C') {
  const plain = (words: string | undefined) => words?.replaceAll(/[\u00a0\u202f]/g, ' ');
  return Object.fromEntries(
    hardwareRows(facts, view, { ...DEFAULT_SETTINGS, temperatureUnit: unit }).map(
      ({ label, design, now, over }) => [
        label,
        `${plain(design) ?? 'unknown'} | ${plain(now)}${over ? ' !' : ''}`,
      ],
    ),
  );
}

describe('the hardware of a miner', () => {
  test('is shown as it is made beside what it does now', () => {
    const view = viewOf({
      hashrateHs: 1.6707e12,
      powerW: 28.3,
      frequencyMhz: 850,
      voltageCoreSetV: 1.22,
      voltageInV: 5.3359,
      tempChipMaxC: 59.875,
      tempVrC: 63,
      boards: [{ id: 0, chips: 1 }],
    });
    expect(table(factsOf('bitaxe-gamma-601'), view)).toEqual({
      Hashrate: '1.07 TH/s | 1.67 TH/s',
      Power: 'about 19 W, as its factory test expects | 28 W',
      Efficiency: 'unknown | 16.9 J/TH',
      Chips: '1 × BM1370 | 1',
      Clock: '525 MHz (400 to 625) | 850 MHz !',
      'Core voltage': '1 150 mV (1 000 to 1 250) | 1 220 mV',
      'Input voltage': '5 V | 5.34 V',
      'Power drawn': 'at most 40 W | 28 W',
      Chip: 'at most 75.0 °C | 59.9 °C',
      'Regulator (VR)': 'at most 105.0 °C | 63.0 °C',
    });
  });

  test('has unknown figures where nobody has told them, and one row for all its limits', () => {
    const view = viewOf({
      hashrateHs: 1.04e14,
      powerW: 3068,
      powerAtWall: true,
      fans: [{}, {}, {}, {}],
      boards: [
        { id: 0, chips: 126 },
        { id: 1, chips: 126 },
        { id: 2, chips: 125 },
      ],
    });
    expect(table(factsOf('antminer-s19jpro'), view)).toEqual({
      Hashrate: 'unknown | 104 TH/s',
      Power: 'unknown | 3 068 W',
      Efficiency: 'unknown | 29.5 J/TH wall',
      Chips: '3 boards of 126 | 377',
      Fans: '4 | 4',
      Limits: 'unknown | –',
    });
  });

  test('tells nothing of now where the device does not', () => {
    const rows = hardwareRows(factsOf('bitaxe-gamma-601'), viewOf({}), DEFAULT_SETTINGS);
    expect(rows.map(({ now }) => now)).toEqual(rows.map(() => '–'));
    expect(rows.some(({ over }) => over)).toBe(false);
  });

  test('does not hold watts at the wall against what the board may draw', () => {
    const view = viewOf({ powerW: 45, powerAtWall: true });
    expect(table(factsOf('bitaxe-gamma-601'), view)['Power drawn']).toBe('at most 40 W | –');
  });

  test('counts the chips of a machine of one board by themselves', () => {
    expect(table(factsOf('avalon-avalonnano3s'), viewOf({})).Chips).toBe('12 | –');
  });

  test('counts solutions where the machine does', () => {
    const view = viewOf({ hashrateHs: 891_280 }, { algorithm: 'equihash' });
    expect(table(factsOf('antminer-z15pro'), view).Hashrate).toBe('unknown | 891 kSol/s');
  });

  test('is written in the owner’s unit of temperature', () => {
    expect(table(factsOf('bitaxe-gamma-601'), viewOf({ tempVrC: 110 }), 'F')['Regulator (VR)']).toBe(
      'at most 221.0 °F | 230.0 °F !',
    );
  });
});
