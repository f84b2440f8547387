import type { OutsidePoint } from '../../domain/outside-series.ts';
import type { SourceReply, SourceRequest } from '../../sources/source.ts';

/** What was read: the value, and the moment that it speaks of where the provider tells it. */
export interface Heard<T> {
  readonly value: T;
  readonly atMs?: number | undefined;
  /** What of it is kept as past, for charts and learning. */
  readonly past?: readonly SeriesPart[] | undefined;
}

/** What is sent, and how the answer to it is read. */
export interface Errand<T> {
  readonly request: SourceRequest;
  /** @throws SourceError */
  readonly read: (reply: SourceReply) => Heard<T>;
}

/** One question to one provider about one quantity. */
export interface Question<T = unknown> {
  /** `prices:EUR`, `network:BTC`: all providers of it can stand in for one another. */
  readonly quantity: string;
  readonly provider: string;
  /**
   * As it is asked at that moment: days and spans move with the clock.
   * @param key the owner's, for a provider that has its requests signed with it
   * @throws SourceError `refused` where it cannot be asked without a key
   */
  readonly errandAt: (nowMs: number, key?: string) => Errand<T>;
  /** An answer serves so long, ms. */
  readonly freshMs: number;
}

/** Points of one stored series: `price:BTC:EUR`. */
export interface SeriesPart {
  readonly series: string;
  readonly points: readonly OutsidePoint[];
}
