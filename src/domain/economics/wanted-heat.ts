/** The rooms that a miner heats. */
export interface HeatedRooms {
  /** UA, heat that they lose per kelvin between inside and outside, W/K. */
  readonly lossWPerK: number;
  /** What the heating keeps, °C. */
  readonly heatedToC: number;
  /** What the cooling keeps, °C, not below `heatedToC`; absent where nothing cools. */
  readonly cooledToC?: number | undefined;
  /** Heat of people, sun and other devices, W; none when absent. */
  readonly otherGainsW?: number | undefined;
}

/** Outdoor temperature for a while. */
export interface OutdoorTemperature {
  readonly hours: number;
  readonly outdoorC: number;
}

/** What becomes of a miner's heat, as parts of its energy, 0..1; what is in neither is let go. */
export interface HeatShares {
  readonly wanted: number;
  readonly cooled: number;
}

/**
 * Heat that rooms want so as to stay at their temperature, W: UA · (T_in − T_out) − other gains, never below 0
 * (economics section 9).
 */
export function heatDemandW(
  { lossWPerK, heatedToC, otherGainsW = 0 }: HeatedRooms,
  outdoorC: number,
): number {
  return Math.max(0, lossWPerK * (heatedToC - outdoorC) - otherGainsW);
}

/** Heat that has to be taken out so that rooms stay no warmer than their cooling allows, W; 0 where nothing cools. */
function coolingDemandW(
  { lossWPerK, cooledToC, otherGainsW = 0 }: HeatedRooms,
  powerW: number,
  outdoorC: number,
): number {
  if (cooledToC === undefined) return 0;
  return Math.max(0, lossWPerK * (outdoorC - cooledToC) + otherGainsW + powerW);
}

/**
 * The parts of a miner's heat that are wanted and that have to be cooled away: the mean over time of
 * u = min(1, demand/P) and of v = (cooling with the miner − cooling without)/P (economics section 9). Hour by hour, since a
 * warm noon does not want what a cold night lacks. Undefined for a miner without power, or for no time at all.
 *
 * @param powerW of all the miners in these rooms together
 */
export function heatShares(
  rooms: HeatedRooms,
  powerW: number,
  weather: readonly OutdoorTemperature[],
): HeatShares | undefined {
  const known = weather.filter(({ hours, outdoorC }) => hours > 0 && Number.isFinite(outdoorC));
  const allHours = known.reduce((sum, { hours }) => sum + hours, 0);
  if (!(powerW > 0) || allHours === 0) return undefined;
  const mean = (shareAt: (outdoorC: number) => number) =>
    known.reduce((sum, { hours, outdoorC }) => sum + shareAt(outdoorC) * hours, 0) / allHours;
  const cooling = (heatW: number, outdoorC: number) => coolingDemandW(rooms, heatW, outdoorC);
  return {
    wanted: mean((outdoorC) => Math.min(1, heatDemandW(rooms, outdoorC) / powerW)),
    cooled: mean((outdoorC) => (cooling(powerW, outdoorC) - cooling(0, outdoorC)) / powerW),
  };
}

/**
 * Degree hours of a time, K·h: Σ max(0, base − T_out) · h. With UA they give the heat that rooms want, kWh =
 * UA · K·h / 1000, where the base is the outdoor temperature from which on no heating is needed.
 */
export function degreeHours(baseC: number, weather: readonly OutdoorTemperature[]): number {
  return weather.reduce((sum, { hours, outdoorC }) => sum + Math.max(0, baseC - outdoorC) * hours, 0);
}
