import { describe, expect, it } from 'vitest';
import type { NetTraining, TrainedNet } from '../numerics/nets/backend.ts';
import { TRAINING_DEFAULTS } from '../numerics/nets/train-net.ts';
import { type FoldTrainer, trainersFor, trainFolds } from './fold-pool.ts';

/** A fold told apart by its seed. */
function fold(seed: number): NetTraining {
  const nothing = { count: 0, inputs: [], targets: [] };
  return {
    design: { kind: 'recurrent', units: [1], dropout: 0, recurrentDropout: 0, highway: false },
    shape: { steps: 1, batch: 1, inputs: 1, outputs: 1 },
    levels: [],
    training: nothing,
    validation: nothing,
    options: TRAINING_DEFAULTS,
    seed,
  };
}

/** Trainers that end when they are told to. */
class Hall {
  readonly underWay = new Map<number, { end(): void; fail(error: Error): void }>();
  opened = 0;
  closed = 0;
  breakDown = (_: Error) => {};

  readonly open = (): FoldTrainer => {
    this.opened++;
    return {
      train: ({ seed }, onProgress) =>
        new Promise<TrainedNet>((resolve, reject) => {
          onProgress({ epochs: [], bestEpoch: -1, done: 0 });
          const net = { epochs: [], bestEpoch: seed, weights: [], backend: 'wasm' } as const;
          this.underWay.set(seed, {
            end: () => {
              this.underWay.delete(seed);
              resolve(net);
            },
            fail: reject,
          });
        }),
      broken: new Promise<never>((_, reject) => {
        this.breakDown = reject;
      }),
      close: () => {
        this.closed++;
      },
    };
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe('folds', () => {
  it('are trained side by side, never more than there are trainers, and come back in order', async () => {
    const hall = new Hall();
    const told: number[] = [];
    const onProgress = (place: number) => void told.push(place);
    const nets = trainFolds([5, 6, 7].map(fold), { open: hall.open, trainers: 2, onProgress });
    await settled();
    expect([...hall.underWay.keys()]).toEqual([5, 6]);
    hall.underWay.get(6)?.end();
    await settled();
    expect([...hall.underWay.keys()]).toEqual([5, 7]);
    hall.underWay.get(7)?.end();
    hall.underWay.get(5)?.end();
    expect((await nets).map(({ bestEpoch }) => bestEpoch)).toEqual([5, 6, 7]);
    expect(told).toEqual([0, 1, 2]);
    expect([hall.opened, hall.closed]).toEqual([2, 2]);
  });

  it('one that fails ends all, and is named', async () => {
    const hall = new Hall();
    const nets = trainFolds([5, 6, 7].map(fold), { open: hall.open, trainers: 2 });
    await settled();
    hall.underWay.get(6)?.fail(new RangeError('the loss of epoch 0 is NaN'));
    await expect(nets).rejects.toMatchObject({ name: 'FoldError', fold: 1 });
    await expect(nets).rejects.toThrow('fold 2: the loss of epoch 0 is NaN');
    expect(hall.closed).toBe(2);
  });

  it('a trainer that breaks down fails its fold', async () => {
    const hall = new Hall();
    const nets = trainFolds([fold(5)], { open: hall.open, trainers: 4 });
    await settled();
    hall.breakDown(new Error('out of memory'));
    await expect(nets).rejects.toThrow('fold 1: out of memory');
    expect([hall.opened, hall.closed]).toEqual([1, 1]);
  });

  it('are left off when that is wished, and not begun when it was wished before', async () => {
    const hall = new Hall();
    const wish = new AbortController();
    const ports = { open: hall.open, trainers: 2, signal: wish.signal };
    const nets = trainFolds([5, 6, 7].map(fold), ports);
    await settled();
    wish.abort(new DOMException('enough', 'AbortError'));
    await expect(nets).rejects.toThrow('enough');
    expect(hall.closed).toBe(2);
    await expect(trainFolds([fold(5)], ports)).rejects.toThrow('enough');
    expect(hall.opened).toBe(2);
  });

  it('leave one core to the page, where there is more than one', () => {
    expect([1, 2, 8].map(trainersFor)).toEqual([1, 1, 7]);
  });
});
