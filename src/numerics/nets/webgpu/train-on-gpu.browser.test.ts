import { afterAll, describe, expect, it, vi } from 'vitest';
import { Random } from '../../random.ts';
import type { Examples } from '../batched-net.ts';
import type { Parameter } from '../layer.ts';
import { plainMatrices } from '../matrices.ts';
import { designedNet } from '../net-design.ts';
import { meanAndQuantileLoss } from '../row-loss.ts';
import { TRAINING_DEFAULTS, trainNet } from '../train-net.ts';
import { Gpu } from './gpu.ts';
import { GpuError } from './gpu-error.ts';
import { GpuNet } from './gpu-net.ts';
import { type GpuTraining, trainOnGpu } from './train-on-gpu.ts';

const gpu = await Gpu.open(navigator.gpu).catch((error: unknown) => {
  console.log(`nets on WebGPU are not tested: ${String(error)}`);
  return undefined;
});
afterAll(() => gpu?.device.destroy());

/** Without a graphics card one step takes a good part of a second on a busy machine. */
const PATIENCE_MS = 240_000;
/** Sizes that fill no tile, two quantiles beside two means, and a straight way. */
const SMALL = {
  design: { kind: 'recurrent', units: [20, 9], dropout: 0, recurrentDropout: 0, highway: true },
  shape: { steps: 5, batch: 7, inputs: 3, outputs: 6 },
  levels: [0.1, 0.9],
} as const;
/** As little as can be: its states go nowhere. */
const LEAST = {
  design: { kind: 'recurrent', units: [3], dropout: 0, recurrentDropout: 0, highway: true },
  shape: { steps: 1, batch: 1, inputs: 2, outputs: 1 },
  levels: [],
} as const;
/** The earnings net, over fewer hours: the processor takes long over it. */
const EARNINGS = {
  design: { kind: 'recurrent', units: [128, 64], dropout: 0, recurrentDropout: 0, highway: false },
  shape: { steps: 4, batch: 32, inputs: 8, outputs: 1 },
  levels: [],
} as const;

type Kind = Pick<GpuTraining, 'design' | 'shape' | 'levels'>;

function examples({ shape, levels }: Kind, count: number, seed: number): Examples {
  const random = new Random(seed);
  const wanted = shape.outputs / (1 + levels.length);
  const inputs = Float32Array.from({ length: count * shape.steps * shape.inputs }, () => random.normal());
  const targets = Float32Array.from({ length: count * wanted }, () => random.normal());
  // One that nobody knows.
  if (levels.length > 0) targets[1] = Number.NaN;
  return { count, inputs, targets };
}

/** The same net twice: in double precision on plain loops, and as weights for the device. */
function twins({ design, shape, levels }: Kind, random = new Random(5)) {
  const loss = meanAndQuantileLoss(shape.outputs / (1 + levels.length), levels);
  const matrices = plainMatrices((length) => new Float64Array(length));
  const { net, initialise } = designedNet(design, shape, loss, random, matrices);
  initialise();
  for (const { name, value } of net.parameters)
    if (name.startsWith('highway')) value.set(value.map((_, at) => Math.sin(at) / 3));
  const parameters: Parameter[] = net.parameters.map(({ name, value }) => ({
    name,
    value: Float32Array.from(value),
    gradient: new Float32Array(),
  }));
  return { net, parameters };
}

async function ended<State>(training: AsyncGenerator<State, State>): Promise<State> {
  for (;;) {
    const step = await training.next();
    if (step.done) return step.value;
  }
}

/** The largest difference in any parameter, by the largest value there. */
function apart(ours: readonly ArrayLike<number>[], theirs: readonly ArrayLike<number>[]): number {
  const each = theirs.map((wanted, place) => {
    const told = Array.from(ours[place] ?? []);
    const differences = Array.from(wanted, (value, at) => Math.abs(value - (told[at] ?? Number.NaN)));
    return Math.max(...differences) / (Math.max(...Array.from(wanted, Math.abs)) || 1);
  });
  return Math.max(...each);
}

