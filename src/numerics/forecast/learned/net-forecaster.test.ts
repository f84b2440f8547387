import { describe, expect, it } from 'vitest';
import { DRIVEN_HORIZON, drivenTable, upTo } from '../../../../tests/support/forecaster-cases.ts';
import {
  expectDamageFound,
  expectExplained,
  expectLackTold,
  expectNoLookAhead,
  expectResumes,
  expectRoundTrip,
  expectSeeded,
  learnt,
  missShare,
} from '../../../../tests/support/forecaster-laws.ts';
import { wasmBackend } from '../../nets/backend-processor.ts';
import type { NetDesign } from '../../nets/net-design.ts';
import { TRAINING_DEFAULTS } from '../../nets/train-net.ts';
import { Random } from '../../random.ts';
import { fitted } from './forecaster.ts';
import { NET_DEFAULTS, NetForecaster } from './net-forecaster.ts';
import { readForecaster } from './read-forecaster.ts';

const DESIGNS: readonly NetDesign[] = [
  { kind: 'recurrent', units: [12], dropout: 0.1, recurrentDropout: 0.1, highway: true },
  { kind: 'convolution', channels: [8, 8], taps: 3, dropout: 0.1, highway: true },
  {
    kind: 'transformer',
    width: 8,
    heads: 2,
    hidden: 16,
    layers: 1,
    patch: 4,
    dropout: 0.1,
    highway: true,
  },
];

function small(design: NetDesign, epochs: number): NetForecaster {
  const training = { ...TRAINING_DEFAULTS, epochs, learningRate: 0.01 };
  return new NetForecaster({ ...NET_DEFAULTS, name: design.kind, design, lookBack: 24, training });
}

describe.each(DESIGNS)('a forecaster by a $kind net', (design) => {
  const model = learnt(small(design, 12), 400, [0.9, 0.1]);

  it('learns from what was and from what is published ahead', () => {
    expect(missShare(model)).toBeLessThan(0.4);
    const maes = model.curve.map(({ errors }) => errors?.mae ?? Number.NaN);
    expect(Math.min(...maes)).toBeLessThan(0.8 * (maes[0] ?? 0));
  });

  it('knows nothing of what comes later', () => expectNoLookAhead(model));
  it('is the same when it was written and read again', () => expectRoundTrip(model));
  it('says what its forecasts rest on', () => expectExplained(model));
  it('is not read where it is damaged', () => expectDamageFound(model));
  it('goes on from a checkpoint as if it had never stopped', () => expectResumes(small(design, 3)));
  it('is the same again from the same seed', () => expectSeeded(small(design, 3)));
  it('lacks the newest rows where they are empty', () => expectLackTold(small(design, 1)));

  it('says quantiles in their order, and most of what comes lies between them', () => {
    const table = drivenTable(480);
    let inside = 0;
    for (let row = 410; row < 470; row++) {
      const [high = new Float64Array(), low = new Float64Array()] = model.quantiles(upTo(table, row));
      for (const [step, value] of high.entries()) {
        expect(value).toBeGreaterThanOrEqual(low[step] ?? Number.NaN);
        const came = table.target[row + step] ?? Number.NaN;
        inside += Number(came <= value && came >= (low[step] ?? Number.NaN));
      }
    }
    expect(inside / (60 * DRIVEN_HORIZON)).toBeGreaterThan(0.6);
  });
});

describe('a forecaster by a net', () => {
  const [design] = DESIGNS;
  if (!design) throw new TypeError('there is no design');

  it('says how many rows it lacks', () => {
    const forecaster = small(design, 1);
    const needed = forecaster.rowsNeeded(DRIVEN_HORIZON);
    const learnFrom = (rows: number) =>
      fitted(forecaster, [drivenTable(rows)], { horizon: DRIVEN_HORIZON, random: new Random(1) });
    expect(() => learnFrom(needed - 5)).toThrow(
      `There are ${needed - 5} values, and ${needed} are needed: 5 more.`,
    );
    expect(learnFrom(needed).forecast(drivenTable(24))).toHaveLength(DRIVEN_HORIZON);
    expect(() => learnFrom(needed).forecast(drivenTable(23))).toThrow(
      'There are 23 values, and 24 are needed',
    );
  });

  it('learns the same on a backend as by itself', async () => {
    const table = drivenTable(300);
    const own = fitted(small(design, 2), [table], { horizon: DRIVEN_HORIZON, random: new Random(7) });
    const training = small(design, 2).fitOn([table], { horizon: DRIVEN_HORIZON, seed: 7 }).on(wasmBackend);
    let step = await training.next();
    while (!step.done) step = await training.next();
    expect(step.value.forecast(table)).toEqual(own.forecast(table));
  });

  it('begins where another model left off', () => {
    const first = learnt(small(design, 6));
    const options = { horizon: DRIVEN_HORIZON, random: new Random(5), begin: first.toJson() };
    const tuned = fitted(small(design, 1), [drivenTable(300, 2)], options);
    const fresh = fitted(small(design, 1), [drivenTable(300, 2)], { ...options, begin: undefined });
    expect(tuned.curve[0]?.validationLoss).toBeLessThan(fresh.curve[0]?.validationLoss ?? 0);
    const renamed = { ...drivenTable(300), past: [] };
    expect(() => fitted(small(design, 1), [renamed], options)).toThrow('lacking: "idle"');
  });

  it('is not read where it would take all memory there is', () => {
    const json = learnt(small(design, 1), 200).toJson();
    const units = new Array(16).fill(4096);
    expect(() => readForecaster({ ...json, lookBack: 20_000, design: { ...design, units } })).toThrow(
      'The model cannot be read: its net is larger than any that is trained here.',
    );
  });

  it('speaks across gaps in what it is told', () => {
    const table = drivenTable(400);
    const model = learnt(small(design, 4));
    const gappy = { ...table, target: table.target.slice().fill(Number.NaN, 390, 400) };
    expect(model.forecast(gappy).every(Number.isFinite)).toBe(true);
    // Longer than it looks back: the last known value still counts.
    const lost = { ...table, target: table.target.slice().fill(Number.NaN, 360, 400) };
    expect(model.forecastFrom(lost, [300, 400])[1]).toEqual(model.forecast(lost));
    expect(Math.abs((model.forecast(lost)[0] ?? 0) - (table.target[359] ?? 0))).toBeLessThan(10);
  });
});
