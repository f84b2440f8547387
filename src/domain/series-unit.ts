import type { SeriesName } from './series.ts';

/** Units as names end in them, the longer endings first. */
const ENDINGS: readonly (readonly [ending: RegExp, unit: string])[] = [
  [/Hs$/, 'H/s'],
  [/(Pct|Percent)$/, '%'],
  [/Rpm(Min)?$/, 'rpm'],
  [/Mhz$/, 'MHz'],
  [/Dbm$/, 'dBm'],
  [/Ms$/, 'ms'],
  [/W$/, 'W'],
  [/C$/, '°C'],
  [/V$/, 'V'],
  [/A$/, 'A'],
  [/S$/, 's'],
];

/**
 * The unit of a series, by its name: a page that only wants this need not load the list of all of them. '' of what is
 * counted.
 */
export function unitOfSeries(name: SeriesName): string {
  return ENDINGS.find(([ending]) => ending.test(name))?.[1] ?? '';
}
