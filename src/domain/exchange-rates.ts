import type { CoinListing } from './coin-listing.ts';
import type { ExchangeRate } from './economics/conversion.ts';
import type { NetworkState } from './network-state.ts';
import type { Quote } from './quote.ts';
import type { Sourced } from './sourced.ts';
import type { SourcesView } from './sources-view.ts';
import type { WorkPrice } from './work-price.ts';

/** All that sources told last of what coins cost: prices of markets, and those in dollars of explorers and lists of coins. */
export function exchangeRates(figures: SourcesView['figures']): readonly ExchangeRate[] {
  return Object.entries(figures).flatMap(([quantity, figure]) => {
    if (quantity.startsWith('prices:')) return quoted(figure as Sourced<readonly Quote[]>);
    const coin = /^(?:network|dominance):(.+)$/.exec(quantity)?.[1];
    if (coin !== undefined) return explored(coin, figure as Sourced<Pick<NetworkState, 'priceUsd'>>);
    return quantity.startsWith('work:')
      ? listed(figure as Sourced<readonly (WorkPrice | CoinListing)[]>)
      : [];
  });
}

function quoted({ value, provider: teller }: Sourced<readonly Quote[]>): readonly ExchangeRate[] {
  return value.map(({ coin, currency: quote, price: rate, atMs, provider = teller }) => ({
    base: coin,
    quote,
    rate,
    atMs,
    provider,
  }));
}

function explored(
  base: string,
  { value: { priceUsd }, provider, atMs }: Sourced<Pick<NetworkState, 'priceUsd'>>,
): readonly ExchangeRate[] {
  return priceUsd === undefined ? [] : [{ base, quote: 'USD', rate: priceUsd, atMs, provider }];
}

function listed({
  value,
  provider,
  atMs,
}: Sourced<readonly (WorkPrice | CoinListing)[]>): readonly ExchangeRate[] {
  return value.flatMap((row) =>
    'perHsDay' in row || row.kind !== 'coin' || row.priceUsd === undefined
      ? []
      : [{ base: row.coin.toUpperCase(), quote: 'USD', rate: row.priceUsd, atMs, provider }],
  );
}
