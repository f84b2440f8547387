import { BASE_TRAINING, type BaseTraining } from './train-base-model.ts';
import type { BaseTarget } from './training-tables.ts';

/** What a base model is made of, from beginning to end. */
export interface BaseRecipe {
  readonly target: BaseTarget;
  /** Simulated homes, one a seed: those learnt from, and those it is judged by, which nothing was chosen by. */
  readonly trained: SeedRange;
  readonly heldOut: SeedRange;
  readonly days: number;
  readonly training: BaseTraining;
}

interface SeedRange {
  readonly from: number;
  readonly count: number;
}

/** Rooms are simulated in milliseconds, miners in a second each. */
export const BASE_RECIPES: readonly BaseRecipe[] = [
  {
    target: 'room-temperature',
    trained: { from: 1, count: 300 },
    heldOut: { from: 5001, count: 100 },
    days: 40,
    training: BASE_TRAINING,
  },
  ...(['power', 'hashrate'] as const).map((target) => ({
    target,
    trained: { from: 1, count: 60 },
    heldOut: { from: 5001, count: 24 },
    days: 30,
    training: { ...BASE_TRAINING, epochs: 10, learningRate: 2e-4, mostWindows: 4_000 },
  })),
];

export function seedsOf({ from, count }: SeedRange): readonly number[] {
  return Array.from({ length: count }, (_, place) => from + place);
}
