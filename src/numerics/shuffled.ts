import type { Random } from './random.ts';

/** The numbers from 0 below `count` in an order drawn at random, each order as likely (Fisher & Yates; Durstenfeld, CACM 7, 1964). */
export function shuffled(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, place) => place);
  for (let left = count - 1; left > 0; left--) {
    const other = Math.floor(random.uniform() * (left + 1));
    const kept = order[left] as number;
    order[left] = order[other] as number;
    order[other] = kept;
  }
  return order;
}
