import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { shareOfHits, wilsonInterval } from './share-interval.ts';

describe('the interval of a share', () => {
  it.each([
    [81, 263, 0.2552885198782742, 0.3662095769828],
    [0, 20, 0, 0.16112515805281935],
    [1, 29, 0.006113214292762667, 0.17175521879320282],
  ])(
    'of %d in %d is the published one (Newcombe, Statistics in Medicine 17, 1998)',
    (hits, count, low, high) => {
      const [from, to] = wilsonInterval(hits / count, count, 0.95);
      expect(from).toBeCloseTo(low, 12);
      expect(to).toBeCloseTo(high, 12);
    },
  );

  it('holds the truth as often as it says for forecasts of a week made each day, and a plain one would not', () => {
    let [held, plain] = [0, 0];
    const worlds = 200;
    for (let world = 0; world < worlds; world++) {
      const random = new Random(world);
      const shocks = Array.from({ length: 406 }, () => random.normal());
      const hits = Array.from({ length: 400 }, (_, at) =>
        Number(shocks.slice(at, at + 7).reduce((sum, one) => sum + one, 0) > 0),
      );
      const { low, high, share } = shareOfHits(hits, 7);
      held += Number(low <= 0.5 && high >= 0.5);
      const [from, to] = wilsonInterval(share, 400, 0.95);
      plain += Number(from <= 0.5 && to >= 0.5);
    }
    expect(held / worlds).toBeGreaterThan(0.88);
    expect(plain / worlds).toBeLessThan(0.75);
  });

  it('of hits alone counts those that share steps as one', () => {
    const { count, effectiveCount, high, low } = shareOfHits(new Float64Array(70).fill(1), 7);
    expect([count, effectiveCount, high]).toEqual([70, 10, 1]);
    expect(low).toBeCloseTo(wilsonInterval(1, 10, 0.95)[0], 12);
    expect(shareOfHits([], 1).share).toBeNaN();
  });
});
