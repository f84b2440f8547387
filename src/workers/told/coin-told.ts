import { type Coin, minerSubsidyAt, nextReduction } from '../../domain/coin.ts';
import { DOMINANCE_PROVIDERS, dominanceSeries } from '../../domain/dominance.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import type { ToldValues } from '../../features/told-column.ts';
import { chainOf, coinWorths, quoteOf, worthOf } from './coin-worth.ts';
import type { Household, HouseholdPorts } from './household.ts';
import {
  always,
  bothTold,
  firstTold,
  heardAt,
  NOTHING_TOLD,
  standing,
  storedTold,
  toldOf,
} from './told-points.ts';
import type { ToldSpan } from './told-span.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What providers tell of a coin, by the name of the series: the past that is kept, and what was heard last. */
export async function coinOutside(
  symbol: string,
  house: Household,
  { past }: Pick<HouseholdPorts, 'past'>,
  { fromMs, toMs }: ToldSpan,
): Promise<Readonly<Record<string, ToldValues>>> {
  const { figures, settings } = house;
  const { currency } = settings;
  const kept = async (series: string) => storedTold(await past(series, fromMs, toMs + DAY_MS));
  const quote = quoteOf(figures, symbol, currency);
  const chain = chainOf(figures, symbol);
  const now = (value: number | undefined, of = chain) => heardAt(value, of?.receivedAtMs);
  const both = async (series: string, last: ToldValues) => bothTold(await kept(series), last);
  const coin = SHIPPED_COINS.find((each) => each.symbol === symbol);
  return {
    price: await pricesOf(symbol, house, kept, { fromMs, toMs }),
    btcPrice: await pricesOf('BTC', house, kept, { fromMs, toMs }),
    marketCap: await both(`cap:${symbol}:${currency}`, now(quote?.value.marketCap, quote)),
    volume24h: await both(`volume:${symbol}:${currency}`, now(quote?.value.volume24h, quote)),
    networkHashrateHs: await both(`rate:${symbol}`, now(chain?.value.networkHashrateHs)),
    difficulty: await both(`difficulty:${symbol}`, now(chain?.value.difficulty)),
    feesPerBlock: await both(`fees:${symbol}`, now(chain?.value.feesPerBlock)),
    feesPerDay: await kept(`chain:fees:${symbol}`),
    sentiment: await kept('sentiment'),
    dominancePercent: await dominance(symbol, house, kept),
    ...(coin ? ofItsRules(coin, house, { fromMs, toMs }) : {}),
  };
}

/** Of the first provider that is switched on: each counts other coins among all there are, so they are never mixed. */
async function dominance(
  symbol: string,
  { choices }: Household,
  kept: (series: string) => Promise<ToldValues>,
): Promise<ToldValues> {
  const on = DOMINANCE_PROVIDERS.filter((id) => choices.some((each) => each.id === id && each.enabled));
  return firstTold(...(await Promise.all(on.map((id) => kept(dominanceSeries(id, symbol))))));
}

/** What its rules say of a coin. */
export function coinFacts(symbol: string): Readonly<Record<string, ToldValues>> {
  const coin = SHIPPED_COINS.find((each) => each.symbol === symbol);
  return { hashesPerDifficulty: always(coin?.hashesPerDifficulty) };
}

/** What was kept and heard of a price; of Bitcoin's else what the owner has typed, since then: an example has no past. */
async function pricesOf(
  symbol: string,
  { figures, settings }: Household,
  kept: (series: string) => Promise<ToldValues>,
  span: ToldSpan,
): Promise<ToldValues> {
  const { currency, market } = settings;
  const quote = quoteOf(figures, symbol, currency);
  const told = bothTold(
    await kept(`price:${symbol}:${currency}`),
    heardAt(quote?.value.price, quote?.receivedAtMs),
  );
  if (symbol !== 'BTC' || market.btcEnteredAtMs === undefined) return told;
  const sinceMs = Math.max(span.fromMs, market.btcEnteredAtMs);
  return firstTold(told, standing(market.btcPrice, { ...span, fromMs: sinceMs, everyMs: HOUR_MS }));
}

/** What follows from its rules and from where its chain stands: rewards of the past are counted back from its height. */
function ofItsRules(
  coin: Coin,
  { figures, settings }: Household,
  span: ToldSpan,
): Readonly<Record<string, ToldValues>> {
  const chain = chainOf(figures, coin.symbol);
  const own = worthOf(figures, coin, settings.currency);
  const merged = coin.mergeMinedWith.flatMap((symbol) => {
    const other = SHIPPED_COINS.find((each) => each.symbol === symbol);
    return (other && worthOf(figures, other, settings.currency)) ?? [];
  });
  const mergedPerHsDay = merged.reduce((sum, { perHsDay }) => sum + perHsDay, 0);
  const height = chain?.value.height;
  const next = height === undefined ? undefined : nextReduction(coin, height);
  const blockMs = coin.blockTimeS === undefined ? undefined : coin.blockTimeS * 1_000;
  const nextAtMs =
    chain && next && height !== undefined && blockMs !== undefined
      ? chain.atMs + (next.height - height) * blockMs
      : undefined;
  return {
    subsidy: chain ? subsidies(coin, chain.value.height, chain.receivedAtMs, span) : NOTHING_TOLD,
    nextSubsidyAtMs: heardAt(nextAtMs, chain?.receivedAtMs),
    ownPerHsDay: heardAt(own?.perHsDay, own?.receivedAtMs),
    mergedPerHsDay: heardAt(merged.length > 0 ? mergedPerHsDay : undefined, own?.receivedAtMs),
    profitabilityRank: rankOf(coin, { figures, settings }),
  };
}

function rankOf(coin: Coin, { figures, settings }: Pick<Household, 'figures' | 'settings'>): ToldValues {
  const [algorithm] = coin.minedBy;
  if (algorithm === undefined) return NOTHING_TOLD;
  const worths = coinWorths(figures, algorithm, settings.currency);
  const place = worths.findIndex((each) => each.coin.symbol === coin.symbol);
  // First of one is no place among others.
  return place === -1 || worths.length < 2 ? NOTHING_TOLD : heardAt(place + 1, worths[place]?.receivedAtMs);
}

/** New coins of a block, day by day: a rule, known ever since there was the chain. */
function subsidies(coin: Coin, height: number | undefined, heardAtMs: number, { fromMs, toMs }: ToldSpan) {
  const { blockTimeS } = coin;
  if (height === undefined || blockTimeS === undefined)
    return heardAt(minerSubsidyAt(coin, { height, atMs: heardAtMs }), heardAtMs);
  const points = [];
  for (let atMs = Math.floor(fromMs / DAY_MS) * DAY_MS; atMs < toMs; atMs += DAY_MS) {
    const then = Math.round(height + (atMs - heardAtMs) / (1_000 * blockTimeS));
    const value = minerSubsidyAt(coin, { height: then, atMs });
    if (value !== undefined) points.push({ atMs, value, knownAtMs: atMs });
  }
  return toldOf(points);
}
