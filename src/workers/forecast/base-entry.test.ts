import { describe, expect, it } from 'vitest';
import type { ForecastTarget } from '../../domain/forecast.ts';
import { readForecaster } from '../../numerics/forecast/learned/read-forecaster.ts';
import { Random } from '../../numerics/random.ts';
import { baseEntry } from './base-entry.ts';
import { FoldRecorder } from './fold-recorder.ts';
import { WorkSlices } from './work-slices.ts';

const ROOM: ForecastTarget = {
  id: 'room-temperature:home:hour',
  quantity: 'room-temperature',
  subject: { kind: 'site', id: 'home' },
  step: 'hour',
  horizon: 24,
  season: 24,
  unit: '°C',
};

/** A room whose days are alike but for some luck. */
function room(days: number): Float64Array {
  const random = new Random(1);
  const swing = (row: number) => 1.5 * Math.cos((2 * Math.PI * (row % 24)) / 24);
  return Float64Array.from({ length: days * 24 }, (_, row) => 21 - swing(row) + 0.2 * random.normal());
}

async function entry(values: Float64Array, target: ForecastTarget = ROOM) {
  const slices = new WorkSlices({
    clockMs: () => 0,
    rest: async () => {},
    gate: async () => {},
    pauseAfter: () => 0,
  });
  const folds = new FoldRecorder(values, target);
  const idOf = (kind: string) => `${target.id}/${kind}/3`;
  const base = await baseEntry({ data: { target }, ask: { seed: 5 }, idOf, slices, backend: 'plain' }, folds);
  return { base, folds, table: { target: values, past: [], ahead: [] } };
}

function finished<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

describe('the model that came with the app', () => {
  it('takes part by the name that it has in the registry, and its folds are kept', async () => {
    const { base, folds, table } = await entry(room(20));
    expect(base?.competitor.speaker).toEqual({
      kind: 'model',
      name: 'base net',
      modelId: 'room-temperature:home:hour/base-net/3',
    });
    const known = { ...table, target: table.target.subarray(0, 15 * 24) };
    const learnt = base && finished(base.competitor.learn(known));
    learnt?.forecastFrom(table, [15 * 24, 16 * 24]);
    const [fold] = folds.scores('base-net');
    expect(fold).toMatchObject({ count: 48 });
    expect(fold?.mae).toBeLessThan(0.6);
  });

  it('is kept tuned on the whole past, and says from what', async () => {
    const { base, table } = await entry(room(20));
    const [model, ...others] = (await base?.tuned(table)) ?? [];
    expect(others).toEqual([]);
    expect(model).toMatchObject({
      kind: 'base-net',
      parameters: { epochs: 4 },
      parent: { parentId: 'base/room-temperature/1', parentCard: { homes: 300, days: 40 } },
    });
    expect(model?.curve.length).toBeGreaterThan(0);
    const read = readForecaster(JSON.parse(JSON.stringify(model?.json)));
    const whole = base && finished(base.competitor.learn(table));
    expect([read.forecast(table)]).toEqual(whole?.forecastFrom(table, [table.target.length]));
    expect((await (await entry(room(20))).base?.tuned(table))?.[0]?.json).toEqual(model?.json);
  });

  it('is kept as it came where the past is too short to tune it', async () => {
    const { base, table } = await entry(room(6));
    expect((await base?.tuned(table))?.[0]).toMatchObject({ parameters: { epochs: 0 }, curve: [] });
  });

  it('costs the others nothing where it cannot learn, and is not there for what it does not know', async () => {
    const { base, table } = await entry(new Float64Array(20 * 24).fill(21));
    expect(await base?.tuned(table)).toEqual([]);
    expect((await entry(room(20), { ...ROOM, quantity: 'power' })).base).toBeUndefined();
  });
});
