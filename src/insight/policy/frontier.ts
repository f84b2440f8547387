import type { OperatingPoint } from '../../domain/economics/operating-point.ts';

/** Of all that a squashed wish may say, −1 to 1, what is below this means off. */
const OFF_BELOW = -0.5;

/**
 * What a continuous wish means on a miner's frontier: off below {@link OFF_BELOW}, else a power between its lowest and its highest
 * setting, of which the nearest there is counts.
 *
 * @param wish any number; squashed by tanh
 * @param settings off first, then by ascending power
 * @returns the setting's place
 */
export function placeOfWish(wish: number, settings: readonly OperatingPoint[]): number {
  const said = Math.tanh(wish);
  const [low, high] = [settings[1]?.powerW, settings.at(-1)?.powerW];
  if (!(said >= OFF_BELOW) || low === undefined || high === undefined) return 0;
  return nearestPlace(settings, low + ((said - OFF_BELOW) / (1 - OFF_BELOW)) * (high - low));
}

/** Place of the running setting whose power is nearest. */
export function nearestPlace(settings: readonly OperatingPoint[], powerW: number): number {
  let best = 1;
  for (let place = 2; place < settings.length; place++)
    if (Math.abs((settings[place]?.powerW ?? 0) - powerW) < Math.abs((settings[best]?.powerW ?? 0) - powerW))
      best = place;
  return settings.length > 1 ? best : 0;
}

/** Where a setting stands on its frontier: −1 off, else 0 the lowest to 1 the highest power. */
export function positionOf(settings: readonly OperatingPoint[], place: number): number {
  if (place <= 0) return -1;
  const [low, high] = [settings[1]?.powerW ?? 0, settings.at(-1)?.powerW ?? 0];
  return high > low ? ((settings[place]?.powerW ?? 0) - low) / (high - low) : 1;
}
