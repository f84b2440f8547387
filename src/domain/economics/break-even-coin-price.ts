/**
 * Coin price at which a miner earns exactly what it costs, p* = 24 · P/1000 · c / R, with R coins a day after fee and
 * rejects (economics section 8); wanted heat lowers c. Undefined for a miner that earns no coins.
 *
 * @example 3500 W at 0.10 per kWh that earn 0.0001 BTC a day: 84,000
 */
export function breakEvenCoinPrice({
  coinsPerDay,
  powerW,
  pricePerKwh,
  heatCreditPerKwh = 0,
}: {
  readonly coinsPerDay: number;
  readonly powerW: number;
  readonly pricePerKwh: number;
  readonly heatCreditPerKwh?: number;
}): number | undefined {
  if (!(coinsPerDay > 0)) return undefined;
  return (((24 * powerW) / 1000) * (pricePerKwh - heatCreditPerKwh)) / coinsPerDay;
}
