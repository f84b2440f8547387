import type { OutsidePoint } from '../../domain/outside-series.ts';
import type { SourceError } from '../../domain/source-error.ts';
import type { SourceReply, SourceRequest } from '../../sources/source.ts';

/** What was read: the value, and the moment that it speaks of where the provider tells it. */
export interface Heard<T> {
  readonly value: T;
  readonly atMs?: number | undefined;
  /** What of it is kept as past, for charts and learning. */
  readonly past?: readonly SeriesPart[] | undefined;
  /** It told a part of what is wanted: it is asked for more as soon as it may be. */
  readonly more?: boolean | undefined;
}

/** What is sent, and how the answer to it is read. */
export interface Errand<T> {
  readonly request: SourceRequest;
  /** @throws SourceError */
  readonly read: (reply: SourceReply) => Heard<T>;
}

/** A question that takes a conversation over a WebSocket. */
export interface SocketErrand<T> {
  readonly url: string;
  readonly protocol: string;
  readonly begin: (key: string | undefined) => Talk<T>;
}

/** Where a conversation stands: it holds no socket, frames come in and frames to send come out. */
export interface Talk<T> {
  readonly send: readonly string[];
  readonly after: (frame: string, nowMs: number) => Talk<T>;
  /** Set once it is told what was asked for. */
  readonly heard?: Heard<T> | undefined;
  readonly error?: SourceError | undefined;
}

/** One question to one provider about one quantity. */
export interface Question<T = unknown> {
  /** `prices:EUR`, `network:BTC`: all providers of it can stand in for one another. */
  readonly quantity: string;
  readonly provider: string;
  /**
   * As it is asked at that moment: days and spans move with the clock.
   * @param key the owner's, for a provider that has its requests signed with it
   * @param before what it told last, as it was stored
   * @throws SourceError `refused` where it cannot be asked without a key
   */
  readonly errandAt: (nowMs: number, key?: string, before?: unknown) => Errand<T> | SocketErrand<T>;
  /** An answer serves so long, ms. */
  readonly freshMs: number;
  /** While a preferred provider serves it is asked so often all the same, ms, to vouch for what that says; else never. */
  readonly vouchMs?: number | undefined;
}

/** Points of one stored series: `price:BTC:EUR`. */
export interface SeriesPart {
  readonly series: string;
  readonly points: readonly OutsidePoint[];
}
