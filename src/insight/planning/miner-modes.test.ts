import { describe, expect, it } from 'vitest';
import { modeOfSettings } from '../../domain/mode-of-settings.ts';
import { changesTo, type KnownSetting, limitSettings, minerModes, presetSettings } from './miner-modes.ts';

const setting = (ths: number, powerW: number, preset: string): KnownSetting => ({
  hashrateHs: ths * 1e12,
  powerW,
  changes: [{ kind: 'preset', preset }],
  known: 'preset',
});
const usual = setting(100, 3_000, '100T');

describe('the modes of a miner', () => {
  it('are off, the least energy a hash below the usual power, the usual, and the most work above it', () => {
    const others = [setting(70, 1_800, '70T'), setting(85, 2_350, '85T'), setting(110, 3_600, '110T')];
    const modes = minerModes({ usual, others, canRest: true });
    expect(modes.map(({ name, powerW }) => [name, powerW])).toEqual([
      ['off', 30],
      ['eco', 1_800],
      ['normal', 3_000],
      ['boost', 3_600],
    ]);
    expect(modes[0]?.changes).toEqual([{ kind: 'pause' }]);
  });

  it('leave out what saves nothing, works too little, or costs much more power', () => {
    const others = [setting(99, 2_950, '99T'), setting(20, 500, '20T'), setting(140, 4_500, '140T')];
    expect(minerModes({ usual, others, canRest: true }).map(({ name }) => name)).toEqual(['off', 'normal']);
  });

  it('tell by having no way to off that it cannot rest, and what it drew when it was seen resting', () => {
    const [off] = minerModes({ usual, others: [], canRest: false, restW: 12 });
    expect(off).toMatchObject({ powerW: 12, changes: [], known: 'measured' });
  });

  it('are known again by the settings that a device tells, clocks and voltages being rounded', () => {
    const tuned = (frequencyMhz: number, coreVoltageMv: number): KnownSetting => ({
      hashrateHs: 1e12 * (frequencyMhz / 500),
      powerW: frequencyMhz / 30,
      changes: [{ kind: 'tuning', frequencyMhz, coreVoltageMv }],
      known: 'tuned',
    });
    const modes = minerModes({ usual: tuned(525, 1_150), others: [tuned(400, 1_000)], canRest: true });
    const at = (frequencyMhz: number, coreVoltageMv: number) =>
      modeOfSettings(modes, { frequencyMhz, coreVoltageMv, bounds: {} })?.name;
    expect(at(525.2, 1_150)).toBe('normal');
    expect(at(400, 1_000.4)).toBe('eco');
    expect(at(450, 1_050)).toBeUndefined();
  });
});

describe('settings of a miner', () => {
  const told = [
    { preset: '70T', hashrateHs: 70e12, powerW: 1_800 },
    { preset: '100T', hashrateHs: 100e12, powerW: 3_000 },
    { preset: '130T', hashrateHs: 130e12, powerW: 4_000 },
  ];

  it('are those profiles that may be asked for and that it does not run now, at the wall', () => {
    const found = presetSettings(
      { preset: '100T', presetPoints: told, bounds: {} },
      { presets: ['70T', '100T'] },
      (deviceW) => 1.1 * deviceW,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.powerW).toBeCloseTo(1_980, 6);
  });

  it('include a lower power limit where it takes one, promising no less energy a hash, never below its bound', () => {
    const bound = { min: 2_500, max: 3_600, source: 'the device' };
    const [lower] = limitSettings({ powerLimitW: 3_200, bounds: {} }, { powerLimitW: bound }, usual);
    expect(lower?.changes).toEqual([{ kind: 'power-limit', powerLimitW: 2_500 }]);
    expect((lower?.powerW ?? 0) / (lower?.hashrateHs ?? 1)).toBeCloseTo(usual.powerW / usual.hashrateHs, 15);
    expect(limitSettings({ powerLimitW: 2_500, bounds: {} }, { powerLimitW: bound }, usual)).toEqual([]);
  });

  it('are put back by what the device takes: clock and voltage before profiles before a limit', () => {
    const settings = { frequencyMhz: 500, coreVoltageMv: 1_100, preset: 'x', powerLimitW: 900, bounds: {} };
    expect(changesTo(settings, ['tuning', 'preset'])[0]?.kind).toBe('tuning');
    expect(changesTo(settings, ['power-limit', 'preset'])[0]?.kind).toBe('preset');
    expect(changesTo(settings, ['restart'])).toEqual([]);
  });
});
