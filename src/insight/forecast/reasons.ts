import type { ForecastReason } from '../../domain/forecast.ts';
import { BITCOIN_LEAN, difficultyOutlook } from '../difficulty-outlook.ts';
import { beliefFromDays } from '../difficulty-outlook-past.ts';
import type { ContestOutcome } from './contest.ts';
import { featurePushes, type SpeakingPart } from './feature-pushes.ts';
import type { Speakers, SpokenForecast } from './forecast-now.ts';
import { rewardFactors } from './reward-factors.ts';
import type { TargetData } from './target-data.ts';
import { workingScale } from './working-scale.ts';

const DAY_MS = 86_400_000;
/** Features that are told. */
const MOST_FEATURES = 8;

/**
 * Why a forecast says what it says: first what is certain (published, a coming retarget or halving), then what the rule repeats,
 * and of models how much each feature pushes the forecast up or down ({@link featurePushes}), biggest first.
 *
 * @yields after each feature
 */
export function* forecastReasons(
  data: TargetData,
  outcome: Pick<ContestOutcome, 'seats'>,
  speakers: Speakers,
  spoken: SpokenForecast,
  clockMs: () => number,
): Generator<unknown, readonly ForecastReason[]> {
  const models = Object.entries(partsOf(outcome)).flatMap(([name, part]) => {
    const learnt = speakers.get(name);
    return learnt && part > 0 ? [{ learnt, part }] : [];
  });
  const pushes = yield* pushReasons(data, models, spoken, clockMs);
  return [...certain(data, spoken), ...repeated(data, outcome), ...pushes];
}

type PushReason = Extract<ForecastReason, { readonly push: number }>;

function* pushReasons(
  { target }: TargetData,
  models: readonly SpeakingPart[],
  { table }: SpokenForecast,
  clockMs: () => number,
): Generator<unknown, readonly PushReason[]> {
  const { fromWorking } = workingScale(target.quantity);
  const ask = { horizon: target.horizon, fromWorking, clockMs };
  const { method, byFeature, ownPast } = yield* featurePushes(table, models, ask);
  const features = [...table.past, ...table.ahead].map(({ name, values }): PushReason => {
    const value = lastOf(values.subarray(0, table.target.length));
    return { kind: 'feature', feature: name, value, push: byFeature.get(name) ?? 0, method };
  });
  return [{ kind: 'own-past' as const, push: ownPast }, ...features]
    .filter(({ push }) => push !== 0 && Number.isFinite(push))
    .sort((a, b) => Math.abs(b.push) - Math.abs(a.push))
    .slice(0, MOST_FEATURES);
}

/** How much of the horizon each speaker of kind model has, 0..1; rules look at no feature. */
function partsOf({ seats }: Pick<ContestOutcome, 'seats'>): Readonly<Record<string, number>> {
  const steps = seats.at(-1)?.toStep ?? 1;
  const parts: Record<string, number> = {};
  for (const { speaker, weights, fromStep, toStep } of seats) {
    if (speaker.kind === 'rule') continue;
    for (const [name, weight] of Object.entries(weights))
      parts[name] = (parts[name] ?? 0) + (weight * (toStep - fromStep + 1)) / steps;
  }
  return parts;
}

function certain(data: TargetData, { published, forecast }: SpokenForecast): readonly ForecastReason[] {
  const last = forecast.steps[published - 1];
  const told: readonly ForecastReason[] =
    last && data.exactBy === 'published' ? [{ kind: 'published', untilMs: last.atMs }] : [];
  return [...told, ...retarget(data), ...halving(data)];
}

/** The next retarget, where it comes within the horizon and the chain has one. */
function retarget({ target, chain, startMs, stepMs, values }: TargetData): readonly ForecastReason[] {
  const isMoved = target.quantity === 'earnings' || target.quantity === 'difficulty';
  const { epoch, networkHashrateHs, difficulty } = chain ?? {};
  if (!isMoved || !epoch || !networkHashrateHs || !difficulty) return [];
  const endMs = startMs + values.length * stepMs;
  const byDay = Math.max(1, Math.round(DAY_MS / stepMs));
  const days = Array.from({ length: Math.floor(values.length / byDay) }, (_, day) => (day + 1) * byDay - 1);
  const series = (column: Float64Array) => ({
    atMs: Float64Array.from(days, (row) => startMs + (row + 1) * stepMs),
    values: Float64Array.from(days, (row) => column[row] ?? Number.NaN),
  });
  const belief = beliefFromDays(series(networkHashrateHs), series(difficulty));
  const outlook = difficultyOutlook(belief, epoch, { lean: BITCOIN_LEAN, confidence: 0.8 });
  if (!outlook || outlook.retargetAtMs > endMs + target.horizon * stepMs) return [];
  return [
    {
      kind: 'retarget',
      atMs: outlook.retargetAtMs,
      changeFraction: outlook.changeFraction,
      lowFraction: outlook.changeLowFraction,
      highFraction: outlook.changeHighFraction,
    },
  ];
}

/** The first change of what a block pays within the horizon. */
function halving(data: TargetData): readonly ForecastReason[] {
  const { values, startMs, stepMs, target } = data;
  const factors = rewardFactors(data).subarray(values.length, values.length + target.horizon);
  const step = factors.findIndex((factor) => Math.abs(factor - 1) > 1e-3);
  if (step < 0) return [];
  const atMs = startMs + (values.length + step) * stepMs;
  return [{ kind: 'subsidy', atMs, changeFraction: (factors[step] ?? 1) - 1 }];
}

/** What the rule repeats, where one speaks of any part. */
function repeated(
  { target, values }: TargetData,
  { seats }: Pick<ContestOutcome, 'seats'>,
): readonly ForecastReason[] {
  const rules = new Set(
    seats.filter(({ speaker }) => speaker.kind === 'rule').map(({ speaker }) => speaker.name),
  );
  const value = lastOf(values);
  return [...rules].map((name) =>
    name === 'persistence' ? { kind: 'as-now', value } : { kind: 'season', stepsAgo: target.season },
  );
}

function lastOf(values: Float64Array): number {
  return values.findLast((value) => !Number.isNaN(value)) ?? Number.NaN;
}
