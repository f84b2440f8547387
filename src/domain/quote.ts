/** What a coin costs in a currency, as a market tells it. */
export interface Quote {
  /** As the provider names it: `bitcoin`, `BTC`, a contract's address. */
  readonly coin: string;
  /** In capitals: `EUR`, `USD`, `BTC`. */
  readonly currency: string;
  /** Of {@link currency} per coin. */
  readonly price: number;
  readonly change24hPct?: number | undefined;
  /** Traded in the last day, in {@link currency}. */
  readonly volume24h?: number | undefined;
  /** In {@link currency}. */
  readonly marketCap?: number | undefined;
  readonly atMs: number;
}

/** A price of the past, in the currency that was asked for. */
export interface PricePoint {
  readonly atMs: number;
  readonly price: number;
  /** Traded in the day before, in that currency. */
  readonly volume24h?: number | undefined;
}

/** The trade of one interval on an exchange, in the currency of the pair. */
export interface Candle {
  /** When the interval opened. */
  readonly atMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** In coins. */
  readonly volume?: number | undefined;
  /** In the pair's currency. */
  readonly volumeQuote?: number | undefined;
}
