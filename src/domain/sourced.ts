import type { Doubt } from './doubt.ts';
import type { SourceErrorKind } from './source-error.ts';

/** A figure from outside of the house, with where and when it is from. */
export interface Sourced<T> {
  readonly value: T;
  /** Id of an Upstream. */
  readonly provider: string;
  /** The moment that the figure speaks of, as the provider tells it; else that of its arrival. */
  readonly atMs: number;
  readonly receivedAtMs: number;
}

/** Why a provider was not heard the last time, and when. */
export interface SourceFailure {
  readonly kind: SourceErrorKind;
  readonly detail: string;
  readonly atMs: number;
}

/** What a provider was asked, and what came of it: kept, so that a restart neither forgets nor asks everything anew. */
export interface Answer<T = unknown> {
  /** Names quantity and provider: see {@link answerKey}. */
  readonly key: string;
  readonly quantity: string;
  readonly provider: string;
  /** The last that was heard; it stays, with its age, while the provider fails. */
  readonly heard?: Sourced<T> | undefined;
  readonly askedAtMs: number;
  /** Who was asked: `api.coingecko.com`. */
  readonly host?: string | undefined;
  /** What of the last answer is in doubt; absent where nothing is. */
  readonly doubts?: readonly Doubt[] | undefined;
  /** Failures in a row; 0 after an answer. */
  readonly failures: number;
  readonly failure?: SourceFailure | undefined;
  /** Not asked again before, epoch ms. */
  readonly nextAtMs: number;
}

/** The key of an {@link Answer}. */
export function answerKey(quantity: string, provider: string): string {
  return `${quantity}@${provider}`;
}
