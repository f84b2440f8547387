import { DenseLayer } from '../../../src/numerics/nets/dense.ts';
import { LastStep } from '../../../src/numerics/nets/last-step.ts';
import { Sequence } from '../../../src/numerics/nets/layer.ts';
import { LstmLayer } from '../../../src/numerics/nets/lstm.ts';
import { plainMatrices } from '../../../src/numerics/nets/matrices.ts';
import { meanSquare } from '../../../src/numerics/nets/mean-square.ts';
import { Adam, clipNorm, Momentum, type Optimiser } from '../../../src/numerics/nets/optimisers.ts';
import type { Given } from '../given.ts';
import type { Solution } from '../reference-topics.ts';
import { type GivenSequences, matrixOf, nested, sequencesOf, setWeight, weightOf } from './given-weights.ts';

/** Two LSTM layers and a dense one, whose weights are given: what they say, all gradients, and how they learn. */
export const smallLstm: Solution = ({ inputs, expected }) => {
  const x = sequencesOf(inputs.fields.x);
  const net = givenNet(inputs, x);
  const output = [...net.say()];
  const { loss, inputGradient } = net.learn();
  const steps = (name: string) => expected.numbers(name).length;
  const adam = trace(givenNet(inputs, x), new Adam(), 0.01, steps('adam_loss_trace'));
  return {
    output: matrixOf(output, 1),
    hidden1: nested(net.firstHidden(), x),
    hidden2: nested(net.secondHidden(), x),
    loss,
    gradients: gradientsOf(net),
    gradient_x: nested(inputGradient, x),
    adam_loss_trace: adam.losses,
    adam_final_output: matrixOf(adam.finalOutput, 1),
    sgd_momentum_loss_trace: trace(
      givenNet(inputs, x),
      new Momentum(0.9),
      0.1,
      steps('sgd_momentum_loss_trace'),
    ).losses,
    adamw_loss_trace: trace(
      givenNet(inputs, x),
      new Adam({ weightDecay: 0.05 }),
      0.01,
      steps('adamw_loss_trace'),
    ).losses,
    clip_trace_loss_norm: clipped(givenNet(inputs, x), expected.matrix('clip_trace_loss_norm').length),
  };
};

/** The same at full size, where the reference keeps samples of the gradients. */
export const largeLstm: Solution = ({ inputs, expected }) => {
  const net = givenNet(inputs, sequencesOf(inputs.fields.x));
  const output = [...net.say()];
  const { loss } = net.learn();
  const told = expected.record('gradients');
  const gradients = Object.entries(gradientsOf(net)).map(([name, nestedGradient]) => {
    const flat = Float64Array.from(nestedGradient.flat());
    const index = told.record(name).numbers('index');
    return [
      name,
      {
        index,
        value: index.map((at) => flat[at] ?? Number.NaN),
        l2: Math.sqrt(flat.reduce((sum, value) => sum + value * value, 0)),
        sum: flat.reduce((sum, value) => sum + value, 0),
      },
    ] as const;
  });
  const again = givenNet(inputs, sequencesOf(inputs.fields.x));
  const losses = trace(again, new Adam(), 0.001, expected.numbers('adam_loss_trace_float32').length).losses;
  return {
    output: matrixOf(output, 1),
    loss,
    gradients: Object.fromEntries(gradients),
    adam_loss_trace_float32: losses,
  };
};

type GivenNet = ReturnType<typeof givenNet>;

function givenNet(inputs: Given, { batch, steps, width, values }: GivenSequences) {
  const matrices = plainMatrices((length) => new Float64Array(length));
  const units = ['l1', 'l2'].map((name) => weightOf(inputs, `${name}.bias_ih_l0`).length / 4);
  const [firstUnits = 0, secondUnits = 0] = units;
  const first = new LstmLayer({ steps, batch, inputs: width }, firstUnits, matrices, 'l1');
  const second = new LstmLayer({ steps, batch, inputs: firstUnits }, secondUnits, matrices, 'l2');
  const last = new LastStep({ steps, batch, inputs: secondUnits }, matrices);
  const dense = new DenseLayer({ steps: 1, batch, inputs: secondUnits }, 1, matrices, 'out');
  for (const [name, layer] of [
    ['l1', first],
    ['l2', second],
  ] as const) {
    setWeight(layer.inputWeight, inputs, `${name}.weight_ih_l0`);
    setWeight(layer.stateWeight, inputs, `${name}.weight_hh_l0`);
    setWeight(layer.inputBias, inputs, `${name}.bias_ih_l0`);
    setWeight(layer.stateBias, inputs, `${name}.bias_hh_l0`);
  }
  setWeight(dense.weight, inputs, 'out.weight');
  setWeight(dense.bias, inputs, 'out.bias');
  const net = new Sequence([first, second, last, dense]);
  const wanted = Float64Array.from(inputs.matrix('y'), (row) => row[0] ?? Number.NaN);
  const gradient = new Float64Array(batch);
  const say = () => net.forward(values, true);
  return {
    net,
    layers: { first, second, dense },
    widths: { inputs: width, firstUnits, secondUnits },
    say,
    learn() {
      const loss = meanSquare(say(), wanted, gradient);
      return { loss, inputGradient: net.backward(gradient) };
    },
    firstHidden: () => first.forward(values, false),
    secondHidden: () => second.forward(first.forward(values, false), false),
  };
}

function gradientsOf({ layers: { first, second, dense }, widths }: GivenNet) {
  const { inputs, firstUnits, secondUnits } = widths;
  const named = (name: string, layer: LstmLayer<Float64Array>, width: number, units: number) => ({
    [`${name}.weight_ih_l0`]: matrixOf(layer.inputWeight.gradient, width),
    [`${name}.weight_hh_l0`]: matrixOf(layer.stateWeight.gradient, units),
    [`${name}.bias_ih_l0`]: [...layer.inputBias.gradient],
    [`${name}.bias_hh_l0`]: [...layer.stateBias.gradient],
  });
  return {
    ...named('l1', first, inputs, firstUnits),
    ...named('l2', second, firstUnits, secondUnits),
    'out.weight': matrixOf(dense.weight.gradient, secondUnits),
    'out.bias': [...dense.bias.gradient],
  };
}

function trace({ net, learn, say }: GivenNet, optimiser: Optimiser, rate: number, steps: number) {
  const losses = Array.from({ length: steps }, () => {
    const { loss } = learn();
    optimiser.step(net.parameters, rate);
    return loss;
  });
  return { losses, finalOutput: [...say()] };
}

/** Loss and norm before each step of Adam at 0.01 along gradients of norm 0.1 at most. */
function clipped({ net, learn }: GivenNet, steps: number): readonly (readonly number[])[] {
  const optimiser = new Adam();
  return Array.from({ length: steps }, () => {
    const { loss } = learn();
    const norm = clipNorm(net.parameters, 0.1);
    optimiser.step(net.parameters, 0.01);
    return [loss, norm];
  });
}
