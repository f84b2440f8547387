import { seriesNames } from '../../ui/text/en/series-names.ts';

/** What a stored series is called; one that another version of the app knows, by its own name. */
export function seriesName(series: string): string {
  return new Map<string, string>(Object.entries(seriesNames)).get(series) ?? series;
}
