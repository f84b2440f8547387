import { type Coin, coinsMinedBy, NEVER_ALONE } from '../../domain/coin.ts';
import { type ChainEarning, chainEarning } from '../../domain/economics/chain-earning.ts';
import { todayAndTomorrow } from '../../domain/economics/price-hours.ts';
import { knownPrices, priceSpans } from '../../domain/economics/price-span.ts';
import type { PriceSegment, Tariff } from '../../domain/economics/tariff.ts';
import type { EnergyPriceSeries } from '../../domain/energy-price.ts';
import { type FreshnessKind, freshnessOf } from '../../domain/freshness.ts';
import { feedInSeries, isInCurrency, marketSeries, stillSaid } from '../../domain/market-series.ts';
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
  const priceOf = (coin: string) => priceIn(inputs, coin);
  const work: Partial<Record<Algorithm, WorkWorth>> = {};
  for (const algorithm of new Set(inputs.algorithms)) {
    const worth = usualWorth(algorithm, inputs, priceOf);
    if (worth) work[algorithm] = worth;
  }
  const { currency } = inputs;
  return { currency, work, btcPrice: priceOf('BTC'), powerPrices: powerPrices(inputs) };
}

/** Each price is as old as it is itself: a coin that nobody trades any more does not make the others old. */
function priceIn({ figures, currency, nowMs }: MarketInputs, coin: string): OutsideFigure | undefined {
  // What is stored under a quantity is what its question reads.
  const quotes = figures[`prices:${currency}`] as Sourced<readonly Quote[]> | undefined;
  const quote = quotes?.value.find((each) => each.coin === coin && each.currency === currency);
  if (!quotes || !quote) return undefined;
  const atMs = Math.min(quote.atMs, quotes.receivedAtMs);
  if (freshnessOf('price', nowMs - atMs) === 'useless') return undefined;
  return { value: quote.price, providers: [quote.provider ?? quotes.provider], atMs };
}

/**
 * Of the coins that an algorithm mines, the first of the catalogue that is known, with all that is merge-mined beside it:
 * what a machine usually works for. The best of all would be whichever is told most wrongly, and none that the owner is
 * paid; what another coin would bring is for the table of coins.
 */
function usualWorth(
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
  const isWhole = (symbol: string) => worths.has(NEVER_ALONE[symbol] ?? symbol);
  const usual = [...worths.values()].find(({ coin }) => isWhole(coin.symbol));
  return usual?.coin.mergeMinedWith.reduce((sum, symbol) => {
    const other = worths.get(symbol);
    // What neither chain says of itself is hearsay, and adds nothing.
    const isSure =
      other && [usual.coin, other.coin].some(({ unverified }) => !unverified.includes('mergeMinedWith'));
    return isSure ? added(sum, other.worth) : sum;
  }, usual.worth);
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
    ...(isHearsay(coin, earning.by) ? { unverified: [coin.symbol] } : {}),
  };
}

function isHearsay({ unverified }: Coin, by: ChainEarning['by']): boolean {
  const restsOn = ['subsidy', 'minerFraction', by === 'difficulty' ? 'hashesPerDifficulty' : 'blockTimeS'];
  return unverified.some((fact) => restsOn.includes(fact));
}

function added(sum: WorkWorth, other: WorkWorth): WorkWorth {
  const unverified = [...(sum.unverified ?? []), ...(other.unverified ?? [])];
  return {
    ...(unverified.length > 0 ? { unverified } : {}),
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
  const said = stillSaid(figures, nowMs);
  const counted = (told: EnergyPriceSeries | undefined) =>
    told && isInCurrency(told, currency) ? told : undefined;
  const market = counted(marketSeries(said, tariff.provider, tariff.seriesId));
  const feedIn = counted(feedInSeries(said, tariff.provider));
  const [today, tomorrow] = todayAndTomorrow(nowMs, timeZone);
  return knownPrices(priceSpans(tariff, today.fromMs, tomorrow.toMs, { timeZone, market, feedIn }));
}

/** What is stored under a quantity is what its question reads; absent where it is too old to count with. */
function usable<T>(
  figure: Sourced<unknown> | undefined,
  kind: FreshnessKind,
  nowMs: number,
): Sourced<T> | undefined {
  if (!figure || freshnessOf(kind, nowMs - figure.atMs) === 'useless') return undefined;
  return figure as Sourced<T>;
}
