import { eliminationOrder } from './elimination-order.ts';
import {
  type Factor,
  type Maximised,
  marginalOf,
  maximisedOut,
  placeIn,
  productOf,
  quotientOf,
} from './factor.ts';

/** One variable of a network, and how it depends on its parents. */
export interface NetworkNode {
  readonly name: string;
  /** How many states it can be in, numbered from 0. */
  readonly states: number;
  /** Names of nodes that stand before it. */
  readonly parents: readonly string[];
  /**
   * P(state | states of the parents): one row for each combination of the parents' states, in which the last parent
   * changes quickest; each row adds up to 1.
   */
  readonly table: readonly number[];
}

/**
 * What was seen of some nodes: the state itself, or, where what was seen leaves a doubt, how likely it was under each
 * state (virtual evidence: Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, section 2.2.2). Only ratios of
 * likelihoods matter.
 */
export type Evidence = Readonly<Record<string, number | readonly number[]>>;

export interface Posterior {
  /** Of each node, the probability of each of its states, given the evidence. */
  readonly marginals: Readonly<Record<string, readonly number[]>>;
  /** ln P(evidence), where likelihoods count as they were given. */
  readonly logEvidence: number;
}

/** One step of elimination. */
interface Bucket {
  readonly variable: number;
  readonly taken: readonly Factor[];
  readonly product: Factor;
  /** The product without the variable. */
  readonly message: Factor;
}

/** Rows of a table may be off 1 by what rounding to a few digits leaves. */
const ROW_TOLERANCE = 1e-6;

/**
 * A Bayesian network of discrete variables, answered exactly by variable elimination (Zhang & Poole, A simple approach
 * to Bayesian network computations, 1994; Koller & Friedman 2009, algorithm 9.1).
 */
export class BayesianNetwork {
  readonly #nodes: readonly NetworkNode[];
  readonly #numberOf: ReadonlyMap<string, number>;
  readonly #factors: readonly Factor[];

