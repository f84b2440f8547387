import type { Contest, ContestEntry, ForecastScores, ForecastTarget } from '../../src/domain/forecast.ts';
import type { ModelKind, ModelRecord, ModelStatus } from '../../src/domain/model-record.ts';
import type { ModelExplanation } from '../../src/workers/forecast-api.ts';

const DAY_MS = 86_400_000;

/** Scores as of a forecaster that misses by so much. */
export function fakeScores(mase: number): ForecastScores {
  return {
    count: 240,
    mae: 0.002 * mase,
    mse: 4e-6 * mase,
    rmse: 0.0026 * mase,
    mapePercent: 4.1 * mase,
    smapePercent: 4 * mase,
    mase,
    r2: 1 - 0.3 * mase,
    bias: -0.0001,
    direction: { share: 0.54, low: 0.48, high: 0.6, baseRate: 0.52, count: 240 },
    coverage80: 0.79,
    coverage95: 0.95,
    meanWidth80: 0.006,
  };
}

/** A contest that the simple rule wins, but for the price of power and the air, where a model does. */
export function fakeContest(target: ForecastTarget, nowMs: number): Contest {
  const isRhythmic = target.season > 1;
  const rule: ContestEntry = {
    speaker: { kind: 'rule', name: isRhythmic ? 'seasonal naive' : 'persistence' },
    scores: fakeScores(1),
    verdict: 'is-rule',
  };
  const trees: ContestEntry = {
    speaker: { kind: 'model', name: 'boosted trees', modelId: `${target.id}/boosted-trees/2` },
    scores: fakeScores(isRhythmic ? 0.81 : 1.04),
    p: isRhythmic ? 0.004 : 0.83,
    gainPerDay: { mean: isRhythmic ? 0.04 : -0.01, low80: -0.02, high80: 0.07 },
    verdict: isRhythmic ? 'speaks' : 'loses',
  };
  const net: ContestEntry = {
    speaker: { kind: 'model', name: 'recurrent net', modelId: `${target.id}/recurrent-net/1` },
    scores: { ...fakeScores(Number.NaN), mae: Number.NaN, coverage80: Number.NaN },
    p: Number.NaN,
    verdict: 'too-little-data',
    detail: '61 of 120 days known',
  };
  const entries = isRhythmic ? [trees, rule, net] : [rule, trees, net];
  const half = Math.ceil(target.horizon / 4);
  const [best = rule] = entries;
  const band = (fromStep: number, toStep: number) => ({ fromStep, toStep, speaker: best.speaker, entries });
  return {
    targetId: target.id,
    heldAtMs: nowMs - DAY_MS / 2,
    fromMs: nowMs - 61 * DAY_MS,
    toMs: nowMs,
    origins: 61,
    bands: [band(1, half), band(half + 1, target.horizon)],
    decision: target.quantity === 'power-price' ? 'cheap-hours' : undefined,
    residuals: { ljungBoxP: 0.31, biasP: 0.62, uniformP: 0.03 },
  };
}

/** Four models of two targets, in as many states. */
export function fakeModels(nowMs: number): readonly ModelRecord[] {
  return [
    fakeModel('power-price:home:hour', 'boosted-trees', 2, 'champion', nowMs),
    fakeModel('power-price:home:hour', 'boosted-trees', 1, 'archived', nowMs - 9 * DAY_MS),
    fakeModel('price:BTC:day', 'boosted-trees', 2, 'shadow', nowMs - DAY_MS),
    fakeModel('price:BTC:day', 'recurrent-net', 1, 'candidate', nowMs - DAY_MS),
  ];
}

function fakeModel(
  targetId: string,
  kind: ModelKind,
  version: number,
  status: ModelStatus,
  createdAtMs: number,
): ModelRecord {
  const won = { kind: 'won', mase: 0.81, ruleMase: 1, p: 0.004 } as const;
  const lost = { kind: 'lost', mase: 1.04, ruleMase: 1 } as const;
  return {
    id: `${targetId}/${kind}/${version}`,
    targetId,
    kind,
    version,
    createdAtMs,
    status,
    history: [
      { atMs: createdAtMs, status: 'candidate', reason: { kind: 'trained' } },
      ...(status === 'candidate'
        ? []
        : [{ atMs: createdAtMs + 60_000, status, reason: status === 'shadow' ? lost : won }]),
    ],
    parameters:
      kind === 'boosted-trees'
        ? { rounds: 200, depth: 6 - version, learningRate: 0.05, subsample: 0.8 }
        : { layers: '32, 16', dropout: 0.2, learningRate: 0.001 },
    seed: 7,
    data: {
      fromMs: createdAtMs - 61 * DAY_MS,
      toMs: createdAtMs,
      rows: 1_464,
      hash: '9f3c2ab41d7e6085',
    },
    features: [
      { name: 'rsi_14d', version: 1 },
      { name: 'lag 24', version: 1 },
      { name: 'hour_of_day', version: 2 },
    ],
    folds: [fakeScores(0.9), fakeScores(0.8), fakeScores(kind === 'recurrent-net' ? 1.2 : 0.73)],
    curve: Array.from({ length: 40 }, (_, i) => ({
      loss: 0.2 + Math.exp(-i / 8),
      validationLoss: 0.3 + Math.exp(-i / 9) + Math.max(0, i - 28) * 0.006,
    })),
    backend: kind === 'boosted-trees' ? 'plain' : 'wasm-simd',
    trainedForMs: 41_000,
    libraries: { davylamp: '0.1.0', format: '1' },
    sha256: 'c0ffee'.padEnd(64, '0'),
    bytes: 182_000,
  };
}

export function fakeExplanation(modelId: string): ModelExplanation {
  const at = Array.from({ length: 12 }, (_, i) => 20 + 5 * i);
  return {
    modelId,
    method: 'tree-shap',
    baseValue: 0.24,
    said: 0.262,
    pushes: [
      { feature: 'hour_of_day', value: 18, push: 0.031 },
      { feature: 'lag 24', value: 0.27, push: 0.004 },
      { feature: 'rsi_14d', value: 63.2, push: -0.013 },
    ],
    importance: [
      { feature: 'lag 24', errorGrowth: 0.42 },
      { feature: 'hour_of_day', errorGrowth: 0.18 },
      { feature: 'rsi_14d', errorGrowth: 0.01 },
    ],
    dependence: [{ feature: 'rsi_14d', at, said: at.map((value) => 0.24 + 0.0004 * (value - 50)) }],
  };
}
