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
  /** Share of the worth of all coins together, %. */
  readonly dominancePct?: number | undefined;
  readonly atMs: number;
  /** Whose it is, in a list that is not of one provider alone. */
  readonly provider?: string | undefined;
}

/** A price of the past, in the currency that was asked for. */
export interface PricePoint {
  readonly atMs: number;
  readonly price: number;
  /** Traded in the day before, in that currency. */
  readonly volume24h?: number | undefined;
  readonly marketCap?: number | undefined;
}

/** What is asked of an exchange: the trades of a pair, interval by interval. */
export interface CandleAsk {
  /** In capitals: `BTC`. */
  readonly coin: string;
  /** In capitals, as the exchange trades it: `USD`, `EUR`; on Binance `USDT`. */
  readonly currency: string;
  /** The lengths that every exchange of ours knows. */
  readonly intervalS: 300 | 900 | 3600 | 86_400;
  readonly sinceMs?: number | undefined;
  readonly untilMs?: number | undefined;
}

/** The trade of one interval on an exchange, in the currency of the pair. */
export interface Candle {
  /** When the interval opened. */
  readonly atMs: number;
  readonly open?: number | undefined;
  readonly high?: number | undefined;
  readonly low?: number | undefined;
  readonly close: number;
  /** In coins. */
  readonly volume?: number | undefined;
  /** In the pair's currency. */
  readonly volumeQuote?: number | undefined;
}
