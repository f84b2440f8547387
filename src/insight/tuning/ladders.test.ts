import { describe, expect, it } from 'vitest';
import { keyOf } from '../../domain/tuning.ts';
import { type LadderFacts, laddersOf } from './ladders.ts';

const SOURCE = { source: 'a test' };

function ladder(facts: Partial<LadderFacts>, settings: LadderFacts['settings']) {
  const all = laddersOf({
    family: 'vnish',
    offers: ['preset', 'power-limit', 'fan', 'auto-fan'],
    settings,
    bounds: settings.bounds,
    powerW: 3_060,
    hashrateHs: 1e14,
    ...facts,
  });
  return all.map(({ rungs, present }) => ({
    present: keyOf(present),
    rungs: rungs.map(({ point }) => keyOf(point)),
  }));
}

describe('the ladders of a miner', () => {
  it('are its presets by the power that each is told to draw, with the present one by what it draws', () => {
    expect(
      ladder(
        {},
        {
          preset: 'disabled',
          presetPoints: [
            { preset: '3250', powerW: 3_250, hashrateHs: 1.1e14 },
            { preset: '1500', powerW: 1_500, hashrateHs: 6e13 },
            { preset: 'forbidden', powerW: 4_000, hashrateHs: 1.3e14 },
          ],
          bounds: { presets: ['1500', '3250', 'disabled'] },
        },
      ),
    ).toEqual([{ present: 'preset disabled', rungs: ['preset 1500', 'preset disabled', 'preset 3250'] }]);
  });

  it('are its modes in the order of its maker, and none where nobody says which draws more', () => {
    const modes = (presets: readonly string[], preset: string) =>
      ladder({ family: 'avalon' }, { preset, bounds: { presets } });
    expect(modes(['Eco', 'Standard', 'Super'], 'Standard')).toEqual([
      { present: 'mode Standard', rungs: ['mode Eco', 'mode Standard', 'mode Super'] },
    ]);
    expect(modes(['Heating', 'Mining', 'Night'], 'Mining')).toEqual([]);
  });

  it('are power limits in steps of a twentieth, within the bounds of the device', () => {
    const [limits] = ladder(
      {},
      { powerLimitW: 3_000, bounds: { powerLimitW: { min: 2_400, max: 3_200, ...SOURCE } } },
    );
    expect(limits).toEqual({
      present: '3000 W',
      rungs: ['2400 W', '2550 W', '2700 W', '2850 W', '3000 W', '3150 W'],
    });
  });

  it('are fans only where its owner has fixed them, from the fastest down, and their target where he has not', () => {
    const bounds = {
      fanPercent: { min: 80, max: 100, ...SOURCE },
      targetTempC: { min: 55, max: 66, ...SOURCE },
    };
    expect(ladder({}, { autoFan: false, fanPercent: 90, targetTempC: 60, bounds })).toEqual([
      { present: 'fan 90 %', rungs: ['fan 100 %', 'fan 95 %', 'fan 90 %', 'fan 85 %', 'fan 80 %'] },
    ]);
    expect(ladder({}, { autoFan: true, fanPercent: 90, targetTempC: 60, bounds })).toEqual([
      {
        present: 'target 60 °C',
        rungs: [
          'target 56 °C',
          'target 58 °C',
          'target 60 °C',
          'target 62 °C',
          'target 64 °C',
          'target 66 °C',
        ],
      },
    ]);
  });

  it('are none without a way back, or with a single rung', () => {
    expect(ladder({}, { bounds: { presets: ['a', 'b'] } })).toEqual([]);
    expect(ladder({}, { preset: 'a', bounds: { presets: ['a'] } })).toEqual([]);
    expect(ladder({ offers: [] }, { preset: 'a', bounds: { presets: ['a', 'b'] } })).toEqual([]);
  });
});
