import type { SeriesColumns } from '../../domain/series.ts';
import type { ChartBand } from './chart-data.ts';

/** Ten-minute means of healthy miners vary by this much about what they should do. */
const EXPECTED_SPREAD = 0.05;

/** Where a hashrate on the left axis should lie; nothing where no miner tells what it should do. */
export function expectedBand(columns: SeriesColumns | undefined, label: string): readonly ChartBand[] {
  const expected = columns?.values.expectedHashrateHs;
  if (!expected || expected.every(Number.isNaN)) return [];
  const scaled = (factor: number) => expected.map((rate) => rate * factor);
  return [{ label, axis: 'left', low: scaled(1 - EXPECTED_SPREAD), high: scaled(1 + EXPECTED_SPREAD) }];
}
