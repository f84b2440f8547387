import { seasonalNaive } from '../../../src/numerics/forecast/baselines.ts';
import {
  type Forecaster,
  fitted,
  type SeriesTable,
} from '../../../src/numerics/forecast/learned/forecaster.ts';
import { NET_DEFAULTS, NetForecaster } from '../../../src/numerics/forecast/learned/net-forecaster.ts';
import { CONVOLUTION_NET, PHONE_NET, TRANSFORMER_NET } from '../../../src/numerics/nets/net-presets.ts';
import { TRAINING_DEFAULTS } from '../../../src/numerics/nets/train-net.ts';
import { Random } from '../../../src/numerics/random.ts';
import { checked, type Gate } from '../../support/suite-report.ts';
import { boostedTrees } from './boosted-trees.ts';
import { type Judgement, together } from './judgement.ts';

const SEED = 6;
const DAY = 24;
/** Budgets of a minute or two each on one core: these are no contest of what nets can do, but of whether they may speak. */
const EPOCHS = 8;
const MOST_WINDOWS = 6_000;

/** The months of a protocol, as rows. */
export interface LearningMonths {
  readonly train: number;
  readonly validate: number;
  readonly test: number;
  readonly horizon: number;
  /** On the months of validation only each so-manieth window decides. */
  readonly every: number;
}

/**
 * Nets and boosted trees that learn from all series together, by the months of training alone. The months of validation decide: who loses to the
 * last day again is gated off, with the figures that say why; who does not is judged on the months of test.
 *
 * @param series standardised
 */
export function learnedOnMonths(
  title: string,
  series: readonly Float64Array[],
  months: LearningMonths,
): Judgement {
  const forecasters = [
    net('transformer', TRANSFORMER_NET, 192),
    net('temporal convolution', CONVOLUTION_NET, 96),
    net('LSTM', PHONE_NET, 96),
    boostedTrees(DAY),
  ];
  return together(forecasters.map((forecaster) => judgedForecaster(title, series, months, forecaster)));
}

function net(
  name: string,
  design: ConstructorParameters<typeof NetForecaster>[0]['design'],
  lookBack: number,
) {
  const training = { ...TRAINING_DEFAULTS, epochs: EPOCHS, patience: 3, plateau: 2 };
  return new NetForecaster({ ...NET_DEFAULTS, name, design, lookBack, training, mostWindows: MOST_WINDOWS });
}

function judgedForecaster(
  title: string,
  series: readonly Float64Array[],
  { train, validate, test, horizon, every }: LearningMonths,
  forecaster: Forecaster,
): Judgement {
  const tables = series.map((values) => tableOf(values.subarray(0, train)));
  const model = fitted(forecaster, tables, { horizon, random: new Random(SEED) });
  const say = (values: Float64Array, origins: readonly number[]) =>
    model.forecastFrom(tableOf(values), origins);
  const naive = (values: Float64Array, origins: readonly number[]) =>
    origins.map((at) => seasonalNaive(values.subarray(0, at), horizon, DAY));
  const validation = windowsOf(train, validate - horizon, every);
  const gate: Gate = {
    target: `${title}, months of validation`,
    model: forecaster.name,
    error: meanSquare(series, validation, say),
    rule: 'the last day again',
    ruleError: meanSquare(series, validation, naive),
    speaks: false,
  };
  const speaks = gate.error < gate.ruleError;
  const judged = windowsOf(validate, test - horizon, 1);
  const ruleSquare = meanSquare(series, judged, naive);
  // Told of those gated off too: whoever reads may see whether the gate was right.
  const check = checked({
    name: `${title}: MSE of ${forecaster.name}${speaks ? '' : ', gated off'}`,
    value: meanSquare(series, judged, say),
    baseline: ruleSquare,
    ...(speaks ? { atMost: ruleSquare } : {}),
  });
  return { figures: {}, checks: [check], gates: [{ ...gate, speaks }] };
}

function meanSquare(
  series: readonly Float64Array[],
  origins: readonly number[],
  say: (values: Float64Array, origins: readonly number[]) => readonly Float64Array[],
): number {
  let [sum, count] = [0, 0];
  for (const values of series)
    for (const [place, said] of say(values, origins).entries())
      for (const [step, value] of said.entries()) {
        sum += (value - (values[(origins[place] ?? 0) + step] ?? Number.NaN)) ** 2;
        count += 1;
      }
  return sum / count;
}

function windowsOf(from: number, last: number, every: number): readonly number[] {
  return Array.from({ length: Math.floor((last - from) / every) + 1 }, (_, window) => from + window * every);
}

function tableOf(target: Float64Array): SeriesTable {
  return { target, past: [], ahead: [] };
}
