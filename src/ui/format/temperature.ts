import { isPresent, places, withUnit } from './decimal.ts';

/** `61.5 °C` or `142.7 °F`: always from degrees Celsius, in the unit that the owner chose. */
export function formatTemperature(
  tempC: number | undefined,
  {
    unit = 'C',
    locale,
  }: { readonly unit?: 'C' | 'F' | undefined; readonly locale?: string | undefined } = {},
): string {
  const shown = isPresent(tempC) && unit === 'F' ? tempC * 1.8 + 32 : tempC;
  return withUnit(shown, `°${unit}`, places(1), locale);
}
