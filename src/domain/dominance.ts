/** Who tells what part of the worth of all coins a coin has, the closest teller first. */
export const DOMINANCE_PROVIDERS = ['coinmarketcap', 'blockchair'] as const;

/** Where it is kept as it was heard, %: of each provider by itself, as each counts other coins among all there are. */
export function dominanceSeries(provider: string, coin: string): string {
  return `dominance:${provider}:${coin}`;
}