  /** @throws RangeError where a name is given twice, a parent does not stand before its child, or a table is none */
  constructor(nodes: readonly NetworkNode[]) {
    this.#nodes = nodes;
    this.#numberOf = new Map(nodes.map(({ name }, number) => [name, number]));
    if (this.#numberOf.size < nodes.length) throw new RangeError('two nodes have the same name');
    this.#factors = nodes.map((node, number) => this.#factorOf(node, number));
  }

  /** The nodes, as they were given. */
  get nodes(): readonly NetworkNode[] {
    return this.#nodes;
  }

  /**
   * What all nodes are like, given what was seen: twice through the tree of what elimination leaves, towards its root
   * and back (belief propagation with division: Koller & Friedman 2009, algorithm 10.4).
   * @returns undefined where the network holds the evidence for impossible
   * @throws RangeError for a node or a state that there is not, or likelihoods that are none
   */
  posterior(evidence: Evidence = {}): Posterior | undefined {
    const { factors, logScale } = this.#given(evidence);
    const { buckets, weight } = this.#eliminated(factors);
    if (!(weight > 0)) return undefined;
    const beliefs = new Map<number, Factor>();
    for (const { variable, product, message } of buckets.toReversed()) {
      const above = buckets.find((each) => each.taken.includes(message));
      const belief = above && beliefs.get(above.variable);
      const back = belief && quotientOf(marginalOf(belief, message.scope), message);
      beliefs.set(variable, back ? productOf([product, back]) : product);
    }
    const marginals = this.#nodes.map(({ name }, number) => {
      const belief = beliefs.get(number);
      return [name, belief ? shares(marginalOf(belief, [number]).weights) : []];
    });
    return { marginals: Object.fromEntries(marginals), logEvidence: Math.log(weight) + logScale };
  }

  /**
   * The most probable states of all nodes together, given what was seen; the lowest state where several are equal.
   * Together they may be others than the most probable ones of each node alone.
   * @returns undefined where the network holds the evidence for impossible
   * @throws RangeError as {@link posterior}
   */
  mostProbableExplanation(evidence: Evidence = {}): Readonly<Record<string, number>> | undefined {
    let { factors } = this.#given(evidence);
    const taken: { readonly variable: number; readonly maximised: Maximised }[] = [];
    for (const variable of this.#order(factors)) {
      const maximised = maximisedOut(productOf(factors.filter(holds(variable))), variable);
      factors = [...factors.filter((each) => !holds(variable)(each)), maximised.factor];
      taken.push({ variable, maximised });
    }
    if (!((productOf(factors).weights[0] ?? 0) > 0)) return undefined;
    const states = new Map<number, number>();
    for (const { variable, maximised } of taken.toReversed()) {
      const place = placeIn(maximised.factor, (each) => states.get(each) ?? 0);
      states.set(variable, maximised.best[place] ?? 0);
    }
    return Object.fromEntries(this.#nodes.map(({ name }, number) => [name, states.get(number) ?? 0]));
  }

  /** All variables summed out, one after the other: what each step multiplied, and what it left. */
  #eliminated(factors: readonly Factor[]): { buckets: readonly Bucket[]; weight: number } {
    let left = factors;
    const buckets = this.#order(factors).map((variable): Bucket => {
      const taken = left.filter(holds(variable));
      const product = productOf(taken);
      const message = marginalOf(
        product,
        product.scope.filter((each) => each !== variable),
      );
      left = [...left.filter((each) => !taken.includes(each)), message];
      return { variable, taken, product, message };
    });
    return { buckets, weight: productOf(left).weights[0] ?? 0 };
  }

  #order(factors: readonly Factor[]): readonly number[] {
    return eliminationOrder(
      this.#nodes.map(({ states }) => states),
      factors.map(({ scope }) => scope),
    );
  }

  /** The network's factors and one for each piece of evidence, whose likelihoods are scaled to at most 1. */
  #given(evidence: Evidence): { factors: readonly Factor[]; logScale: number } {
    let logScale = 0;
    const seen = Object.entries(evidence).map(([name, told]): Factor => {
      const number = this.#known(name);
      const states = this.#nodes[number]?.states ?? 0;
      const likelihoods = likelihoodsOf(name, told, states);
      const largest = Math.max(...likelihoods);
      logScale += largest > 0 ? Math.log(largest) : 0;
      const weights = Float64Array.from(likelihoods, (each) => (largest > 0 ? each / largest : 0));
      return { scope: [number], sizes: [states], weights };
    });
    return { factors: [...this.#factors, ...seen], logScale };
  }

  #known(name: string): number {
    const number = this.#numberOf.get(name);
    if (number === undefined) throw new RangeError(`there is no node “${name}”`);
    return number;
  }

  #factorOf(node: NetworkNode, number: number): Factor {
    const parents = node.parents.map((name) => {
      const parent = this.#numberOf.get(name);
      if (parent === undefined || parent >= number)
        throw new RangeError(`“${name}” does not stand before its child “${node.name}”`);
      return parent;
    });
    const sizes = [...parents.map((parent) => this.#nodes[parent]?.states ?? 1), node.states];
    const expected = sizes.reduce((product, size) => product * size, 1);
    if (!Number.isSafeInteger(node.states) || node.states < 1 || node.table.length !== expected)
      throw new RangeError(
        `the table of “${node.name}” has ${node.table.length} entries and not ${expected}`,
      );
    for (let row = 0; row < expected; row += node.states) {
      const chances = node.table.slice(row, row + node.states);
      const sum = chances.reduce((total, chance) => total + chance, 0);
      if (!chances.every((chance) => chance >= 0) || !(Math.abs(sum - 1) <= ROW_TOLERANCE))
        throw new RangeError(`row ${row / node.states} of “${node.name}” is no distribution: ${chances}`);
    }
    return { scope: [...parents, number], sizes, weights: Float64Array.from(node.table) };
  }
}

function likelihoodsOf(name: string, told: number | readonly number[], states: number): readonly number[] {
  if (typeof told === 'number') {
    if (!Number.isSafeInteger(told) || told < 0 || told >= states)
      throw new RangeError(`“${name}” has no state ${told}`);
    return Array.from({ length: states }, (_, state) => (state === told ? 1 : 0));
  }
  if (told.length !== states || !told.every((each) => each >= 0 && each < Number.POSITIVE_INFINITY))
    throw new RangeError(`“${name}” cannot have been seen with likelihoods ${told}`);
  return told;
}

function holds(variable: number): (factor: Factor) => boolean {
  return ({ scope }) => scope.includes(variable);
}

function shares(weights: Float64Array): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Array.from(weights, (weight) => weight / sum);
}
