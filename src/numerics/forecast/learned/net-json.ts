import * as v from 'valibot';
import { plainMatrices } from '../../nets/matrices.ts';
import { designedNet } from '../../nets/net-design.ts';
import { meanAndQuantileLoss } from '../../nets/row-loss.ts';
import { Random } from '../../random.ts';
import { floatsOfText, textOfFloats } from './float-text.ts';
import type { ForecasterJson } from './forecaster.ts';
import { curve, finite, levels, readModel, scaler, share, size, whole } from './model-schema.ts';
import { type NetModel, setWeights } from './net-model.ts';
import { windowInputs } from './series-windows.ts';

const VERSION = 1;
/** A quarter of a gigabyte, far more than any net of ours: a damaged file shall not take all that there is before it is found out. */
const MOST_FLOATS = 2 ** 26;
const highway = v.boolean();
const width = size(4096);

const design = v.variant('kind', [
  v.object({
    kind: v.literal('recurrent'),
    units: v.pipe(v.array(width), v.minLength(1), v.maxLength(16)),
    dropout: share,
    recurrentDropout: share,
    highway,
  }),
  v.object({
    kind: v.literal('convolution'),
    channels: v.pipe(v.array(width), v.minLength(1), v.maxLength(16)),
    taps: size(64),
    dropout: share,
    highway,
  }),
  v.object({
    kind: v.literal('transformer'),
    width,
    heads: size(64),
    hidden: width,
    layers: size(32),
    patch: size(4096),
    dropout: share,
    highway,
  }),
]);

const input = v.object({ name: v.string(), scaler, isMasked: v.boolean() });

const schema = v.object({
  version: v.literal(VERSION),
  design,
  scaling: v.object({ target: input, move: finite, past: v.array(input), ahead: v.array(input) }),
  lookBack: size(20_000),
  horizon: size(4096),
  levels,
  curve,
  weights: v.array(v.string()),
});

/** A trained net as JSON: readable but for the weights, which are base64 of 32-bit floats. */
export function netJson({ design: own, weights, ...rest }: NetModel): ForecasterJson {
  return { kind: own.kind, version: VERSION, design: own, ...rest, weights: weights.map(textOfFloats) };
}

/** @throws ForecastError where it is damaged */
export function readNetModel(json: unknown): NetModel {
  const { weights, version: _, ...form } = readModel(schema, json);
  return whole(() => {
    const model = { ...form, weights: weights.map(floatsOfText) };
    // Built once to see that the weights are those of this design.
    const shape = {
      steps: form.lookBack,
      batch: 1,
      inputs: windowInputs(form.scaling).length,
      outputs: form.horizon * (1 + form.levels.length),
    };
    const loss = meanAndQuantileLoss(form.horizon, form.levels);
    let floats = 0;
    const plain = plainMatrices((length) => {
      floats += length;
      if (floats > MOST_FLOATS) throw new RangeError('its net is larger than any that is trained here');
      return new Float32Array(length);
    });
    setWeights(designedNet(form.design, shape, loss, new Random(0), plain).net, model.weights);
    return model;
  });
}
