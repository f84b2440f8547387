import { describe, expect, it } from 'vitest';
import { openNetThreadInNode } from '../../../tests/support/open-net-thread-in-node.ts';
import { Random } from '../random.ts';
import type { NetBackend, NetTraining, TrainedNet } from './backend.ts';
import { wasmBackend } from './backend-processor.ts';
import { type NetThread, type OpenNetThread, threadsBackend } from './backend-threads.ts';
import { ThreadError } from './threads/thread-error.ts';
import { TRAINING_DEFAULTS } from './train-net.ts';

const [STEPS, INPUTS, LEARNT, WATCHED] = [6, 3, 40, 10] as const;

/** 40 examples in batches of 16: the last one leaves a thread half of its rows, and another none. */
function training(changes: Partial<NetTraining> = {}): NetTraining {
  const random = new Random(4);
  const drawn = (count: number) => {
    const inputs = Float32Array.from({ length: count * STEPS * INPUTS }, () => random.normal());
    const targets = Float32Array.from({ length: count }, (_, row) =>
      Math.tanh(inputs[row * STEPS * INPUTS] ?? 0),
    );
    return { count, inputs, targets };
  };
  return {
    design: { kind: 'recurrent', units: [8, 4], dropout: 0, recurrentDropout: 0, highway: false },
    shape: { steps: STEPS, batch: 16, inputs: INPUTS, outputs: 3 },
    levels: [0.1, 0.9],
    training: drawn(LEARNT),
    validation: drawn(WATCHED),
    options: { ...TRAINING_DEFAULTS, epochs: 3 },
    seed: 9,
    ...changes,
  };
}

async function trained(backend: NetBackend, what: NetTraining): Promise<TrainedNet> {
  const run = backend.train(what);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

describe('a net that is trained on threads', () => {
  it.each([2, 3])('comes to what it comes to on one, on %i', async (threads) => {
    const alone = await trained(wasmBackend, training());
    const together = await trained(threadsBackend(threads, openNetThreadInNode), training());
    expect(together.backend).toBe('wasm-threads');
    expect(together.bestEpoch).toBe(alone.bestEpoch);
    for (const [epoch, { loss, validationLoss }] of alone.epochs.entries()) {
      expect(together.epochs[epoch]?.loss).toBeCloseTo(loss, 5);
      expect(together.epochs[epoch]?.validationLoss).toBeCloseTo(validationLoss, 5);
    }
    for (const [place, weights] of alone.weights.entries())
      for (const [at, weight] of weights.entries())
        expect(Math.abs((together.weights[place]?.[at] ?? Number.NaN) - weight)).toBeLessThan(1e-4);
  });

  it('comes to the same twice, also where parts of it drop out', async () => {
    const design = { ...training().design, dropout: 0.2, recurrentDropout: 0.2 } as NetTraining['design'];
    const [once, again] = await Promise.all(
      [1, 2].map(() => trained(threadsBackend(2, openNetThreadInNode), training({ design }))),
    );
    expect(again).toEqual(once);
  });

  it('lets its threads go, also when it is left off', async () => {
    let open = 0;
    const counted: OpenNetThread = async (share): Promise<NetThread> => {
      const thread = await openNetThreadInNode(share);
      open += 1;
      return {
        close() {
          open -= 1;
          thread.close();
        },
      };
    };
    const run = threadsBackend(3, counted).train(training());
    await run.next();
    expect(open).toBe(2);
    await run.return(undefined as never);
    expect(open).toBe(0);
  });

  it('says that a thread came to grief, and lets the others go', async () => {
    let closed = 0;
    const close = () => {
      closed += 1;
    };
    const broken: OpenNetThread = async (share) => {
      if (share.thread === 0) return { close };
      throw new ThreadError('it could not be loaded');
    };
    await expect(trained(threadsBackend(3, broken), training())).rejects.toThrow('it could not be loaded');
    expect(closed).toBe(1);
  });

  it('says that a thread failed amid a turn', async () => {
    const withoutRoom: OpenNetThread = ({ memory, ...share }) => {
      const parts = memory.parts.map((part) => ({ ...part, gradient: part.gradient.subarray(0, 1) }));
      return openNetThreadInNode({ ...share, memory: { ...memory, parts } });
    };
    await expect(trained(threadsBackend(2, withoutRoom), training())).rejects.toThrow(ThreadError);
  });
});
