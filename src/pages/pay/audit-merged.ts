import type { Coin } from '../../domain/coin.ts';
import { chainEarning } from '../../domain/economics/chain-earning.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Sourced } from '../../domain/sourced.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { chainOf } from './coin-estimates.ts';
import { parentOf } from './coin-mined.ts';

/** What a hash finds of another coin beside the one that it is for. */
export interface BesideCoin {
  readonly symbol: string;
  /** Worth in coins of the parent per H/s per day, before any fee. */
  readonly parentCoinsPerHsDay: number;
}

/** Coins that are merge-mined beside one, as far as their chains and both prices are told. */
export function coinsBeside(
  parent: Coin,
  coins: readonly Coin[],
  figures: SourcesView['figures'],
): readonly BesideCoin[] {
  return coins.flatMap((coin) => {
    if (coin === parent || parentOf(coin, coins) !== parent) return [];
    const chain = chainOf(coin.symbol, figures);
    const earning = chain && chainEarning(coin, chain.state);
    const ratio = priceRatio(coin.symbol, parent.symbol, figures);
    return earning && ratio !== undefined
      ? [{ symbol: coin.symbol, parentCoinsPerHsDay: earning.coinsPerHsDay * ratio }]
      : [];
  });
}

/** Price of one coin in another, by quotes of both in one currency. */
function priceRatio(coin: string, other: string, figures: SourcesView['figures']): number | undefined {
  for (const [quantity, figure] of Object.entries(figures)) {
    if (!quantity.startsWith('prices:')) continue;
    const quotes = (figure as Sourced<readonly Quote[]>).value;
    const priceOf = (symbol: string) => quotes.find((quote) => quote.coin === symbol)?.price;
    const [price, otherPrice] = [priceOf(coin), priceOf(other)];
    if (price !== undefined && otherPrice !== undefined && otherPrice > 0) return price / otherPrice;
  }
  return undefined;
}
