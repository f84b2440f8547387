import { isPresent, places, THREE_FIGURES, withUnit } from './decimal.ts';

/** `4.2 W`, `21 W`, `3 250 W`, from 10 kW on `12.4 kW`. */
export function formatPower(powerW: number | undefined, locale?: string): string {
  if (!isPresent(powerW)) return withUnit(undefined, 'W');
  if (Math.abs(powerW) >= 9999.5) return withUnit(powerW / 1000, 'kW', THREE_FIGURES, locale);
  return withUnit(powerW, 'W', places(Math.abs(powerW) < 9.95 ? 1 : 0), locale);
}

/** `0.50 kWh/day`, `84.0 kWh/day`, `120 kWh`: energy, over the time `per` where it is a rate. */
export function formatEnergy(
  energyKwh: number | undefined,
  { per, locale }: { readonly per?: 'day' | 'month' | undefined; readonly locale?: string | undefined } = {},
): string {
  const size = Math.abs(energyKwh ?? 0);
  const count = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
  return withUnit(energyKwh, per === undefined ? 'kWh' : `kWh/${per}`, places(count), locale);
}
