import { gaussLegendre } from '../gauss-legendre.ts';

/**
 * How one thing that a model says changes with each of its inputs, at some points.
 * @param points count × inputs @returns laid out alike
 */
export type Slopes = (points: Float64Array, count: number) => ArrayLike<number>;

/**
 * What each input adds to what a model says, beyond what it says of a baseline: integrated gradients (Sundararajan, Taly & Yan,
 * "Axiomatic attribution for deep networks", ICML 2017, equation 1), (xᵢ − x′ᵢ) ∫₀¹ ∂f/∂xᵢ (x′ + α (x − x′)) dα by
 * Gauss–Legendre. They add up to f(x) − f(x′), but for what the quadrature misses where the slope has kinks.
 *
 * @param nodes at which the slope is asked; their number is a question of exactness only
 */
export function integratedGradients(
  slopes: Slopes,
  input: ArrayLike<number>,
  baseline: ArrayLike<number>,
  nodes = 32,
): Float64Array {
  const size = input.length;
  const { nodes: alphas, weights } = gaussLegendre(nodes);
  const points = new Float64Array(nodes * size);
  for (const [place, alpha] of alphas.entries())
    for (let i = 0; i < size; i++)
      points[place * size + i] =
        (baseline[i] as number) + alpha * ((input[i] as number) - (baseline[i] as number));
  const slope = slopes(points, nodes);
  return Float64Array.from({ length: size }, (_, i) => {
    const mean = weights.reduce(
      (sum, weight, place) => sum + weight * (slope[place * size + i] as number),
      0,
    );
    return mean * ((input[i] as number) - (baseline[i] as number));
  });
}
