/** Where a function is asked, and how much each answer counts towards its integral. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss–Legendre rule on [0, 1]: with n nodes it integrates polynomials up to degree 2n − 1 without error. Nodes are the roots
 * of the Legendre polynomial, found by Newton's method from Tricomi's guess (Press and others, Numerical Recipes, 3rd ed., 4.6).
 *
 * @param count n, 1 or more
 */
export function gaussLegendre(count: number): QuadratureRule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    let x = -Math.cos((Math.PI * (place + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let step = 0; step < 100; step++) {
      const [value, derivative] = legendre(count, x);
      slope = derivative;
      const before = x;
      x -= value / slope;
      if (Math.abs(x - before) <= Number.EPSILON) break;
    }
    nodes[place] = (1 + x) / 2;
    weights[place] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

/** The Legendre polynomial of some degree at x, and its derivative there. */
function legendre(degree: number, x: number): readonly [value: number, derivative: number] {
  let value = 1;
  let before = 0;
  for (let k = 0; k < degree; k++)
    [value, before] = [((2 * k + 1) * x * value - k * before) / (k + 1), value];
  return [value, (degree * (x * value - before)) / (x * x - 1)];
}
