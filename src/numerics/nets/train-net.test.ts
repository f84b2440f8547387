import { describe, expect, it } from 'vitest';
import { gradientError } from '../../../tests/support/gradient-error.ts';
import { Random } from '../random.ts';
import type { Examples } from './batched-net.ts';
import { DenseLayer } from './dense.ts';
import { DropoutLayer } from './dropout.ts';
import { orthogonal } from './initialise.ts';
import { NormLayer } from './layer-norm.ts';
import { LstmLayer } from './lstm.ts';
import { plainMatrices } from './matrices.ts';
import { designedNet } from './net-design.ts';
import { squaredLoss } from './row-loss.ts';
import { type NetCheckpoint, TRAINING_DEFAULTS, type TrainingState, trainNet } from './train-net.ts';
import { inWasmMemory } from './wasm-matrices.ts';

const plain = plainMatrices((length) => new Float64Array(length));

/** The next value of a sine of unknown place. */
function waves(count: number, seed: number): Examples {
  const random = new Random(seed);
  const steps = 8;
  const inputs = new Float64Array(count * steps);
  const targets = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const phase = random.uniform() * 2 * Math.PI;
    for (let step = 0; step < steps; step++) inputs[row * steps + step] = Math.sin(phase + 0.7 * step);
    targets[row] = Math.sin(phase + 0.7 * steps);
  }
  return { count, inputs, targets };
}

function small(seed: number, dropout = 0, units = [12, 8]) {
  const random = new Random(seed);
  const design = {
    kind: 'recurrent',
    units,
    dropout,
    recurrentDropout: dropout,
    highway: false,
  } as const;
  const shape = { steps: 8, batch: 16, inputs: 1, outputs: 1 };
  const { built } = inWasmMemory((memory) => designedNet(design, shape, squaredLoss(1), random, memory));
  built.initialise();
  return { net: built.net, random };
}

function train(seed: number, options = {}, dropout = 0) {
  const { net, random } = small(seed, dropout);
  const training = trainNet(net, waves(200, 1), waves(60, 2), { ...TRAINING_DEFAULTS, ...options }, random);
  for (;;) {
    const step = training.next();
    if (step.done) return { net, state: step.value };
  }
}

/** What can be kept of a training on its way. */
function* checkpoints(training: Generator<TrainingState, TrainingState>): Generator<NetCheckpoint> {
  for (const { checkpoint } of training) if (checkpoint) yield checkpoint();
}

describe('ways back', () => {
  const random = new Random(8);
  const shape = { steps: 3, batch: 2, inputs: 4 };
  const input = () => Float64Array.from({ length: 24 }, () => random.normal());

  it('are the slopes of what goes forward', () => {
    const lstm = new LstmLayer(shape, 5, plain);
    lstm.initialise(random);
    const dense = new DenseLayer(shape, 3, plain);
    dense.initialise(random);
    const norm = new NormLayer(shape, plain);
    norm.scale.value.set([1, -0.5, 2, 0.3]);
    for (const layer of [lstm, dense, norm]) expect(gradientError(layer, input())).toBeLessThan(1e-8);
  });

  it('leave out what dropped out, and nothing drops out of what is only said', () => {
    const layer = new DropoutLayer({ steps: 1, batch: 1, inputs: 4000 }, 0.25, new Random(1), plain);
    const ones = new Float64Array(4000).fill(1);
    expect(layer.forward(ones, false)).toEqual(ones);
    const said = layer.forward(ones, true).slice();
    expect(said.filter((value) => value === 0).length / 4000).toBeCloseTo(0.25, 1);
    expect(said.reduce((sum, value) => sum + value, 0) / 4000).toBeCloseTo(1, 1);
    expect(layer.backward(ones)).toEqual(said);
  });

  it('states that go through an orthogonal weight keep their length', () => {
    const weight = new Float64Array(2 * 36);
    orthogonal(weight, 6, new Random(2));
    for (const from of [0, 36])
      for (let i = 0; i < 6; i++)
        for (let j = 0; j < 6; j++) {
          let dot = 0;
          for (let row = 0; row < 6; row++)
            dot += (weight[from + row * 6 + i] ?? 0) * (weight[from + row * 6 + j] ?? 0);
          expect(dot).toBeCloseTo(Number(i === j), 12);
        }
  });
});

