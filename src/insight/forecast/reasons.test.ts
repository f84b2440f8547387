import { expect, it } from 'vitest';
import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import type { Learnt } from './competitor.ts';
import { forecastNow } from './forecast-now.ts';
import { forecastReasons } from './reasons.ts';
import type { TargetData } from './target-data.ts';

const HOUR_MS = 3_600_000;
const ROWS = 60;

const DATA: TargetData = {
  target: {
    id: 'power-price:home:hour',
    quantity: 'power-price',
    subject: { kind: 'site', id: 'home' },
    step: 'hour',
    horizon: 4,
    season: 24,
    unit: 'EUR/kWh',
  },
  startMs: 0,
  stepMs: HOUR_MS,
  values: Float64Array.from({ length: ROWS }, (_, row) => row % 24),
  covariates: [
    {
      name: 'wind',
      version: 1,
      values: Float64Array.from({ length: ROWS }, (_, row) => (row === ROWS - 1 ? 61 : 1)),
    },
    { name: 'idle', version: 1, values: Float64Array.from({ length: ROWS }, () => 5) },
  ],
  ahead: [
    {
      name: 'weekend',
      version: 1,
      values: Float64Array.from({ length: ROWS + 4 }, (_, row) => Number(row >= 30)),
    },
  ],
  exact: Float64Array.of(0.3, Number.NaN, Number.NaN, Number.NaN),
  exactBy: 'published',
};

/** Half of the wind goes off the price, two is added on weekends. */
const linear = {
  columns: ['wind', 'weekend', 'idle'],
  forecastFrom: (table: SeriesTable, origins: readonly number[]) =>
    origins.map((origin) =>
      new Float64Array(4).fill(
        10 -
          0.5 * (table.past[0]?.values[ROWS - 1] ?? 0) +
          2 * (table.ahead[0]?.values[Math.min(origin, ROWS) - 1] ?? 0),
      ),
    ),
};

/** The same one, telling its shares: of the wind, of the weekend at the step and now, and of its own last value. */
const explained = {
  ...linear,
  explain: () => ({
    base: 10,
    parts: [
      { name: '1 before', contribution: 1.5 },
      { name: 'wind', contribution: -30 },
      { name: 'weekend', contribution: 1 },
      { name: 'weekend now', contribution: 0.5 },
      { name: 'step', contribution: 0.25 },
    ],
  }),
};

function reasonsOf(
  data: TargetData,
  seats: Parameters<typeof forecastReasons>[1]['seats'],
  { model = linear, clockMs = () => 0 }: { readonly model?: Learnt; readonly clockMs?: () => number } = {},
) {
  const speakers = new Map<string, Learnt>([
    ['linear', model],
    ['seasonal naive', { forecastFrom: () => [new Float64Array(4)] }],
  ]);
  const errors = Array.from({ length: 30 }, () => new Float64Array(4).fill(1));
  const spoken = forecastNow(data, { seats, errors, spacing: 1 }, speakers, { madeAtMs: 0 });
  const telling = forecastReasons(data, { seats }, speakers, spoken, clockMs);
  for (;;) {
    const step = telling.next();
    if (step.done) return step.value;
  }
}

const MODEL = {
  fromStep: 1,
  toStep: 4,
  speaker: { kind: 'model', name: 'linear' },
  weights: { linear: 1 },
} as const;
const RULE = {
  fromStep: 1,
  toStep: 4,
  speaker: { kind: 'rule', name: 'seasonal naive' },
  weights: { 'seasonal naive': 1 },
} as const;

it('are what is published, and how far each feature moves the model from what it says usually', () => {
  const reasons = reasonsOf(DATA, [MODEL]);
  expect(reasons.map((reason) => (reason.kind === 'feature' ? reason.feature : reason.kind))).toEqual([
    'published',
    'wind',
    'weekend',
  ]);
  expect(reasons[0]).toEqual({ kind: 'published', untilMs: (ROWS + 1) * HOUR_MS });
  // Usually 2 (61 in one hour of sixty), now 61: half of the difference goes off.
  expect(reasons[1]).toMatchObject({ push: expect.closeTo(-29.5, 9), value: 61, method: 'occlusion' });
  expect(reasons[2]).toMatchObject({ push: expect.closeTo(2 * (1 - 31 / 61), 9) });
});

it('are the season of the rule where the rule speaks, and no feature', () => {
  const unpublished = { ...DATA, exact: new Float64Array(4).fill(Number.NaN) };
  expect(reasonsOf(unpublished, [RULE])).toEqual([{ kind: 'season', stepsAgo: 24 }]);
});

it('are the exact shares of a model that tells them, what its own past does as one', () => {
  const [, ...pushes] = reasonsOf(DATA, [MODEL], { model: explained });
  expect(pushes).toEqual([
    { kind: 'feature', feature: 'wind', value: 61, push: -30, method: 'shares' },
    { kind: 'own-past', push: 1.75 },
    { kind: 'feature', feature: 'weekend', value: 1, push: 1.5, method: 'shares' },
  ]);
});

it('of a mixture are the shares of its models, each by its part; a rule in it looks at no feature', () => {
  const weights = { linear: 0.25, 'seasonal naive': 0.75 };
  const mixture = { ...MODEL, speaker: { kind: 'mixture', name: 'mixture' } as const, weights };
  const [, wind] = reasonsOf(DATA, [mixture], { model: explained });
  expect(wind).toMatchObject({ feature: 'wind', push: -7.5, method: 'shares' });
});

it('are not waited for where exact shares take longer than 100 ms', () => {
  let nowMs = 0;
  const clockMs = () => {
    nowMs += 60;
    return nowMs;
  };
  const [, wind] = reasonsOf(DATA, [MODEL], { model: explained, clockMs });
  expect(wind).toMatchObject({ feature: 'wind', method: 'occlusion' });
});
