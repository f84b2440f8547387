import { ReluLayer } from '../../../src/numerics/nets/activation.ts';
import { DenseLayer } from '../../../src/numerics/nets/dense.ts';
import { EncoderLayer } from '../../../src/numerics/nets/encoder-layer.ts';
import { Sequence } from '../../../src/numerics/nets/layer.ts';
import { plainMatrices } from '../../../src/numerics/nets/matrices.ts';
import { meanSquare } from '../../../src/numerics/nets/mean-square.ts';
import { Adam } from '../../../src/numerics/nets/optimisers.ts';
import type { Solution } from '../reference-topics.ts';
import { matrixOf, nested, sequencesOf, setWeight, weightOf } from './given-weights.ts';

const matrices = plainMatrices((length) => new Float64Array(length));

/** A layer of a transformer's encoder, seeing all steps and only those before. */
export const encoderLayer: Solution = ({ inputs, stated }) => {
  const x = sequencesOf(inputs.fields.x);
  const heads = stated('heads', /(\d+) heads/, 2);
  const hidden = weightOf(inputs, 'linear1.bias').length;
  const shape = { steps: x.steps, batch: x.batch, inputs: x.width };
  const layers = [false, true].map((causal) => {
    const layer = new EncoderLayer(shape, { heads, hidden, causal }, matrices);
    setWeight(layer.attention.projection.weight, inputs, 'self_attn.in_proj_weight');
    setWeight(layer.attention.projection.bias, inputs, 'self_attn.in_proj_bias');
    setWeight(layer.attention.output.weight, inputs, 'self_attn.out_proj.weight');
    setWeight(layer.attention.output.bias, inputs, 'self_attn.out_proj.bias');
    setWeight(layer.expand.weight, inputs, 'linear1.weight');
    setWeight(layer.expand.bias, inputs, 'linear1.bias');
    setWeight(layer.contract.weight, inputs, 'linear2.weight');
    setWeight(layer.contract.bias, inputs, 'linear2.bias');
    setWeight(layer.attentionNorm.scale, inputs, 'norm1.weight');
    setWeight(layer.attentionNorm.shift, inputs, 'norm1.bias');
    setWeight(layer.denseNorm.scale, inputs, 'norm2.weight');
    setWeight(layer.denseNorm.shift, inputs, 'norm2.bias');
    return layer;
  });
  const [seeing, causal] = layers;
  if (!seeing || !causal) return {};
  const output = seeing.forward(x.values, true);
  const gradient = new Float64Array(output.length);
  const loss = meanSquare(output, sequencesOf(inputs.fields.target).values, gradient);
  const inputGradient = seeing.backward(gradient);
  return {
    output: nested(output, x),
    output_causal: nested(causal.forward(x.values, true), x),
    attention_weights_mean_over_heads: meanOverHeads(seeing.attention.attention, heads, x.steps, x.batch),
    loss,
    gradients: {
      'self_attn.in_proj_weight': matrixOf(seeing.attention.projection.weight.gradient, x.width),
      'self_attn.in_proj_bias': seeing.attention.projection.bias.gradient,
      'self_attn.out_proj.weight': matrixOf(seeing.attention.output.weight.gradient, x.width),
      'self_attn.out_proj.bias': seeing.attention.output.bias.gradient,
      'linear1.weight': matrixOf(seeing.expand.weight.gradient, x.width),
      'linear1.bias': seeing.expand.bias.gradient,
      'linear2.weight': matrixOf(seeing.contract.weight.gradient, hidden),
      'linear2.bias': seeing.contract.bias.gradient,
      'norm1.weight': seeing.attentionNorm.scale.gradient,
      'norm1.bias': seeing.attentionNorm.shift.gradient,
      'norm2.weight': seeing.denseNorm.scale.gradient,
      'norm2.bias': seeing.denseNorm.shift.gradient,
    },
    gradient_x: nested(inputGradient, x),
  };
};

function meanOverHeads(attention: Float64Array, heads: number, steps: number, batch: number) {
  return Array.from({ length: batch }, (_, row) =>
    Array.from({ length: steps }, (__, step) =>
      Array.from({ length: steps }, (___, other) => {
        let sum = 0;
        for (let head = 0; head < heads; head++)
          sum += attention[((row * heads + head) * steps + step) * steps + other] ?? Number.NaN;
        return sum / heads;
      }),
    ),
  );
}

/** Dense layers with ReLU between them that learn to say what they are told. */
export const autoencoder: Solution = ({ inputs, expected, stated }) => {
  const rows = inputs.matrix('x');
  const x = Float64Array.from(rows.flatMap((row) => [...row]));
  const width = rows[0]?.length ?? 0;
  const names = Object.keys(inputs.record('weights').fields).flatMap((name) =>
    name.endsWith('.weight') ? [name.slice(0, -'.weight'.length)] : [],
  );
  const dense: DenseLayer<Float64Array>[] = [];
  const layers = names.flatMap((name, place) => {
    const shape = { steps: 1, batch: rows.length, inputs: dense.at(-1)?.width ?? width };
    const layer = new DenseLayer(shape, weightOf(inputs, `${name}.bias`).length, matrices, name);
    setWeight(layer.weight, inputs, `${name}.weight`);
    setWeight(layer.bias, inputs, `${name}.bias`);
    dense.push(layer);
    const isLast = place === names.length - 1;
    return isLast ? [layer] : [layer, new ReluLayer({ ...shape, inputs: layer.width }, matrices)];
  });
  const net = new Sequence(layers);
  const gradient = new Float64Array(x.length);
  const reconstruction = net.forward(x, true).slice();
  const loss = meanSquare(net.forward(x, true), x, gradient);
  net.backward(gradient);
  const gradients = Object.fromEntries(
    dense.flatMap((layer, place) => [
      [`${names[place]}.weight`, matrixOf(layer.weight.gradient, dense[place - 1]?.width ?? width)],
      [`${names[place]}.bias`, layer.bias.gradient.slice()],
    ]),
  );
  const nestedGradients = structuredClone(gradients);
  const optimiser = new Adam();
  const rate = stated('learning_rate', /lr=([\d.]+)/, 0.01);
  return {
    reconstruction: matrixOf(reconstruction, width),
    error_per_row: rows.map((row, place) =>
      row.reduce(
        (sum, value, at) => sum + (value - (reconstruction[place * width + at] ?? 0)) ** 2 / width,
        0,
      ),
    ),
    loss,
    gradients: nestedGradients,
    adam_loss_trace: Array.from(expected.numbers('adam_loss_trace'), () => {
      const now = meanSquare(net.forward(x, true), x, gradient);
      net.backward(gradient);
      optimiser.step(net.parameters, rate);
      return now;
    }),
  };
};
