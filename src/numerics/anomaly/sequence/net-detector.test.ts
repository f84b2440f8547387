import { describe, expect, it } from 'vitest';
import { plainBackend, wasmBackend } from '../../nets/backend-processor.ts';
import { Random } from '../../random.ts';
import { fitNetDetector, NetDetector } from './net-detector.ts';
import {
  AUTOENCODER_DETECTOR,
  CONVOLUTION_DETECTOR,
  LSTM_DETECTOR,
  type NetDetectorOptions,
} from './net-detector-options.ts';
import { netExamples } from './net-examples.ts';

/** Two sensors on one wave, the second a quarter of a turn behind. */
function waves(from: number, count: number, seed: number): number[][] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, place) => {
    const turn = (2 * Math.PI * (from + place)) / 12;
    return [40 + Math.sin(turn) + 0.05 * random.normal(), 3 * Math.cos(turn) + 0.15 * random.normal()];
  });
}

const training = { ...AUTOENCODER_DETECTOR.training, epochs: 60, learningRate: 0.01 };
const KINDS: Readonly<Record<string, NetDetectorOptions>> = {
  autoencoder: {
    ...AUTOENCODER_DETECTOR,
    design: { kind: 'autoencoder', units: [12, 2], dropout: 0, highway: false },
    ...{ lookBack: 6, training },
  },
  convolution: {
    ...CONVOLUTION_DETECTOR,
    design: { kind: 'convolution', channels: [8], taps: 3, dropout: 0, highway: false },
    ...{ lookBack: 6, smoothing: 3, training },
  },
  lstm: {
    ...LSTM_DETECTOR,
    design: { kind: 'recurrent', units: [8], dropout: 0, recurrentDropout: 0, highway: false },
    ...{ lookBack: 6, smoothing: 3, training },
  },
};

describe.each(Object.entries(KINDS))('a detector by %s', (_, options) => {
  const fitted = fitNetDetector(waves(0, 240, 1), options, wasmBackend, 5);

  it('is quiet where the wave goes on, and finds a sensor that leaves it within its usual values', async () => {
    const detector = new NetDetector(await fitted);
    const usual = waves(240, 60, 2).map((row) => detector.score(row).score);
    expect(usual.filter((score) => score > 1).length).toBeLessThan(4);
    const stuck = waves(300, 12, 3).map(([first = 0]) => detector.score([first, 0]));
    const found = stuck.filter(({ score }) => score > 1);
    expect(found.length).toBeGreaterThan(4);
    // A net that hears both sensors is put off in both: most is still the share of the one that left.
    expect(found.at(-1)?.shares[1]).toBeGreaterThan(0.5);
  });

  it('goes by what is there of a row', async () => {
    const detector = new NetDetector(await fitted);
    const blank = [Number.NaN, Number.NaN];
    for (let row = 0; row < options.lookBack; row++) detector.score(blank);
    const { score, shares } = detector.score(blank);
    expect(score).toBeNaN();
    expect([...shares]).toEqual([0, 0]);
    expect(detector.score([40, Number.NaN]).shares[1]).toBe(0);
  });

  it('refuses weights of another net', async () => {
    const model = await fitted;
    expect(() => new NetDetector({ ...model, weights: model.weights.slice(1) })).toThrow('of another net');
  });
});

it('a detector comes to the same from the same seed, and needs more rows than its window', async () => {
  const { autoencoder } = KINDS;
  if (!autoencoder) throw new TypeError('there is no autoencoder');
  const fitted = (options: NetDetectorOptions) => fitNetDetector(waves(0, 80, 1), options, plainBackend, 9);
  const short = { ...autoencoder, training: { ...training, epochs: 2 } };
  const [one, other] = [await fitted(short), await fitted(short)];
  expect(one.limits).toEqual(other.limits);
  await expect(fitted({ ...short, lookBack: 64 })).rejects.toThrow(
    '60 rows of normal operation to learn from are too few for windows of 64',
  );
});

it('examples are windows, what is missing of them counts as the mean and is not asked for', () => {
  const rows = [1, 2, Number.NaN, 4].map((value) => Float64Array.of(value));
  const window = netExamples(rows, { ...AUTOENCODER_DETECTOR, lookBack: 2, watchedShare: 0.4 });
  expect([...Array.from(window.training.inputs)]).toEqual([1, 2]);
  expect([...Array.from(window.validation.inputs)]).toEqual([2, 0, 0, 4]);
  expect([...Array.from(window.validation.targets)]).toEqual([2, Number.NaN, Number.NaN, 4]);
  const next = netExamples(rows, { ...LSTM_DETECTOR, lookBack: 2, watchedShare: 0.4 });
  expect([...Array.from(next.training.targets)]).toEqual([Number.NaN]);
  expect([...Array.from(next.validation.targets)]).toEqual([4]);
});
