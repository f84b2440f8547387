/**
 * A table of weights over every combination of states of some variables: φ(X₁ … Xₙ) ≥ 0 (Koller & Friedman,
 * Probabilistic Graphical Models, 2009, definition 4.1). The states of the last variable change quickest.
 */
export interface Factor {
  /** The variables, by number, none twice. */
  readonly scope: readonly number[];
  /** How many states each of them has. */
  readonly sizes: readonly number[];
  readonly weights: Float64Array;
}

/** One variable taken out of a factor by its best state, and which state that was. */
export interface Maximised {
  readonly factor: Factor;
  /** For each combination of what is left, the state with the largest weight, the first of equals. */
  readonly best: Int32Array;
}

/** The product of factors: a combination weighs what it weighs in each. Of none it is the factor without variables, 1. */
export function productOf(factors: readonly Factor[]): Factor {
  const scope: number[] = [];
  const sizes: number[] = [];
  for (const factor of factors)
    for (const [place, variable] of factor.scope.entries())
      if (!scope.includes(variable)) {
        scope.push(variable);
        sizes.push(factor.sizes[place] ?? 1);
      }
  const product = { scope, sizes, weights: new Float64Array(countOf(sizes)).fill(1) };
  for (const factor of factors) {
    const places = placesIn(factor, product);
    for (let at = 0; at < product.weights.length; at += 1)
      product.weights[at] = (product.weights[at] ?? 0) * (factor.weights[places[at] ?? 0] ?? 0);
  }
  return product;
}

/** A factor divided by one over some of its variables; nothing by nothing is nothing (Koller & Friedman, definition 10.7). */
export function quotientOf(factor: Factor, divisor: Factor): Factor {
  const places = placesIn(divisor, factor);
  const weights = factor.weights.map((weight, at) =>
    weight === 0 ? 0 : weight / (divisor.weights[places[at] ?? 0] ?? 0),
  );
  return { ...factor, weights };
}

/** The factor without all of its variables but some, whose states are added up. */
export function marginalOf(factor: Factor, kept: readonly number[]): Factor {
  const scope = factor.scope.filter((variable) => kept.includes(variable));
  const sizes = factor.sizes.filter((_, place) => kept.includes(factor.scope[place] ?? -1));
  const marginal = { scope, sizes, weights: new Float64Array(countOf(sizes)) };
  const places = placesIn(marginal, factor);
  for (const [at, weight] of factor.weights.entries()) {
    const place = places[at] ?? 0;
    marginal.weights[place] = (marginal.weights[place] ?? 0) + weight;
  }
  return marginal;
}

/** The factor without one of its variables, of which the state with the largest weight is taken. */
export function maximisedOut(factor: Factor, variable: number): Maximised {
  const at = factor.scope.indexOf(variable);
  const size = factor.sizes[at] ?? 1;
  const scope = factor.scope.filter((each) => each !== variable);
  const sizes = factor.sizes.filter((_, place) => place !== at);
  const step = countOf(factor.sizes.slice(at + 1));
  const weights = new Float64Array(factor.weights.length / size);
  const best = new Int32Array(weights.length);
  for (let place = 0; place < weights.length; place += 1) {
    const first = Math.floor(place / step) * step * size + (place % step);
    let largest = Number.NEGATIVE_INFINITY;
    for (let state = 0; state < size; state += 1) {
      const weight = factor.weights[first + state * step] ?? 0;
      if (weight <= largest) continue;
      largest = weight;
      best[place] = state;
    }
    weights[place] = largest;
  }
  return { factor: { scope, sizes, weights }, best };
}

/**
 * Where a combination of states stands in a factor's table.
 * @param stateOf the state of each variable of its scope
 */
export function placeIn({ scope, sizes }: Factor, stateOf: (variable: number) => number): number {
  return scope.reduce((place, variable, at) => place * (sizes[at] ?? 1) + stateOf(variable), 0);
}

/** Where each combination of a factor's variables stands in the table of one over some of them. */
function placesIn(part: Factor, whole: Factor): Int32Array {
  const { sizes, scope, weights } = whole;
  const strides = scope.map((variable) => {
    const at = part.scope.indexOf(variable);
    return at < 0 ? 0 : countOf(part.sizes.slice(at + 1));
  });
  const places = new Int32Array(weights.length);
  const states = sizes.map(() => 0);
  let within = 0;
  for (let place = 0; place < places.length; place += 1) {
    places[place] = within;
    for (let at = sizes.length - 1; at >= 0; at -= 1) {
      const [state, size, stride] = [(states[at] ?? 0) + 1, sizes[at] ?? 1, strides[at] ?? 0];
      within += stride;
      states[at] = state;
      if (state < size) break;
      within -= size * stride;
      states[at] = 0;
    }
  }
  return places;
}

function countOf(sizes: readonly number[]): number {
  return sizes.reduce((product, size) => product * size, 1);
}
