import { beforeAll, describe, expect, it } from 'vitest';
import { tuneTwin } from '../../../tests/backtest/tuner/tuned-twin.ts';
import { normalCdf } from '../../numerics/normal.ts';
import { Random } from '../../numerics/random.ts';
import { GAMMA_601 } from '../../twin/miner-models.ts';
import { lotteryPlace } from './chip-lottery.ts';
import { type ChipBelief, chipBelief, chipKin, edgeVoltageMv } from './chip-model.ts';
import { knowledgeOf } from './search.ts';

const ENVELOPE = {
  frequencyMhz: { min: 400, max: 625, step: 5 },
  coreVoltageMv: { min: 1_000, max: 1_250, step: 5 },
  maxPowerW: 25,
  maxChipC: 70,
};

function tuned(seed: number) {
  const { session, twin } = tuneTwin({
    model: GAMMA_601,
    seed,
    envelope: ENVELOPE,
    objective: { kind: 'efficiency' },
    mostTrials: 5,
  });
  if (session.task.ladder) throw new RangeError('it has clocks');
  return { knowledge: knowledgeOf(session.task, session.trials), twin, trials: session.trials };
}

let chips: readonly ReturnType<typeof tuned>[];
beforeAll(() => {
  chips = [101, 102, 103, 104, 105, 106].map(tuned);
});

describe('the place of a chip among its kind', () => {
  it('holds where the twin truly stands, in most of half a dozen', () => {
    const held = chips.filter(({ knowledge, twin, trials }) => {
      const chipC = trials.reduce((sum, { chipC: told = 60 }) => sum + told, 0) / trials.length;
      const place = lotteryPlace(knowledge, 'BM1370', chipC);
      const truly = normalCdf(-twin.silicon.luckV / GAMMA_601.voltageNeed.lotteryV);
      expect(place?.low).toBeLessThanOrEqual(place?.betterThan ?? 0);
      expect(place?.betterThan).toBeLessThanOrEqual(place?.high ?? 0);
      return place && place.low <= truly && truly <= place.high;
    });
    expect(held.length).toBeGreaterThanOrEqual(5);
  });

  it('is better for a chip that was luckier', () => {
    const byLuck = chips.toSorted((a, b) => a.twin.silicon.luckV - b.twin.silicon.luckV);
    const placeOf = (chip: ReturnType<typeof tuned> | undefined) =>
      (chip && lotteryPlace(chip.knowledge, 'BM1370')?.betterThan) ?? Number.NaN;
    expect(placeOf(byLuck[0])).toBeGreaterThan(placeOf(byLuck.at(-1)));
  });

  it('is not told of a kind that nobody has measured', () => {
    expect(chips[0] && lotteryPlace(chips[0].knowledge, 'BM9999')).toBeUndefined();
  });
});

describe('what chips of a kind say of the next one', () => {
  const width = (belief: ChipBelief) => {
    const edges = edgeVoltageMv(belief, 525).toSorted();
    return (edges[780] ?? 0) - (edges[20] ?? 0);
  };

  it('narrows what is thought of it before it is measured, the more the more there are', () => {
    const beliefs = chips.map(({ knowledge }) => knowledge.chip);
    const reference = beliefs[0]?.reference;
    if (!reference) throw new RangeError('nothing was tuned');
    const widthBy = (of: readonly ChipBelief[]) =>
      width(chipBelief({ ...reference, kin: chipKin(of) }, [], new Random(9)));
    expect(widthBy(beliefs)).toBeLessThan(0.8 * widthBy([]));
    expect(widthBy(beliefs)).toBeLessThan(widthBy(beliefs.slice(0, 2)));
    expect(widthBy(beliefs.slice(0, 1))).toBeLessThanOrEqual(1.05 * widthBy([]));
  });

  it('is nothing without any', () => {
    expect(chipKin([])).toBeUndefined();
  });
});
