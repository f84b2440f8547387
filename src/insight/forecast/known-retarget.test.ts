import { describe, expect, it } from 'vitest';
import { chainData } from '../../../tests/support/simulated-chain.ts';
import { type ContestOutcome, holdContest } from './contest.ts';
import { forecastNow } from './forecast-now.ts';
import { knownRetarget } from './known-retarget.ts';
import { ownCompetitors } from './own-competitors.ts';
import { rewardFactors } from './reward-factors.ts';
import type { TargetData } from './target-data.ts';

function held(data: TargetData): ContestOutcome {
  const contest = holdContest(data, { competitors: ownCompetitors(data), heldAtMs: 0 });
  for (;;) {
    const step = contest.next();
    if (step.done) return step.value;
  }
}

describe('what is known of the chain', () => {
  it('foresees the difficulty of a week better than "as now", and speaks', () => {
    const { contest } = held(chainData('difficulty', 400));
    for (const { toStep, entries } of contest.bands.slice(1)) {
      const known = entries.find(({ speaker }) => speaker.name === 'known retarget');
      const rule = entries.find(({ verdict }) => verdict === 'is-rule');
      expect(known?.verdict, `up to ${toStep} days`).toMatch(/speaks|beats-rule/);
      expect(known?.scores.mase).toBeLessThan(0.8 * (rule?.scores.mase ?? 0));
    }
  });

  it('knows nothing of later blocks', () => {
    const data = chainData('difficulty', 400);
    const said = (rows: number, of: TargetData) => {
      const [known] = knownRetarget(of);
      const learning = known?.learn({ target: of.values, past: [], ahead: [] });
      let step = learning?.next();
      while (step && !step.done) step = learning?.next();
      const target = of.values.map(Math.log);
      return step?.done ? step.value.forecastFrom({ target, past: [], ahead: [] }, [rows])[0] : undefined;
    };
    const later = (values: Float64Array) => values.map((value, row) => (row < 206 ? value : value * 3));
    const other = {
      ...data,
      values: later(data.values),
      chain: {
        ...data.chain,
        difficulty: later(data.chain.difficulty),
        networkHashrateHs: later(data.chain.networkHashrateHs ?? new Float64Array()),
      },
    };
    expect(said(206, other)).toEqual(said(206, data));
    expect(said(206, data)?.some((value, _, all) => value !== all[0])).toBe(true);
  });

  it('lowers earnings by half at a halving, on the very day, whoever speaks', () => {
    const data = chainData('earnings', 300, 303);
    const factors = rewardFactors(data);
    expect([...factors.slice(299)]).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5]);
    const asNow = {
      forecastFrom: (table: { target: Float64Array }) => [new Float64Array(7).fill(table.target[299] ?? 0)],
    };
    const speaker = { kind: 'rule', name: 'persistence' } as const;
    const outcome = {
      seats: [{ fromStep: 1, toStep: 7, speaker, weights: { persistence: 1 } }],
      errors: Array.from({ length: 40 }, () => new Float64Array(7).fill(0.1)),
      spacing: 1,
    };
    const { forecast } = forecastNow(data, outcome, new Map([['persistence', asNow]]), { madeAtMs: 0 });
    const now = data.values[299] ?? 0;
    expect(forecast.steps[2]?.value).toBeCloseTo(now, 12);
    expect(forecast.steps[3]?.value).toBeCloseTo(now / 2, 12);
    expect(forecast.steps[3]?.low95).toBeGreaterThan(0);
  });

  it('is nothing of other targets, and of chains that nobody tells', () => {
    const data = chainData('price', 60);
    expect(knownRetarget(data)).toEqual([]);
    expect(rewardFactors(data).length).toBe(0);
    const { chain, ...rest } = chainData('difficulty', 60);
    expect(knownRetarget(rest)).toEqual([]);
    expect(knownRetarget({ ...rest, chain: { ...chain, networkHashrateHs: undefined } })).toEqual([]);
  });
});
