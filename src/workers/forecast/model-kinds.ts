import type { ForecastQuantity, ForecastTarget } from '../../domain/forecast.ts';
import type { ModelKind } from '../../domain/model-record.ts';
import { BASE_NET } from '../../insight/forecast/base-models.ts';
import { boostedRows } from '../../numerics/forecast/learned/boosted-rows.ts';
import type { Forecaster } from '../../numerics/forecast/learned/forecaster.ts';
import { forestRows } from '../../numerics/forecast/learned/forest-rows.ts';
import { LagForecaster } from '../../numerics/forecast/learned/lag-forecaster.ts';
import { lagsFor } from '../../numerics/forecast/learned/lag-rows.ts';
import { NET_DEFAULTS, NetForecaster } from '../../numerics/forecast/learned/net-forecaster.ts';
import { ridgeRows } from '../../numerics/forecast/learned/ridge-rows.ts';
import type { RowLearner } from '../../numerics/forecast/learned/row-learner.ts';
import type { NetDesign } from '../../numerics/nets/net-design.ts';
import {
  CONVOLUTION_NET,
  EARNINGS_NET,
  MARKET_NET,
  PHONE_NET,
  TRANSFORMER_NET,
} from '../../numerics/nets/net-presets.ts';
import { TRAINING_DEFAULTS } from '../../numerics/nets/train-net.ts';
import type { ParameterSpace, Parameters } from '../../numerics/search/parameter-space.ts';
import { BOOSTING_DEFAULTS } from '../../numerics/trees/boosting/gradient-boosting.ts';

type TargetShape = Pick<ForecastTarget, 'quantity' | 'step' | 'horizon' | 'season'>;

/** A kind of model that can be trained: what may be searched, where the search begins, and what comes of parameters. */
export interface TrainableKind {
  readonly kind: ModelKind;
  /** As contests call it. */
  readonly name: string;
  readonly space: ParameterSpace;
  readonly defaults: Parameters;
  readonly forecaster: (parameters: Parameters, target: TargetShape) => Forecaster;
}

/** Rows that a net looks back at: a day of hours or a week, four weeks of days; a whole number of patches. */
const LOOK_BACKS = { hour: [24, 48, 168], day: [8, 16, 32] } as const;
/** Rows that models of rows learn from at most, evenly spread; neighbouring steps share one of so many models. */
const MOST_ROWS = 20_000;
const STEP_GROUPS = 4;
const RATES = { kind: 'log', from: 3e-4, to: 3e-3 } as const;
/** Steps of one batch of a deep net at most, of all its windows: a slice of work cannot be shorter than a batch. */
const DEEP_STEPS = 32 * 24;
/** What many decide between them; the rest is earned or measured at home. */
const MARKETS: ReadonlySet<ForecastQuantity> = new Set([
  'price',
  'difficulty',
  'network-hashrate',
  'fees',
  'power-price',
]);

const NAMES: Readonly<Record<ModelKind, string>> = {
  'direct-linear': 'ridge',
  'boosted-trees': 'boosted trees',
  'random-forest': 'random forest',
  'recurrent-net': 'recurrent net',
  'temporal-convolution': 'temporal convolution',
  transformer: 'transformer',
  'base-net': BASE_NET,
};

/** What a kind is called where it speaks. */
export function nameOfKind(kind: ModelKind): string {
  return NAMES[kind];
}

/** The kinds that can be trained for a target, the quickest first. */
export function trainableKinds(target: TargetShape): readonly TrainableKind[] {
  return [...rowKinds(), ...netKinds(target)].map((each) => ({ ...each, name: NAMES[each.kind] }));
}

