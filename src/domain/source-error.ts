export type SourceErrorKind =
  /** Nobody answers: no network, no such name, connection refused. */
  | 'unreachable'
  /** The provider lets no page ask it, and the helper that would is not there, or does not know this browser. */
  | 'no-helper'
  | 'timeout'
  /** It wants a key, or the one it got is wrong. */
  | 'refused'
  /** Asked too often: see `retryAfterMs`. */
  | 'rate-limited'
  /** It fails by itself: 5xx. */
  | 'provider-failed'
  /** It does not know this user, address, coin or place. */
  | 'not-found'
  /** It will have it later: tomorrow's prices in the morning. */
  | 'not-yet'
  /** It does not serve this country: 451. */
  | 'not-here'
  /** No JSON where JSON was promised, a web page, half an answer, or nothing that is known in it. */
  | 'unreadable-reply'
  | 'too-large';

/** A provider cannot be asked or read. `detail` is for the owner's eyes and never holds a key. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly kind: SourceErrorKind,
    readonly detail: string,
    options?: { readonly cause?: unknown; readonly retryAfterMs?: number | undefined },
  ) {
    super(`${kind}: ${detail}`, options);
    this.retryAfterMs = options?.retryAfterMs;
  }
}
