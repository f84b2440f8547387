import type { Alert, FleetEvent } from '../domain/alert.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';

/** What is stored of the past. */
export interface HistoryApi {
  /** Columns over [fromMs, toMs), at most about `maxPoints` points, gaps kept as NaN rows. Min/max are not lost. */
  series(query: SeriesQuery): Promise<SeriesColumns>;
  /** The same for the sum over all miners (hashrate, expected hashrate, power); of power what is at the wall counts. */
  fleetSeries(query: Omit<SeriesQuery, 'minerId'>): Promise<SeriesColumns>;
  /** First and last moment that is stored of a miner; neither where nothing is. */
  extent(minerId: string): Promise<StoredExtent>;
  /** What happened, oldest first. */
  events(range: JournalRange): Promise<readonly FleetEvent[]>;
  /** Alerts that stood at some time within the range, oldest first. */
  alerts(range: JournalRange): Promise<readonly Alert[]>;
}

export interface StoredExtent {
  readonly oldestAtMs?: number;
  readonly newestAtMs?: number;
}

export interface SeriesQuery {
  readonly minerId: string;
  readonly names: readonly SeriesName[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxPoints: number;
}

/** A stretch [fromMs, toMs) of the whole fleet, or of one miner. */
export interface JournalRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly minerId?: string;
}
