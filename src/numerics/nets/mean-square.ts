import type { Floats } from './matrices.ts';

/** The mean of squared differences, and its gradient by what was said, written into `gradient`. */
export function meanSquare(said: Floats, wanted: ArrayLike<number>, gradient: Floats): number {
  let sum = 0;
  for (let at = 0; at < said.length; at++) {
    const difference = (said[at] as number) - (wanted[at] as number);
    sum += difference * difference;
    gradient[at] = (2 * difference) / said.length;
  }
  return sum / said.length;
}
