import type { ForecastTarget } from '../../domain/forecast.ts';
import type { ModelKind } from '../../domain/model-record.ts';
import type { Forecaster } from '../../numerics/forecast/learned/forecaster.ts';
import { NET_DEFAULTS, NetForecaster } from '../../numerics/forecast/learned/net-forecaster.ts';
import type { NetDesign } from '../../numerics/nets/net-design.ts';
import { CONVOLUTION_NET, PHONE_NET, TRANSFORMER_NET } from '../../numerics/nets/net-presets.ts';
import { TRAINING_DEFAULTS } from '../../numerics/nets/train-net.ts';
import type { ParameterSpace, Parameters } from '../../numerics/search/parameter-space.ts';

type TargetShape = Pick<ForecastTarget, 'step' | 'horizon' | 'season'>;

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
const RATES = { kind: 'log', from: 3e-4, to: 3e-3 } as const;

/** The kinds that can be trained for a target, the quickest first. */
export function trainableKinds(target: TargetShape): readonly TrainableKind[] {
  const lookBack = { kind: 'choice', of: LOOK_BACKS[target.step] } as const;
  const defaults = { lookBack: LOOK_BACKS[target.step][1], learningRate: 1e-3, epochs: 40 };
  return [
    {
      kind: 'recurrent-net',
      name: 'recurrent net',
      space: { lookBack, learningRate: RATES, units: { kind: 'choice', of: [16, 32, 64] } },
      defaults: { ...defaults, units: 32 },
      forecaster: (parameters) =>
        net('recurrent net', parameters, { ...PHONE_NET, units: [numberOf(parameters, 'units')] }),
    },
    {
      kind: 'temporal-convolution',
      name: 'temporal convolution',
      space: { lookBack, learningRate: RATES, channels: { kind: 'choice', of: [12, 24] } },
      defaults: { ...defaults, channels: 24 },
      forecaster: (parameters) => {
        const width = numberOf(parameters, 'channels');
        return net('temporal convolution', parameters, {
          ...CONVOLUTION_NET,
          channels: CONVOLUTION_NET.channels.map(() => width),
        });
      },
    },
    {
      kind: 'transformer',
      name: 'transformer',
      space: { lookBack, learningRate: RATES, layers: { kind: 'choice', of: [1, 2] } },
      defaults: { ...defaults, layers: 1 },
      forecaster: (parameters) =>
        net('transformer', parameters, { ...TRANSFORMER_NET, layers: numberOf(parameters, 'layers') }),
    },
  ];
}

function net(name: string, parameters: Parameters, design: NetDesign): Forecaster {
  return new NetForecaster({
    ...NET_DEFAULTS,
    name,
    design,
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