describe('training', () => {
  it('learns to continue waves, and keeps the weights that did best', () => {
    const { net, state } = train(3, { epochs: 60, learningRate: 0.01 });
    const [first] = state.epochs;
    const best = state.epochs[state.bestEpoch];
    expect(best?.validationLoss).toBeLessThan(0.05 * (first?.validationLoss ?? 0));
    const test = waves(60, 2);
    const said = net.sayAll(test);
    const loss = said.reduce((sum, value, row) => sum + (value - (test.targets[row] ?? 0)) ** 2, 0) / 60;
    expect(loss).toBeCloseTo(best?.validationLoss ?? 0, 6);
  });

  it('is the same again from the same seed, with dropout, too', () => {
    const losses = (seed: number) => train(seed, { epochs: 3 }, 0.2).state.epochs;
    expect(losses(5)).toEqual(losses(5));
    expect(losses(5)).not.toEqual(losses(6));
  });

  it('halves its pace on a plateau and ends when nothing gets better', () => {
    const { state } = train(4, { epochs: 400, learningRate: 0.05, patience: 6, plateau: 3 });
    expect(state.epochs.length).toBe(state.bestEpoch + 7);
    expect(state.epochs.at(-1)?.learningRate).toBeLessThan(0.05);
  });

  it('that is left off leaves the best weights so far', () => {
    const { net, random } = small(3);
    const training = trainNet(
      net,
      waves(64, 1),
      waves(32, 2),
      { ...TRAINING_DEFAULTS, learningRate: 0.01 },
      random,
    );
    let state: TrainingState | undefined;
    for (let step = 0; step < 11; step++) state = training.next().value;
    const before = net.parameters.map(({ value }) => value.slice());
    training.return({ epochs: [], bestEpoch: -1, done: 0, checkpoint: undefined });
    expect(state?.epochs.length).toBe(2);
    const changed = net.parameters.some(({ value }, place) =>
      value.some((each, at) => each !== before[place]?.[at]),
    );
    expect(changed).toBe(true);
  });

  it('goes on from a checkpoint as if it had never stopped', () => {
    const options = { ...TRAINING_DEFAULTS, epochs: 5, learningRate: 0.01, plateau: 1 };
    const whole = small(3, 0.2);
    const ends = [...checkpoints(trainNet(whole.net, waves(64, 1), waves(32, 2), options, whole.random))];
    expect(ends).toHaveLength(4);
    for (const end of ends) {
      const { net, random } = small(9, 0.2);
      const context = { resume: structuredClone(end) };
      for (const _ of trainNet(net, waves(64, 1), waves(32, 2), options, random, context));
      expect(net.parameters.map(({ value }) => value)).toEqual(
        whole.net.parameters.map(({ value }) => value),
      );
      expect(random.state).toEqual(whole.random.state);
    }
    const [first] = ends;
    const { net, random } = small(1, 0, [3]);
    const other = trainNet(net, waves(64, 1), waves(32, 2), options, random, { resume: first });
    expect(() => other.next()).toThrow('another net');
  });

  it('tells errors as whoever judges reads them', () => {
    const { net, random } = small(3);
    const options = { ...TRAINING_DEFAULTS, epochs: 2 };
    const judge = (said: Float64Array) => ({ mae: said.length, mape: 5 });
    const training = trainNet(net, waves(32, 1), waves(16, 2), options, random, { judge });
    let step = training.next();
    while (!step.done) step = training.next();
    expect(step.value.epochs[1]?.errors).toEqual({ mae: 16, mape: 5 });
  });

  it('that runs away is an error, and no model', () => {
    expect(() => train(3, { epochs: 3, learningRate: Number.NaN })).toThrow('the loss of epoch 0');
  });
});
