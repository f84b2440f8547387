import type { Random } from '../random.ts';
import type { Floats } from './matrices.ts';

/** Uniform so that variances stay from layer to layer (Glorot & Bengio, AISTATS 2010). */
export function glorot(weight: Floats, inputs: number, outputs: number, random: Random): void {
  const bound = Math.sqrt(6 / (inputs + outputs));
  for (let at = 0; at < weight.length; at++) weight[at] = bound * (2 * random.uniform() - 1);
}

/**
 * Blocks of orthonormal columns, one below the other: a state that goes through such a weight again and again neither grows nor
 * vanishes (Saxe and others, ICLR 2014). By Gram and Schmidt, of normal columns.
 * @param size of each block, size × size
 */
export function orthogonal(weight: Floats, size: number, random: Random): void {
  for (let from = 0; from < weight.length; from += size * size)
    for (let column = 0; column < size; column++) {
      const own = Float64Array.from({ length: size }, () => random.normal());
      // Twice, as once leaves what rounding hides.
      for (let pass = 0; pass < 2; pass++)
        for (let earlier = 0; earlier < column; earlier++) {
          let along = 0;
          for (let row = 0; row < size; row++)
            along += (own[row] as number) * (weight[from + row * size + earlier] as number);
          for (let row = 0; row < size; row++)
            own[row] = (own[row] as number) - along * (weight[from + row * size + earlier] as number);
        }
      const norm = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
      for (let row = 0; row < size; row++) weight[from + row * size + column] = (own[row] as number) / norm;
    }
}
