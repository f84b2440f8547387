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
  const weights = new Float64Array(sizes.reduce((product, size) => product * size, 1)).fill(1);
  for (const factor of factors) {
    const strides = stridesIn(factor, scope);
    eachPlace(sizes, strides, (place, within) => {
      weights[place] = (weights[place] ?? 0) * (factor.weights[within] ?? 0);
    });
  }
  return { scope, sizes, weights };
}

/** The factor without one of its variables, whose states are added up. */
export function summedOut(factor: Factor, variable: number): Factor {
  return without(factor, variable, (weights) => weights.reduce((sum, weight) => sum + weight, 0));
}

/** The factor without one of its variables, of which the state with the largest weight is taken. */
export function maximisedOut(factor: Factor, variable: number): Maximised {
  const best: number[] = [];
  const left = without(factor, variable, (weights) => {
    const largest = Math.max(...weights);
    best.push(weights.indexOf(largest));
    return largest;
  });
  return { factor: left, best: Int32Array.from(best) };
}

/**
 * Where a combination of states stands in a factor's table.
 * @param stateOf the state of each variable of its scope
 */
export function placeIn({ scope, sizes }: Factor, stateOf: (variable: number) => number): number {
  return scope.reduce((place, variable, at) => place * (sizes[at] ?? 1) + stateOf(variable), 0);
}

function without(factor: Factor, variable: number, fold: (weights: readonly number[]) => number): Factor {
  const at = factor.scope.indexOf(variable);
  const size = factor.sizes[at] ?? 1;
  const scope = factor.scope.filter((each) => each !== variable);
  const sizes = factor.sizes.filter((_, place) => place !== at);
  const step = factor.sizes.slice(at + 1).reduce((product, each) => product * each, 1);
  const weights = new Float64Array(factor.weights.length / size);
  for (let place = 0; place < weights.length; place += 1) {
    const first = Math.floor(place / step) * step * size + (place % step);
    weights[place] = fold(
      Array.from({ length: size }, (_, state) => factor.weights[first + state * step] ?? 0),
    );
  }
  return { scope, sizes, weights };
}

/** How far one state of each variable of `scope` moves on in a factor's table; not at all for what it does not hold. */
function stridesIn(factor: Factor, scope: readonly number[]): readonly number[] {
  return scope.map((variable) => {
    const at = factor.scope.indexOf(variable);
    return at < 0 ? 0 : factor.sizes.slice(at + 1).reduce((product, size) => product * size, 1);
  });
}

/** Walks every combination in order, and tells where it stands in a table with other strides. */
function eachPlace(
  sizes: readonly number[],
  strides: readonly number[],
  visit: (place: number, within: number) => void,
): void {
  const count = sizes.reduce((product, size) => product * size, 1);
  const states = sizes.map(() => 0);
  let within = 0;
  for (let place = 0; place < count; place += 1) {
    visit(place, within);
    for (let at = sizes.length - 1; at >= 0; at -= 1) {
      const [state, size, stride] = [(states[at] ?? 0) + 1, sizes[at] ?? 1, strides[at] ?? 0];
      within += stride;
      states[at] = state;
      if (state < size) break;
      within -= size * stride;
      states[at] = 0;
    }
  }
}
