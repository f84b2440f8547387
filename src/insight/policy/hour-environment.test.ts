import { describe, expect, it } from 'vitest';
import { USUAL_PLAN_RULES } from '../../domain/plan-rules.ts';
import { Random } from '../../numerics/random.ts';
import { GAMMA_601, S19J_PRO } from '../../twin/miner-models.ts';
import { CURRICULUM, type CurriculumStage } from './episode.ts';
import { HourEnvironment, USUAL_REWARD } from './hour-environment.ts';
import { pastHours } from './past-hours.ts';
import { POLICY_STATE_SIZE } from './policy-state.ts';

const DAYS = 40;
const recorded = [
  pastHours({
    startMs: Date.UTC(2023, 4, 1),
    timeZone: 'Europe/Stockholm',
    pricePerKwh: Float64Array.from({ length: 24 * DAYS }, (_, hour) =>
      hour === 500
        ? Number.NaN
        : 0.05 + 0.04 * Math.sin((2 * Math.PI * hour) / 24) - 0.06 * Number(hour % 97 === 0),
    ),
    earnedPerThDay: new Float64Array(24 * DAYS).fill(0.06),
  }),
];

function world(stage: CurriculumStage) {
  return new HourEnvironment({
    stage,
    models: [GAMMA_601, S19J_PRO],
    recorded,
    reward: USUAL_REWARD,
    switching: USUAL_PLAN_RULES.switching,
  });
}

function lived(stage: CurriculumStage, seed: number, wish: (hour: number, random: Random) => number) {
  const random = new Random(seed);
  const environment = world(stage);
  const states = [Array.from(environment.reset(random))];
  const rewards: number[] = [];
  for (let hour = 0, ended = false; !ended; hour++) {
    const next = environment.step([wish(hour, random)], random);
    states.push(Array.from(next.state));
    rewards.push(next.reward);
    ended = next.ended;
  }
  return { states, rewards };
}

describe('the world that policies are trained in', () => {
  it.each(CURRICULUM)('tells finite states and rewards in the stage of %s', (stage) => {
    for (let seed = 1; seed <= 10; seed++) {
      const { states, rewards } = lived(stage, seed, (_, random) => 3 * random.normal());
      expect(rewards).toHaveLength(168);
      expect(rewards.every(Number.isFinite)).toBe(true);
      expect(
        states.every((state) => state.length === POLICY_STATE_SIZE && state.every(Number.isFinite)),
      ).toBe(true);
    }
  });

  it('is the same by the same seed', () => {
    const wish = (hour: number) => Math.sin(hour);
    expect(lived('several-miners', 3, wish)).toEqual(lived('several-miners', 3, wish));
    expect(lived('several-miners', 3, wish)).not.toEqual(lived('several-miners', 4, wish));
  });

  it('praises rest while power costs more than work earns, and work while it earns', () => {
    const sum = (rewards: readonly number[]) => rewards.reduce((total, each) => total + each, 0);
    for (let seed = 1; seed <= 8; seed++) {
      const [rests, works] = [-5, 0.5].map((wish) => lived('constant-prices', seed, () => wish));
      const margin = works?.states[0]?.[0] ?? 0;
      if (Math.abs(margin) < 0.3) continue;
      expect(sum(works?.rewards ?? []) > sum(rests?.rewards ?? [])).toBe(margin > 0);
    }
  });
});
