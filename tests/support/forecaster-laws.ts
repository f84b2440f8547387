import { expect } from 'vitest';
import { ForecastError } from '../../src/numerics/forecast/learned/forecast-error.ts';
import {
  type FitCheckpoint,
  type FittedForecaster,
  type Forecaster,
  fitted,
} from '../../src/numerics/forecast/learned/forecaster.ts';
import { readForecaster } from '../../src/numerics/forecast/learned/read-forecaster.ts';
import { Random } from '../../src/numerics/random.ts';
import { DRIVEN_HORIZON, drivenTable, upTo } from './forecaster-cases.ts';

const horizon = DRIVEN_HORIZON;

/** Learns from a made-up table. */
export function learnt(forecaster: Forecaster, rows = 400, levels: readonly number[] = []): FittedForecaster {
  return fitted(forecaster, [drivenTable(rows)], { horizon, random: new Random(3), levels });
}

/** How far a forecaster misses on rows that it has not learnt from, over how far "same as now" does. */
export function missShare(model: FittedForecaster): number {
  const table = drivenTable(520);
  const origins = Array.from({ length: 100 }, (_, place) => 410 + place);
  let own = 0;
  let rule = 0;
  for (const [place, said] of model.forecastFrom(table, origins).entries())
    for (const [step, value] of said.entries()) {
      const origin = origins[place] ?? 0;
      const came = table.target[origin + step] ?? Number.NaN;
      own += Math.abs(value - came);
      rule += Math.abs((table.target[origin - 1] ?? Number.NaN) - came);
    }
  return own / rule;
}

/** What is said from inside of a table knows nothing of what comes later. */
export function expectNoLookAhead(model: FittedForecaster): void {
  const table = drivenTable(430);
  const origins = [350, 391, 417];
  const said = model.forecastFrom(table, origins);
  for (const [place, origin] of origins.entries())
    expect(said[place]).toEqual(model.forecast(upTo(table, origin)));
}

/** A model that was written and read again says the same, bit for bit. */
export function expectRoundTrip(model: FittedForecaster): void {
  const table = drivenTable(430);
  const again = readForecaster(JSON.parse(JSON.stringify(model.toJson())));
  expect(again.kind).toBe(model.kind);
  expect(again.curve).toEqual(model.curve);
  expect(again.levels).toEqual(model.levels);
  expect(again.forecast(table)).toEqual(model.forecast(table));
  expect(again.quantiles(table)).toEqual(model.quantiles(table));
  expect(again.toJson()).toEqual(model.toJson());
}

/** Shares add up to what is said, and what is published ahead has more of them than what says nothing. */
export function expectExplained(model: FittedForecaster): void {
  let published = 0;
  let idle = 0;
  for (let row = 400; row < 420; row++) {
    const table = upTo(drivenTable(430), row);
    const said = model.forecast(table);
    for (const step of [0, horizon - 1]) {
      const { base, parts } = model.explain(table, step);
      const sum = parts.reduce((total, { contribution }) => total + contribution, base);
      expect(sum).toBeCloseTo(said[step] ?? Number.NaN, 4);
      const shareOf = (name: string) => Math.abs(parts.find((part) => part.name === name)?.contribution ?? 0);
      published += shareOf('published');
      idle += shareOf('idle');
    }
  }
  expect(published).toBeGreaterThan(3 * idle);
}

/** Whatever part of a stored model is taken away or spoilt, reading it is an error that says so, or leaves a model. */
export function expectDamageFound(model: FittedForecaster): void {
  const table = drivenTable(430);
  const text = JSON.stringify(model.toJson());
  const random = new Random(8);
  let found = 0;
  for (let attempt = 0; attempt < 60; attempt++) {
    const json: unknown = JSON.parse(text);
    spoil(json, random);
    try {
      readForecaster(json).forecast(table);
    } catch (error) {
      expect(error).toBeInstanceOf(ForecastError);
      found += 1;
    }
  }
  expect(found).toBeGreaterThan(5);
}

/** Training that stopped at any checkpoint and went on ends with just the model that came without a break. */
export function expectResumes(forecaster: Forecaster): void {
  const tables = [drivenTable(300)];
  const kept: FitCheckpoint[] = [];
  const training = forecaster.fit(tables, { horizon, random: new Random(3) });
  let step = training.next();
  for (; !step.done; step = training.next())
    if (step.value.checkpoint) kept.push(structuredClone(step.value.checkpoint()));
  expect(kept.length).toBeGreaterThan(1);
  for (const resume of [kept[0], kept.at(-1)])
    if (resume) {
      const again = fitted(forecaster, tables, { horizon, random: new Random(99), resume });
      expect(again.toJson()).toEqual(step.value.toJson());
    }
  const [resume] = kept;
  if (resume)
    expect(() => fitted(forecaster, [drivenTable(301)], { horizon, random: new Random(3), resume })).toThrow(
      'another training',
    );
}

/** The same seed and past give the same model, to the bit, however often it is trained. */
export function expectSeeded(forecaster: Forecaster): void {
  const [first, again] = [learnt(forecaster, 200, [0.1, 0.9]), learnt(forecaster, 200, [0.1, 0.9])];
  expect(again.toJson()).toEqual(first.toJson());
}

/** A past whose newest rows are empty is too little, however long it is, and that is said by a number that can be. */
export function expectLackTold(forecaster: Forecaster): void {
  const table = drivenTable(400);
  const silent = { ...table, target: table.target.slice().fill(Number.NaN, 250) };
  expect(() => fitted(forecaster, [silent], { horizon, random: new Random(3) })).toThrow(
    'There are 0 values, and',
  );
}

/** Takes one thing out of JSON, or puts another in its place. */
function spoil(json: unknown, random: Random): void {
  let at = Object(json);
  for (;;) {
    const keys = Object.keys(at);
    const key = keys[Math.floor(random.uniform() * keys.length)] ?? '';
    const child = Object(at)[key];
    const isDeep = typeof child === 'object' && child !== null && Object.keys(child).length > 0;
    if (isDeep && random.uniform() < 0.9) {
      at = child;
      continue;
    }
    const kind = Math.floor(random.uniform() * 4);
    if (kind === 0) delete at[key];
    else at[key] = [null, 'damaged', -7e9][kind - 1];
    return;
  }
}
