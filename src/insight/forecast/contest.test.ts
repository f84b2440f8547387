import { describe, expect, it } from 'vitest';
import type { ForecastQuantity, ForecastTarget } from '../../domain/forecast.ts';
import { Random } from '../../numerics/random.ts';
import { classicalCompetitors, simpleRules } from './classical-competitors.ts';
import { plainCompetitor } from './competitor.ts';
import { type ContestOutcome, holdContest } from './contest.ts';
import { replay } from './replay.ts';
import { seriesOfTarget } from './series-of-target.ts';
import type { TargetData } from './target-data.ts';

const HOUR_MS = 3_600_000;

function dataOf(quantity: ForecastQuantity, step: 'hour' | 'day', values: ArrayLike<number>): TargetData {
  const walks = quantity === 'price';
  const target: ForecastTarget = {
    id: `${quantity}:x:${step}`,
    quantity,
    subject: { kind: 'coin', id: 'x' },
    step,
    horizon: step === 'hour' ? 24 : 7,
    season: walks ? 1 : step === 'hour' ? 24 : 7,
    unit: '',
  };
  return {
    target,
    startMs: 0,
    stepMs: step === 'hour' ? HOUR_MS : 24 * HOUR_MS,
    values: Float64Array.from(values),
    covariates: [],
    ahead: [],
    exact: new Float64Array(target.horizon).fill(Number.NaN),
    exactBy: 'published',
  };
}

function held(data: TargetData, options: Partial<Parameters<typeof holdContest>[1]> = {}): ContestOutcome {
  const competitors = [...simpleRules(data.target), ...classicalCompetitors(data.target)];
  const contest = holdContest(data, { competitors, heldAtMs: 0, ...options });
  return ended(contest);
}

function ended<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

function walk(random: Random, rows: number, spread: (row: number) => number): Float64Array {
  let level = 10;
  return Float64Array.from({ length: rows }, (_, row) => {
    level += spread(row) * random.normal();
    return Math.exp(level);
  });
}

function waves(random: Random, rows: number): Float64Array {
  let rest = 0;
  return Float64Array.from({ length: rows }, (_, row) => {
    rest = 0.8 * rest + random.normal();
    return 20 + 4 * Math.sin((2 * Math.PI * row) / 24) + rest;
  });
}

