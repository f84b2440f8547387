import { describe, expect, it } from 'vitest';
import type { FittedForecaster } from '../../numerics/forecast/learned/forecaster.ts';
import { fitted } from '../../numerics/forecast/learned/forecaster.ts';
import { NET_DEFAULTS, NetForecaster } from '../../numerics/forecast/learned/net-forecaster.ts';
import { CONVOLUTION_NET } from '../../numerics/nets/net-presets.ts';
import { Random } from '../../numerics/random.ts';
import { holdContest } from './contest.ts';
import type { Speakers } from './forecast-now.ts';
import { ownCompetitors } from './own-competitors.ts';
import { loadTarget, saveTarget } from './saved-outcome.ts';
import { seriesOfTarget } from './series-of-target.ts';
import type { TargetData } from './target-data.ts';

const random = new Random(2);
const DATA: TargetData = {
  target: {
    id: 'fees:BTC:day',
    quantity: 'fees',
    subject: { kind: 'coin', id: 'BTC' },
    step: 'day',
    horizon: 7,
    season: 1,
    unit: 'BTC/block',
  },
  startMs: 0,
  stepMs: 86_400_000,
  values: Float64Array.from({ length: 90 }, (_, row) => (row === 50 ? Number.NaN : 1 + random.uniform())),
  covariates: [
    { name: 'mempool', version: 2, values: Float64Array.from({ length: 90 }, () => random.normal()) },
  ],
  ahead: [],
  exact: new Float64Array(7).fill(Number.NaN),
  exactBy: 'protocol',
};

function outcome() {
  const contest = holdContest(DATA, { competitors: ownCompetitors(DATA), heldAtMs: 7 });
  for (;;) {
    const step = contest.next();
    if (step.done) return step.value;
  }
}

function net(): FittedForecaster {
  const training = { ...NET_DEFAULTS.training, epochs: 1 };
  const options = {
    ...NET_DEFAULTS,
    training,
    name: 'temporal convolution',
    design: CONVOLUTION_NET,
    lookBack: 8,
  };
  const tables = [seriesOfTarget(DATA)];
  return fitted(new NetForecaster(options), tables, { horizon: 7, random: new Random(1) });
}

describe('a forecast kept as a file', () => {
  const held = outcome();
  const model = net();
  const speakers: Speakers = new Map([
    ['temporal convolution', { fitted: model, forecastFrom: () => [] }],
    ['persistence', { forecastFrom: () => [] }],
  ]);
  const text = saveTarget(DATA, held, speakers);

  it('reads back as it was, and says the same', () => {
    const read = loadTarget(text, DATA);
    expect(read.outcome).toEqual(held);
    expect([...read.speakers.keys()]).toEqual(['temporal convolution']);
    const table = seriesOfTarget(DATA);
    expect(read.speakers.get('temporal convolution')?.forecastFrom(table, [90])).toEqual([
      model.forecast(table),
    ]);
  });

  it('is refused where it is damaged, of another target, or of other features, in a plain sentence', () => {
    const other = { ...DATA, covariates: [] };
    expect(() => loadTarget(text, other)).toThrow('lacking: "mempool v2"');
    expect(() => loadTarget(text.slice(0, -9), DATA)).toThrow('it is no JSON');
    expect(() => loadTarget('{"kind":"other"}', DATA)).toThrow('it is no forecast of this version');
    expect(() => loadTarget(text.replace('"spacing"', '"spaced"'), DATA)).toThrow('a part of it is missing');
    const target = { ...DATA.target, id: 'fees:LTC:day' };
    expect(() => loadTarget(text, { ...DATA, target })).toThrow('it is of "fees:BTC:day"');
  });
});