/** Gradients on the device after one batch: Adam's first moments hold a tenth of them. */
async function gradients(device: Gpu, kind: Kind, count: number, parameters: readonly Parameter[], seed = 0) {
  const training = examples(kind, count, 1);
  const net = await GpuNet.build(device, { ...kind, clip: 1e9, training, validation: training });
  try {
    net.set(
      'weights',
      parameters.map(({ value }) => value),
    );
    net.begin(everyRow(count));
    net.learn({ seed, first: 0, rows: count, step: 0, correction: 1 });
    const slopes = (await net.get('first')).map((own) => own.map((mean) => 10 * mean));
    return { training, loss: (await net.losses()).training / count, slopes };
  } finally {
    net.destroy();
  }
}

const everyRow = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

describe.skipIf(!gpu)('a recurrent net on WebGPU', { timeout: PATIENCE_MS }, () => {
  const device = gpu as Gpu;

  it.each([
    ['a small one with quantiles and a straight way, its batch not full', SMALL, 5],
    ['one step of one row', LEAST, 1],
    ['the earnings net', EARNINGS, 32],
  ] as const)('has the slopes of double precision: %s', async (_, kind, count) => {
    const { net, parameters } = twins(kind);
    const { training, loss, slopes } = await gradients(device, kind, count, parameters);
    const wanted = net.learn(training, everyRow(count));
    expect(Math.abs(loss / wanted - 1)).toBeLessThan(1e-4);
    const own = net.parameters.map(({ gradient }) => gradient);
    expect(apart(slopes, own)).toBeLessThan(1e-3);
  });

  it('takes the steps that plain loops take', async () => {
    const kind = { ...SMALL, design: { ...SMALL.design, highway: false } };
    const { net, parameters } = twins(kind);
    const [training, validation] = [examples(kind, 31, 1), examples(kind, 10, 2)];
    const options = { ...TRAINING_DEFAULTS, epochs: 4, learningRate: 0.01, clip: 0.1 };
    const state = await ended(
      trainOnGpu(device, parameters, { ...kind, training, validation, options, random: new Random(3) }),
    );
    const plain = trainNet(net, training, validation, options, new Random(3));
    let step = plain.next();
    while (!step.done) step = plain.next();
    for (const [epoch, { loss, validationLoss }] of step.value.epochs.entries()) {
      expect((state.epochs[epoch]?.loss ?? Number.NaN) / loss).toBeCloseTo(1, 3);
      expect((state.epochs[epoch]?.validationLoss ?? Number.NaN) / validationLoss).toBeCloseTo(1, 3);
    }
    expect(state.bestEpoch).toBe(step.value.bestEpoch);
    const values = net.parameters.map(({ value }) => value);
    expect(
      apart(
        parameters.map(({ value }) => value),
        values,
      ),
    ).toBeLessThan(5e-3);
  });

  it('leaves out what its masks leave out, on the way back, too', async () => {
    const dropout = { dropout: 0.3, recurrentDropout: 0.4 };
    const kind = { ...SMALL, design: { ...SMALL.design, ...dropout } };
    const seed = 0x9e3779b9;
    const masks = new SameMasks(seed, kind);
    const { net, parameters } = twins(kind, masks);
    const { training, slopes } = await gradients(device, kind, 7, parameters, seed);
    masks.begin();
    net.learn(training, everyRow(7));
    const own = net.parameters.map(({ gradient }) => gradient);
    expect(apart(slopes, own)).toBeLessThan(1e-3);
  });

  it('leaves no buffer behind after fifty trainings, some of them left off', async () => {
    const [taken, given] = [
      vi.spyOn(GPUDevice.prototype, 'createBuffer'),
      vi.spyOn(GPUBuffer.prototype, 'destroy'),
    ];
    const shape = { steps: 1, batch: 4, inputs: 1, outputs: 1 };
    const kind = { design: { ...SMALL.design, units: [4], dropout: 0.2 }, shape, levels: [] };
    const [training, validation] = [examples(kind, 4, 1), examples(kind, 4, 2)];
    const options = { ...TRAINING_DEFAULTS, epochs: 1 };
    for (let time = 0; time < 50; time++) {
      const { parameters } = twins(kind);
      const run = trainOnGpu(device, parameters, {
        ...kind,
        training,
        validation,
        options,
        random: new Random(time),
      });
      if (time % 5 === 0) await run.return((await run.next()).value);
      else await ended(run);
    }
    expect(taken).toHaveBeenCalled();
    const left = new Set(taken.mock.results.map(({ value }) => value));
    for (const buffer of given.mock.contexts) left.delete(buffer as GPUBuffer);
    expect(left.size).toBe(0);
    vi.restoreAllMocks();
  });

  it('that runs away is an error, and no model', async () => {
    const { parameters } = twins(SMALL);
    const before = parameters.map(({ value }) => value.slice());
    const [training, validation] = [examples(SMALL, 14, 1), examples(SMALL, 7, 2)];
    const options = { ...TRAINING_DEFAULTS, epochs: 2, learningRate: 1e38 };
    const run = trainOnGpu(device, parameters, {
      ...SMALL,
      training,
      validation,
      options,
      random: new Random(1),
    });
    await expect(ended(run)).rejects.toThrow('the loss of epoch 0');
    expect(parameters.map(({ value }) => value)).toEqual(before);
  });

  it('says so when the device goes away, and leaves the weights and other devices alone', async () => {
    const doomed = await Gpu.open(navigator.gpu);
    const { parameters } = twins(SMALL);
    const before = parameters.map(({ value }) => value.slice());
    const plan = { ...SMALL, training: examples(SMALL, 70, 1), validation: examples(SMALL, 7, 2) };
    const run = trainOnGpu(doomed, parameters, {
      ...plan,
      options: TRAINING_DEFAULTS,
      random: new Random(1),
    });
    await run.next();
    doomed.device.destroy();
    // Lost while nobody waits for it: whoever trains hears of it with the next step, and nobody before.
    await doomed.idle().catch(() => undefined);
    const error = await ended(run).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GpuError);
    expect(error).toMatchObject({ trouble: 'lost' });
    expect(parameters.map(({ value }) => value)).toEqual(before);
    await expect(device.idle()).resolves.toBeUndefined();
  });
});