describe('the contest', () => {
  it('of a random walk is won by the simple rule, but for one time of twenty', () => {
    const worlds = 40;
    let promoted = 0;
    for (let world = 0; world < worlds; world++) {
      const random = new Random(world);
      const values = walk(random, 240, (row) => (row % 80 < 40 ? 0.01 : 0.04));
      const { seats } = held(dataOf('price', 'day', values));
      promoted += Number(seats.some(({ speaker }) => speaker.kind !== 'rule'));
    }
    // 5 % of 40 are 2; 6 or more would come by chance once in seventy.
    expect(promoted).toBeLessThanOrEqual(5);
  }, 60_000);

  it('of days that are alike with a rest that lingers is won by a model, by what it saves', () => {
    const { contest, seats } = held(dataOf('room-temperature', 'hour', waves(new Random(1), 1500)));
    expect(seats.map(({ speaker }) => speaker.kind)).not.toContain('rule');
    for (const { entries, speaker } of contest.bands) {
      const winner = entries.find(({ verdict }) => verdict === 'speaks');
      const rule = entries.find(({ verdict }) => verdict === 'is-rule');
      expect(winner?.speaker).toEqual(speaker);
      expect(winner?.p).toBeLessThan(0.05);
      expect(winner?.scores.mase).toBeLessThan(rule?.scores.mase ?? 0);
      expect(winner?.scores.coverage80).toBeGreaterThan(0.7);
      expect(winner?.scores.coverage95).toBeGreaterThan(0.88);
    }
  }, 60_000);

  it('looks at nothing that came later: another future leaves every earlier forecast as it was', () => {
    const values = waves(new Random(2), 700);
    const data = dataOf('room-temperature', 'hour', values);
    const table = seriesOfTarget(data);
    const later = seriesOfTarget({
      ...data,
      values: values.map((value, row) => (row < 500 ? value : 1e6 - value)),
    });
    for (const competitor of [...simpleRules(data.target), ...classicalCompetitors(data.target)]) {
      const origins = [420, 461, 500];
      const told = ended(replay(competitor, table, origins, 24));
      expect(told.said.every((steps) => steps.every(Number.isFinite))).toBe(true);
      expect(ended(replay(competitor, later, origins, 24))).toEqual(told);
    }
  });

  it('lets the rule stand in where a model fails, and says why it failed', () => {
    const data = dataOf(
      'price',
      'day',
      walk(new Random(3), 120, () => 0.02),
    );
    const broken = plainCompetitor({ kind: 'model', name: 'broken' }, 1, 7, () => {
      throw new TypeError('no weights');
    });
    const hungry = plainCompetitor({ kind: 'model', name: 'hungry' }, 5_000, 7, () => new Float64Array(7));
    const { contest } = held(data, { competitors: [...simpleRules(data.target), broken, hungry] });
    for (const { entries, speaker } of contest.bands) {
      expect(speaker.name).toBe('persistence');
      const of = (name: string) => entries.find((entry) => entry.speaker.name === name);
      expect(of('broken')).toMatchObject({ verdict: 'failed', detail: 'No weights.' });
      expect(of('broken')?.scores.mae).toBeNaN();
      expect(of('hungry')?.verdict).toBe('too-little-data');
    }
  });

  it('is held over gaps: single hours and a weekend', () => {
    const random = new Random(5);
    const values = waves(random, 900).map((value, row) =>
      (row > 300 && row < 350) || random.uniform() < 0.12 ? Number.NaN : value,
    );
    const { contest } = held(dataOf('room-temperature', 'hour', values));
    for (const { entries } of contest.bands)
      for (const { verdict, scores } of entries) {
        expect(['too-little-data', 'failed']).not.toContain(verdict);
        expect(scores.mase).toBeLessThan(3);
      }
  }, 60_000);

  it('vetoes a model that misses less but would have cost money', () => {
    // Runs where more than 1 is earned: the model is nearer each time, and on the wrong side of 1.
    const random = new Random(4);
    const values = Float64Array.from({ length: 200 }, () => 1.02 + 0.001 * random.normal());
    const data = { ...dataOf('price', 'day', values) };
    const target = { ...data.target, quantity: 'earnings' as const };
    const nearer = plainCompetitor({ kind: 'model', name: 'timid' }, 1, 7, () =>
      new Float64Array(7).fill(Math.log(0.99)),
    );
    const farther = plainCompetitor({ kind: 'rule', name: 'bold' }, 1, 7, () =>
      new Float64Array(7).fill(Math.log(1000)),
    );
    const ask = { competitors: [farther, nearer], terms: { costPerUnit: 1, units: 10 } };
    const { contest } = held({ ...data, target }, ask);
    for (const { entries, speaker } of contest.bands) {
      expect(speaker.name).toBe('bold');
      expect(entries[0]?.gainPerDay?.mean).toBeCloseTo(-0.2, 1);
      expect(entries[0]?.detail).toContain('would have earned less');
    }
    expect(contest.decision).toBe('run-or-rest');
    const free = held({ ...data, target }, { ...ask, terms: {} });
    expect(free.seats[0]?.speaker.name).toBe('timid');
    expect(free.contest.decision).toBeUndefined();
  });

  it('is not held on too little, on nothing, or on what never changes', () => {
    const of = (values: ArrayLike<number>) => () => held(dataOf('price', 'day', values));
    expect(of(new Float64Array(30).fill(2))).toThrow('There are 30 values of the past, and 58 are needed.');
    expect(of(new Float64Array(90).fill(Number.NaN))).toThrow('Nobody tells it');
    expect(of(new Float64Array(90).fill(2))).toThrow('It never changed from 2');
    expect(of(Float64Array.of(...new Float64Array(89).fill(2), Number.POSITIVE_INFINITY))).toThrow(
      'infinite',
    );
  });
});
