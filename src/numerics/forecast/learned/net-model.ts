import type { BatchedNet } from '../../nets/batched-net.ts';
import type { Floats } from '../../nets/matrices.ts';
import { type DesignedNet, designedNet, type NetDesign } from '../../nets/net-design.ts';
import { inQuickMemory } from '../../nets/quick-memory.ts';
import { meanAndQuantileLoss } from '../../nets/row-loss.ts';
import type { Random } from '../../random.ts';
import type { CurvePoint } from './forecaster.ts';
import { windowInputs } from './series-windows.ts';
import type { WindowScaling } from './window-scaling.ts';

/** What a net is built by. */
export interface NetForm {
  readonly design: NetDesign;
  readonly scaling: WindowScaling;
  readonly lookBack: number;
  readonly horizon: number;
  readonly levels: readonly number[];
}

/** A trained net as plain data. */
export interface NetModel extends NetForm {
  readonly curve: readonly CurvePoint[];
  /** By parameter, in the net's order. */
  readonly weights: readonly Float32Array[];
}

/** The net, which says the means of all steps and behind them, level by level, their quantiles. */
export function builtNet(
  { design, scaling, lookBack, horizon, levels }: NetForm,
  batch: number,
  random: Random,
): DesignedNet<Float32Array> {
  const outputs = horizon * (1 + levels.length);
  const shape = { steps: lookBack, batch, inputs: windowInputs(scaling).length, outputs };
  const loss = meanAndQuantileLoss(horizon, levels);
  return inQuickMemory((matrices) => designedNet(design, shape, loss, random, matrices));
}

/** @throws RangeError for weights of another net */
export function setWeights<F extends Floats>(net: BatchedNet<F>, weights: readonly Floats[]): void {
  if (weights.length !== net.parameters.length)
    throw new RangeError(`${weights.length} weights for ${net.parameters.length}`);
  for (const [place, { name, value }] of net.parameters.entries()) {
    const own = weights[place];
    if (own?.length !== value.length)
      throw new RangeError(`${own?.length} values of ${name} for ${value.length}`);
    value.set(own);
  }
}

export function weightsOf(net: BatchedNet<Float32Array>): readonly Float32Array[] {
  return net.parameters.map(({ value }) => value.slice());
}
