/**
 * What a kilowatt-hour costs a miner of power P beside a solar surplus S: (x · min(P, S) + c · (P − min(P, S))) / P, with
 * what the grid pays, x, forgone for what the sun gives, and the price of import, c, for the rest (economics section 7).
 * Undefined for a miner without power, and where a price that is needed is not known.
 *
 * @example 1000 W beside 250 W of surplus, 0.08 and 0.32 per kWh: 0.26
 */
export function solarPricePerKwh({
  powerW,
  surplusW,
  pricePerKwh,
  feedInPerKwh,
}: {
  readonly powerW: number;
  /** What would go to the grid without the miner, W; below 0 the household buys already. */
  readonly surplusW: number;
  readonly pricePerKwh: number | undefined;
  readonly feedInPerKwh: number | undefined;
}): number | undefined {
  if (!(powerW > 0)) return undefined;
  const solarPart = Math.min(1, Math.max(0, surplusW) / powerW);
  if (solarPart === 0) return pricePerKwh;
  if (solarPart === 1) return feedInPerKwh;
  if (pricePerKwh === undefined || feedInPerKwh === undefined) return undefined;
  return feedInPerKwh * solarPart + pricePerKwh * (1 - solarPart);
}