it('a browser without WebGPU is told apart', async () => {
  await expect(Gpu.open(undefined)).rejects.toMatchObject({ name: 'GpuError', trouble: 'absent' });
});

/** Once begun, draws for plain loops what the device's masks keep: PCG, as JavaScript has it. */
class SameMasks extends Random {
  readonly #seed: number;
  readonly #lengths: readonly (readonly [stream: number, length: number])[];
  #drawn: Generator<number> | undefined;

  constructor(seed: number, { design, shape }: Kind) {
    super(5);
    this.#seed = seed;
    const { batch, steps } = shape;
    // In the order in which layers draw.
    this.#lengths = design.units.flatMap((units, place) => [
      [2 * place, batch * units] as const,
      [2 * place + 1, steps * batch * units] as const,
    ]);
  }

  begin(): void {
    this.#drawn = this.#draw();
  }

  override uniform(): number {
    return this.#drawn ? Number(this.#drawn.next().value) : super.uniform();
  }

  *#draw(): Generator<number> {
    for (const [stream, length] of this.#lengths)
      for (let index = 0; index < length; index++)
        yield pcg((index + pcg((this.#seed + stream) >>> 0)) >>> 0) / 2 ** 32;
  }
}

function pcg(value: number): number {
  const state = (Math.imul(value, 747796405) + 2891336453) >>> 0;
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
}
