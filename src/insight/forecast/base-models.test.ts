import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ForecastTarget } from '../../domain/forecast.ts';
import { FittedNet } from '../../numerics/forecast/learned/fitted-net.ts';
import { ForecastError } from '../../numerics/forecast/learned/forecast-error.ts';
import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { readNetModel } from '../../numerics/forecast/learned/net-json.ts';
import { Random } from '../../numerics/random.ts';
import { BASE_MODELS, BASE_NET, baseCompetitors, onScaleOf } from './base-models.ts';
import { simpleRules } from './classical-competitors.ts';
import { holdContest } from './contest.ts';
import type { TargetData } from './target-data.ts';

const HORIZON = 24;

/** A room whose days are alike but for some luck, by the hour. */
function room(days: number, { meanC = 21, dayK = 1.5, seed = 1 } = {}): SeriesTable {
  const random = new Random(seed);
  const turned = (row: number) => (2 * Math.PI * (row % 24)) / 24;
  const rows = days * 24;
  return {
    target: Float64Array.from(
      { length: rows },
      (_, row) => meanC - dayK * Math.cos(turned(row)) + 0.2 * random.normal(),
    ),
    past: [],
    ahead: [],
  };
}

const target = (changes: Partial<ForecastTarget> = {}): ForecastTarget => ({
  id: 'room-temperature:home:hour',
  quantity: 'room-temperature',
  subject: { kind: 'site', id: 'home' },
  step: 'hour',
  horizon: HORIZON,
  season: 24,
  unit: '°C',
  ...changes,
});

const random = () => new Random(3);

async function ofRooms() {
  const [competitor] = await baseCompetitors(target(), random);
  if (!competitor) throw new Error('no base model of rooms is shipped');
  return competitor;
}

async function learnt(known: SeriesTable) {
  const { learn } = await ofRooms();
  const learning = learn(known);
  for (;;) {
    const step = learning.next();
    if (step.done) return step.value;
  }
}

describe('base models', () => {
  it('take part where their quantity is forecast by the hour, and nowhere else', async () => {
    expect((await ofRooms()).speaker).toEqual({ kind: 'model', name: BASE_NET });
    const others = [{ step: 'day' }, { horizon: 48 }, { quantity: 'outdoor-temperature' }] as const;
    for (const other of others) expect(await baseCompetitors(target(other), random)).toEqual([]);
  });

  it('say the same of the same room in degrees of any size', async () => {
    const model = readNetModel(await BASE_MODELS[0]?.load());
    const own = room(6);
    const said = new FittedNet(onScaleOf(model, own.target)).forecast(own);
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1000, noNaN: true }),
        fc.double({ min: -500, max: 500, noNaN: true }),
        (a, b) => {
          const other = { ...own, target: own.target.map((value) => a * value + b) };
          const there = new FittedNet(onScaleOf(model, other.target)).forecast(other);
          for (const [step, value] of said.entries())
            expect(((there[step] ?? Number.NaN) - b) / a).toBeCloseTo(value, 2);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([6, 15])(
    'foresee the day of a room that they know for %i days, by what was known then',
    async (days) => {
      const whole = room(days + 3);
      const rows = days * 24;
      const known = { ...whole, target: whole.target.subarray(0, rows) };
      const { forecastFrom } = await learnt(known);
      const [said = new Float64Array()] = forecastFrom(whole, [rows + 24]);
      const errors = said.map((value, step) => Math.abs(value - (whole.target[rows + 24 + step] ?? 0)));
      expect(errors.reduce((sum, each) => sum + each, 0) / HORIZON).toBeLessThan(0.6);
      const later = { ...whole, target: whole.target.map((value, row) => (row < rows + 24 ? value : 99)) };
      expect(forecastFrom(later, [rows + 24])).toEqual([said]);
    },
  );

  it('take part in a contest as others do, and speak only where they win', async () => {
    const { target: values } = room(24);
    const data: TargetData = {
      target: target(),
      startMs: 0,
      stepMs: 3_600_000,
      values,
      covariates: [],
      ahead: [],
      exact: new Float64Array(HORIZON).fill(Number.NaN),
      exactBy: 'published',
    };
    const competitors = [...simpleRules(data.target), await ofRooms()];
    const contest = holdContest(data, { competitors, heldAtMs: 0 });
    let step = contest.next();
    while (!step.done) step = contest.next();
    const { bands } = step.value.contest;
    expect(bands.length).toBeGreaterThan(0);
    for (const { entries, speaker } of bands) {
      const own = entries.find((entry) => entry.speaker.name === BASE_NET);
      expect(own?.scores.mase).toBeLessThan(1);
      expect(own?.verdict === 'speaks').toBe(speaker.name === BASE_NET);
    }
  });

  it('say why they cannot speak', async () => {
    const kindOf = async (known: SeriesTable) => {
      try {
        await learnt(known);
      } catch (error) {
        if (error instanceof ForecastError) return error.kind;
        throw error;
      }
      return 'nothing';
    };
    const own = room(6);
    expect(await kindOf({ ...own, target: own.target.map(() => 21) })).toBe('constant-target');
    expect(await kindOf({ ...own, target: own.target.map(() => Number.NaN) })).toBe('too-little-data');
  });
});
