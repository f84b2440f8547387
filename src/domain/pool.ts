/** What is known of a mining pool. Absent is what nobody has told; `unverified` is told, but by no first hand. */
export interface Pool {
  readonly id: string;
  readonly name: string;
  /** Symbols of what it mines, or pays in. */
  readonly coins: readonly string[];
  /** There are others besides: a multi-coin pool, or one that keeps adding coins. */
  readonly more: boolean;
  /** As the pool names them: `sha-256`, `kawpow`. Empty where the coins say it. */
  readonly algorithms: readonly string[];
  readonly schemes: readonly PoolScheme[];
  /** Whole coins, by symbol: it pays no less at a time. */
  readonly minPayouts: Readonly<Record<string, number>>;
  readonly hosts: readonly PoolHost[];
  readonly regions: readonly string[];
  /** In words for the owner. */
  readonly note?: string | undefined;
  /** Where its values were read. */
  readonly source: string;
  /** Of which values no first-hand source was read: to be shown so, and open to the owner's own figure. */
  readonly unverified: readonly PoolFact[];
}

export type PoolFact = 'fee' | 'scheme' | 'minPayout' | 'host' | 'port' | 'region' | 'running';

/** How a pool pays, and what it keeps of it. */
export interface PoolScheme {
  readonly scheme: PayoutScheme;
  /** Part of the reward that the pool keeps, 0..1; absent where it is told by the pool's own answers only. */
  readonly poolFee?: number | undefined;
  /** Only for these; for all its coins when absent. */
  readonly coins?: readonly string[] | undefined;
  readonly note?: string | undefined;
}

/** Who bears the luck under which scheme: see the economics. `market` sells work to buyers, at their price. */
export type PayoutScheme = 'PPS' | 'PPS+' | 'FPPS' | 'PPLNS' | 'PROP' | 'TIDES' | 'SOLO' | 'market';

/** Where its Stratum listens. `<coin>`, `<algorithm>`, `<region>` stand for a word of the owner's choice. */
export interface PoolHost {
  readonly host: string;
  readonly port?: number | undefined;
  readonly tlsPort?: number | undefined;
  readonly note?: string | undefined;
}

/** The schemes that a pool has for a coin: those that name it, and those for all its coins. */
export function schemesFor(pool: Pool, symbol: string): readonly PoolScheme[] {
  return pool.schemes.filter(({ coins }) => coins === undefined || coins.includes(symbol));
}
