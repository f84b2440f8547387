import { type Coin, coinsMinedBy } from '../../domain/coin.ts';
import { chainEarning } from '../../domain/economics/chain-earning.ts';
import { todayAndTomorrow } from '../../domain/economics/price-hours.ts';
import { knownPrices, priceSpans } from '../../domain/economics/price-span.ts';
import type { PriceSegment, Tariff } from '../../domain/economics/tariff.ts';
import { FRESHNESS, type FreshnessKind } from '../../domain/freshness.ts';
import { isInCurrency, marketSeries } from '../../domain/market-series.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { NetworkState, RewardStretch } from '../../domain/network-state.ts';
import type { OutsideFigure, OutsideMarket, WorkWorth } from '../../domain/outside-market.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Sourced } from '../../domain/sourced.ts';
import type { SourcesView } from '../../domain/sources-view.ts';

export interface MarketInputs {
  readonly figures: SourcesView['figures'];
  readonly coins: readonly Coin[];
  readonly currency: string;
  readonly tariff: Tariff;
  readonly algorithms: readonly Algorithm[];
  readonly nowMs: number;
  readonly timeZone: string;
}

/** What sources tell of the money that mining earns and costs: chains × prices, and the market price of power. */
export function marketNow(inputs: MarketInputs): OutsideMarket {
  const { figures, currency, algorithms, nowMs } = inputs;
  const quotes = usable<readonly Quote[]>(figures[`prices:${currency}`], 'price', nowMs);
  const priceOf = (coin: string): OutsideFigure | undefined => {
    const quote = quotes?.value.find((each) => each.coin === coin && each.currency === currency);
    return quotes && quote && { value: quote.price, providers: [quotes.provider], atMs: quotes.atMs };
  };
  const work: Partial<Record<Algorithm, WorkWorth>> = {};
  for (const algorithm of new Set(algorithms)) {
    const worth = bestOf(algorithm, inputs, priceOf);
    if (worth) work[algorithm] = worth;
  }
  return { work, btcPrice: priceOf('BTC'), powerPrices: powerPrices(inputs) };
}

/** Of the coins that an algorithm mines, the one that pays best with all that is merge-mined beside it. */
function bestOf(
  algorithm: Algorithm,
  inputs: MarketInputs,
  priceOf: (coin: string) => OutsideFigure | undefined,
): WorkWorth | undefined {
  const worths = new Map(
    coinsMinedBy(inputs.coins, algorithm).flatMap((coin) => {
      const worth = worthOf(coin, inputs, priceOf(coin.symbol));
      return worth ? [[coin.symbol, { coin, worth }] as const] : [];
    }),
  );
  const merged = [...worths.values()].map(({ coin, worth }) =>
    coin.mergeMinedWith.reduce((sum, symbol) => {
      const other = worths.get(symbol)?.worth;
      return other ? added(sum, other) : sum;
    }, worth),
  );
  return merged.reduce<WorkWorth | undefined>(
    (best, each) => (best && best.value >= each.value ? best : each),
    undefined,
  );
}

/** One H/s for a day on one chain, in money. */
function worthOf(
  coin: Coin,
  { figures, nowMs }: MarketInputs,
  price: OutsideFigure | undefined,
): WorkWorth | undefined {
  const network = usable<NetworkState>(figures[`network:${coin.symbol}`], 'network', nowMs);
  if (!network || !price) return undefined;
  const rewards = usable<RewardStretch>(figures[`rewards:${coin.symbol}`], 'network', nowMs);
  // The fees of the last day's blocks, where they are told by themselves.
  const feesPerBlock = rewards?.value.feesPerBlock ?? network.value.feesPerBlock;
  const height = network.value.height ?? rewards?.value.endHeight;
  const earning = chainEarning(coin, { ...network.value, feesPerBlock, height });
  if (!earning) return undefined;
  const told = [network, ...(rewards ? [rewards] : [])];
  return {
    coins: [coin.symbol],
    value: earning.coinsPerHsDay * price.value,
    providers: [...new Set([...told.map(({ provider }) => provider), ...price.providers])],
    atMs: Math.min(...told.map(({ atMs }) => atMs), price.atMs),
  };
}

function added(sum: WorkWorth, other: WorkWorth): WorkWorth {
  return {
    coins: [...sum.coins, ...other.coins],
    value: sum.value + other.value,
    providers: [...new Set([...sum.providers, ...other.providers])],
    atMs: Math.min(sum.atMs, other.atMs),
  };
}

/** What a kilowatt-hour costs today and tomorrow by a market tariff; other tariffs know their prices themselves. */
function powerPrices({
  figures,
  currency,
  tariff,
  nowMs,
  timeZone,
}: MarketInputs): readonly PriceSegment[] | undefined {
  if (tariff.kind !== 'spot') return undefined;
  const told = marketSeries(figures, tariff.provider, tariff.seriesId);
  const market = told && isInCurrency(told, currency) ? told : undefined;
  const [today, tomorrow] = todayAndTomorrow(nowMs, timeZone);
  return knownPrices(priceSpans(tariff, today.fromMs, tomorrow.toMs, { timeZone, market }));
}

/** What is stored under a quantity is what its question reads; absent where it is too old to count with. */
function usable<T>(
  figure: Sourced<unknown> | undefined,
  kind: FreshnessKind,
  nowMs: number,
): Sourced<T> | undefined {
  if (!figure || nowMs - figure.atMs > FRESHNESS[kind].usableMs) return undefined;
  return figure as Sourced<T>;
}
