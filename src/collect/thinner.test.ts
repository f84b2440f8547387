import { describe, expect, it } from 'vitest';
import type { Thinning, ThinningReason } from '../domain/retention.ts';
import type { BrowserSpace } from '../store/browser-space.ts';
import type { ThinningOptions } from '../store/thinning.ts';
import { Thinner } from './thinner.ts';

const HOUR = 3_600_000;
const ROOMY: BrowserSpace = { usageBytes: 100, quotaBytes: 1_000 };
const CROWDED: BrowserSpace = { usageBytes: 850, quotaBytes: 1_000 };
const CALM = { budgetMb: undefined, refused: false };

/** A thinner over a store that always finds something to let go, for the reason it was asked. */
function opened() {
  const world = { nowMs: 0, space: ROOMY, isFull: false };
  const asked: ThinningOptions[] = [];
  let logged: readonly Thinning[] = [];
  const thinner = new Thinner({
    nowMs: () => world.nowMs,
    space: async () => world.space,
    telemetry: {
      async thin(options) {
        asked.push(options);
        const reason: ThinningReason = options.space ? 'space' : 'age';
        return [{ atMs: options.nowMs, reason, freedBytes: 1, untilMs: {} }];
      },
    },
    log: {
      latest: async () => logged,
      async add(thinnings) {
        if (world.isFull) throw new Error('full');
        logged = [...thinnings, ...logged];
      },
    },
  });
  return { world, asked, thinner, logged: () => logged };
}

describe('history', () => {
  it('is thinned once a day', async () => {
    const { world, asked, thinner } = opened();
    for (let hour = 0; hour < 30; hour += 1) {
      world.nowMs = hour * HOUR;
      await thinner.turn(CALM);
    }
    expect(asked.map(({ nowMs }) => nowMs / HOUR)).toEqual([0, 24]);
  });

  it('is thinned at once when its owner sets another budget', async () => {
    const { world, asked, thinner } = opened();
    await thinner.turn(CALM);
    world.nowMs = HOUR;
    await thinner.turn({ ...CALM, budgetMb: 200 });
    expect(asked.at(-1)).toMatchObject({ nowMs: HOUR, budgetBytes: 200e6 });
    await thinner.turn({ ...CALM, budgetMb: 200 });
    expect(asked).toHaveLength(2);
  });

  it('makes room before the browser’s runs out, and does not go on because the browser still counts it as used', async () => {
    const { world, asked, thinner, logged } = opened();
    await thinner.turn(CALM);
    world.space = CROWDED;
    for (let hour = 1; hour < 24; hour += 1) {
      world.nowMs = hour * HOUR;
      await thinner.turn(CALM);
    }
    expect(asked.map(({ space }) => space)).toEqual([undefined, { ...CROWDED, refused: false }]);
    expect(logged().map(({ reason }) => reason)).toEqual(['space', 'age']);
  });

  it('makes room where a write was refused, at most once an hour, even if it cannot be noted down', async () => {
    const { world, asked, thinner } = opened();
    await thinner.turn(CALM);
    world.isFull = true;
    for (const minutes of [1, 10, 50, 70]) {
      world.nowMs = (minutes * HOUR) / 60;
      const turn = thinner.turn({ ...CALM, refused: true });
      if (minutes === 1 || minutes === 70) await expect(turn).rejects.toThrow('full');
      else await turn;
    }
    expect(asked.map(({ nowMs }) => nowMs / 60_000)).toEqual([0, 1, 70]);
  });
});
