import { Random } from '../random.ts';
import type { BackendName, BackendProgress, NetBackend, NetTraining, TrainedNet } from './backend.ts';
import { type Floats, type Matrices, plainMatrices } from './matrices.ts';
import { type DesignedNet, designedNet } from './net-design.ts';
import { meanAndQuantileLoss } from './row-loss.ts';
import { trainNet } from './train-net.ts';
import { inWasmMemory } from './wasm-matrices.ts';

/** Products of matrices in WebAssembly with SIMD, in single precision. */
export const wasmBackend: NetBackend = {
  name: 'wasm',
  trains: () => true,
  train(training) {
    const random = new Random(training.seed);
    return trained('wasm', training, random, inWasmMemory((memory) => netOf(training, random, memory)).built);
  },
};

/** Plain loops in double precision: runs everywhere, and what others are held against. */
export const plainBackend: NetBackend = {
  name: 'plain',
  trains: () => true,
  train(training) {
    const random = new Random(training.seed);
    const memory = plainMatrices((length) => new Float64Array(length));
    return trained('plain', training, random, netOf(training, random, memory));
  },
};

/** The net of a training, without its weights. */
export function netOf<F extends Floats>(
  { design, shape, levels }: Pick<NetTraining, 'design' | 'shape' | 'levels'>,
  random: Random,
  matrices: Matrices<F>,
): DesignedNet<F> {
  const loss = meanAndQuantileLoss(shape.outputs / (1 + levels.length), levels);
  return designedNet(design, shape, loss, random, matrices);
}

/** Gives a net the weights that its training begins with. @throws RangeError for weights of another net */
export function beginNet<F extends Floats>(
  { net, initialise }: DesignedNet<F>,
  begin: readonly Floats[] | undefined,
): void {
  initialise();
  if (!begin) return;
  if (
    begin.length !== net.parameters.length ||
    net.parameters.some(({ value }, at) => value.length !== begin[at]?.length)
  )
    throw new RangeError('the weights to begin from are of another net');
  for (const [place, { value }] of net.parameters.entries()) value.set(begin[place] ?? []);
}

async function* trained<F extends Floats>(
  backend: BackendName,
  { training, validation, options, begin }: NetTraining,
  random: Random,
  built: DesignedNet<F>,
): AsyncGenerator<BackendProgress, TrainedNet> {
  beginNet(built, begin);
  const { net } = built;
  const { epochs, bestEpoch } = yield* trainNet(net, training, validation, options, random);
  const weights = net.parameters.map(({ value }) => Float32Array.from(value));
  return { epochs, bestEpoch, weights, backend };
}
