/** Part of a load of P watts that a surplus of S watts covers, min(P, S)/P, 0..1; 0 for no load. */
export function solarPart(powerW: number, surplusW: number): number {
  return powerW > 0 ? Math.min(1, Math.max(0, surplusW) / powerW) : 0;
}

/**
 * What a kilowatt-hour costs miners of power P beside a solar surplus S: (x · min(P, S) + c · (P − min(P, S))) / P, with
 * what the grid pays, x, forgone for what the sun gives, and the price of import, c, for the rest (economics section 7).
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
  /** What would go to the grid without the miners, W; below 0 the household buys already. */
  readonly surplusW: number;
  readonly pricePerKwh: number;
  readonly feedInPerKwh: number;
}): number {
  const part = solarPart(powerW, surplusW);
  return feedInPerKwh * part + pricePerKwh * (1 - part);
}