/** Models of rows of lags. */
function rowKinds(): readonly Omit<TrainableKind, 'name'>[] {
  const lagged = ({ season }: TargetShape, kind: ModelKind, learner: RowLearner, groups: number) =>
    new LagForecaster({ name: NAMES[kind], learner, design: lagsFor(season), groups, mostRows: MOST_ROWS });
  return [
    {
      kind: 'direct-linear',
      space: {},
      defaults: {},
      // A linear rule cannot use which step it says: one for each.
      forecaster: (_, target) =>
        lagged(target, 'direct-linear', ridgeRows([0.001, 0.01, 0.1, 1]), Number.POSITIVE_INFINITY),
    },
    {
      kind: 'boosted-trees',
      space: {
        learningRate: { kind: 'log', from: 0.02, to: 0.2 },
        maxDepth: { kind: 'whole', from: 3, to: 8 },
        minChildWeight: { kind: 'log', from: 1, to: 20 },
      },
      defaults: { learningRate: 0.05, maxDepth: 6, minChildWeight: 1 },
      forecaster: (parameters, target) => {
        const options = {
          ...BOOSTING_DEFAULTS,
          learningRate: numberOf(parameters, 'learningRate'),
          maxDepth: numberOf(parameters, 'maxDepth'),
          minChildWeight: numberOf(parameters, 'minChildWeight'),
        };
        return lagged(target, 'boosted-trees', boostedRows(options), STEP_GROUPS);
      },
    },
    {
      kind: 'random-forest',
      space: { minLeafRows: { kind: 'whole', from: 2, to: 20 } },
      defaults: { minLeafRows: 5 },
      forecaster: (parameters, target) => {
        const minLeafRows = numberOf(parameters, 'minLeafRows');
        const options = { trees: 100, bootstrap: true, maxDepth: 20, minLeafRows };
        return lagged(target, 'random-forest', forestRows(options), 1);
      },
    },
  ];
}

function netKinds(target: TargetShape): readonly Omit<TrainableKind, 'name'>[] {
  const lookBack = { kind: 'choice', of: LOOK_BACKS[target.step] } as const;
  const defaults = { lookBack: LOOK_BACKS[target.step][1], learningRate: 1e-3, epochs: 40 };
  const deep = unitsOf(MARKETS.has(target.quantity) ? MARKET_NET : EARNINGS_NET);
  return [
    {
      kind: 'recurrent-net',
      space: { lookBack, learningRate: RATES, units: { kind: 'choice', of: [16, 32, 64, deep] } },
      defaults: { ...defaults, units: 32 },
      forecaster: recurrentNet,
    },
    {
      kind: 'temporal-convolution',
      space: { lookBack, learningRate: RATES, channels: { kind: 'choice', of: [12, 24] } },
      defaults: { ...defaults, channels: 24 },
      forecaster: (parameters) => {
        const width = numberOf(parameters, 'channels');
        return net('temporal-convolution', parameters, {
          ...CONVOLUTION_NET,
          channels: CONVOLUTION_NET.channels.map(() => width),
        });
      },
    },
    {
      kind: 'transformer',
      space: { lookBack, learningRate: RATES, layers: { kind: 'choice', of: [1, 2] } },
      defaults: { ...defaults, layers: 1 },
      forecaster: (parameters) =>
        net('transformer', parameters, { ...TRANSFORMER_NET, layers: numberOf(parameters, 'layers') }),
    },
  ];
}

/** One layer of so many units, or one of the deep nets by its layers. */
function recurrentNet(parameters: Parameters): Forecaster {
  const deep = [EARNINGS_NET, MARKET_NET].find((each) => unitsOf(each) === parameters.units);
  if (!deep)
    return net('recurrent-net', parameters, { ...PHONE_NET, units: [numberOf(parameters, 'units')] });
  const most = Math.floor(DEEP_STEPS / numberOf(parameters, 'lookBack'));
  return net('recurrent-net', parameters, deep, Math.min(NET_DEFAULTS.batch, most));
}

/** Layer by layer, as people read it: `128, 64`. */
function unitsOf({ units }: { readonly units: readonly number[] }): string {
  return units.join(', ');
}

function net(
  kind: ModelKind,
  parameters: Parameters,
  design: NetDesign,
  batch: number = NET_DEFAULTS.batch,
): Forecaster {
  return new NetForecaster({
    ...NET_DEFAULTS,
    name: NAMES[kind],
    design,
    batch,
    lookBack: numberOf(parameters, 'lookBack'),
    training: {
      ...TRAINING_DEFAULTS,
      epochs: numberOf(parameters, 'epochs'),
      learningRate: numberOf(parameters, 'learningRate'),
    },
  });
}

function numberOf(parameters: Parameters, name: string): number {
  const value = Number(parameters[name]);
  if (!Number.isFinite(value)) throw new RangeError(`"${name}" is no number`);
  return value;
}
