/** A figure that is far from what is known: a decimal point, another currency, another coin. */
export interface Doubt {
  /** A coin's price, or the difficulty of its chain. */
  readonly of: 'price' | 'network';
  readonly coin: string;
  /** ISO 4217, of a price. */
  readonly currency?: string | undefined;
  readonly told: number;
  readonly toldAtMs: number;
  /** What it is held against, whose that is, and of when. */
  readonly known: number;
  readonly knownBy: string;
  readonly knownAtMs: number;
  /** Others say otherwise, but it has said so all along: it counts, and its owner is told. */
  readonly counted: boolean;
}
