import { gaussLegendre, type QuadratureRule } from '../gauss-legendre.ts';

/** What one feature lets through on the way to a node, all its decisions together. */
export interface PathFeature {
  readonly feature: number;
  /** The share of training rows that it lets through: what a subset without the feature goes by. */
  readonly share: number;
  /** By row: 1 where its value lets it through. */
  readonly met: Uint8Array;
}

/**
 * What the features on the way to a leaf add to what it says. With o_k = 1 where a row meets feature k's conditions and z_k the
 * share of training rows that do, a subset of features knows a product of them, and the Shapley value is an integral over how
 * likely a feature is to be known (Owen, "Multilinear extensions of games", Management Science 18, 1972):
 *
 *   φ_j = v (o_j − z_j) ∫₀¹ Π_{k≠j} (o_k t + z_k (1 − t)) dt
 *
 * The product is a polynomial of t, which the Gauss–Legendre rule integrates without error; no term is negative, so that nothing
 * cancels. φ depends on a row only by its o: where rows outnumber the patterns of o, each pattern is worked out once.
 */
export class LeafShares {
  readonly #rows: number;
  readonly #byFeature: readonly Float64Array[];
  readonly #pattern: Uint32Array;
  readonly #integral: PathIntegral;
  /** φ of one pattern after the other. */
  #table = new Float64Array();

  /** @param byFeature to what is added, by feature and row */
  constructor(rows: number, byFeature: readonly Float64Array[]) {
    this.#rows = rows;
    this.#byFeature = byFeature;
    this.#pattern = new Uint32Array(rows);
    this.#integral = new PathIntegral(byFeature.length);
  }

  /** Adds what a leaf at the end of a path brings. @param value what the leaf says */
  add(path: readonly PathFeature[], value: number): void {
    if (path.length === 0 || value === 0) return;
    this.#integral.begin(path, value);
    if (2 ** path.length <= this.#rows) this.#addByPattern(path);
    else this.#addByRow(path);
  }

  #addByPattern(path: readonly PathFeature[]): void {
    const width = path.length;
    const table = this.#patternsOf(width);
    const pattern = this.#pattern.fill(0);
    for (let place = 0; place < width; place++) {
      const met = path[place]?.met ?? [];
      for (let row = 0; row < pattern.length; row++)
        pattern[row] = (pattern[row] as number) | ((met[row] as number) << place);
    }
    for (let place = 0; place < width; place++) {
      const column = this.#byFeature[path[place]?.feature ?? -1];
      if (!column) continue;
      const from = place << width;
      for (let row = 0; row < column.length; row++)
        column[row] = (column[row] as number) + (table[from + (pattern[row] as number)] as number);
    }
  }

  /** φ by place in the path, then by pattern: bit k of it is o_k. */
  #patternsOf(width: number): Float64Array {
    const size = width << width;
    if (this.#table.length < size) this.#table = new Float64Array(size);
    const { met, phi } = this.#integral;
    for (let pattern = 0; pattern < 1 << width; pattern++) {
      for (let place = 0; place < width; place++) met[place] = (pattern >>> place) & 1;
      this.#integral.solve();
      for (let place = 0; place < width; place++)
        this.#table[(place << width) + pattern] = phi[place] as number;
    }
    return this.#table;
  }

  #addByRow(path: readonly PathFeature[]): void {
    const { met, phi } = this.#integral;
    for (let row = 0; row < this.#rows; row++) {
      for (let place = 0; place < path.length; place++) met[place] = path[place]?.met[row] as number;
      this.#integral.solve();
      for (let place = 0; place < path.length; place++) {
        const column = this.#byFeature[path[place]?.feature ?? -1];
        if (column) column[row] = (column[row] as number) + (phi[place] as number);
      }
    }
  }
}

/** φ of all features of a path, for one o after the other. */
class PathIntegral {
  /** o: by place in the path, 1 where the conditions are met. */
  readonly met: Float64Array;
  /** The answer, by place in the path. */
  readonly phi: Float64Array;
  readonly #share: Float64Array;
  readonly #before: Float64Array;
  readonly #rules: QuadratureRule[] = [];
  #rule: QuadratureRule;
  #value = 0;
  #width = 0;

  constructor(mostFeatures: number) {
    this.met = new Float64Array(mostFeatures);
    this.phi = new Float64Array(mostFeatures);
    this.#share = new Float64Array(mostFeatures);
    this.#before = new Float64Array(mostFeatures);
    this.#rule = this.#ruleFor(1);
  }

  begin(path: readonly PathFeature[], value: number): void {
    this.#width = path.length;
    this.#value = value;
    this.#rule = this.#ruleFor(path.length);
    for (let place = 0; place < path.length; place++) this.#share[place] = path[place]?.share ?? 0;
  }

  solve(): void {
    const { met, phi } = this;
    const share = this.#share;
    const before = this.#before;
    const width = this.#width;
    const { nodes, weights } = this.#rule;
    for (let place = 0; place < width; place++) phi[place] = 0;
    for (let node = 0; node < nodes.length; node++) {
      const t = nodes[node] as number;
      // Products over all others: of those before, going up, and of those behind, going down.
      let product = (weights[node] as number) * this.#value;
      for (let place = 0; place < width; place++) {
        before[place] = product;
        product *= (met[place] as number) * t + (share[place] as number) * (1 - t);
      }
      product = 1;
      for (let place = width - 1; place >= 0; place--) {
        phi[place] = (phi[place] as number) + (before[place] as number) * product;
        product *= (met[place] as number) * t + (share[place] as number) * (1 - t);
      }
    }
    for (let place = 0; place < width; place++)
      phi[place] = (phi[place] as number) * ((met[place] as number) - (share[place] as number));
  }

  /** The rule that is exact for a path of so many features, a polynomial of one degree less. */
  #ruleFor(features: number): QuadratureRule {
    const count = Math.ceil(features / 2);
    const rule = this.#rules[count] ?? gaussLegendre(count);
    this.#rules[count] = rule;
    return rule;
  }
}
