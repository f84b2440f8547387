import { SourceError, type SourceErrorKind } from '../../domain/source-error.ts';

const KINDS: readonly (readonly [RegExp, SourceErrorKind])[] = [
  [/too (many|fast|often)|frequen|rate.?limit|throttl/i, 'rate-limited'],
  [/maintenance|internal|system error|server error|unavailable|busy/i, 'provider-failed'],
  [/not.?(found|exist)|no such|unknown (user|account|address|miner|coin)/i, 'not-found'],
  [
    /(auth|sign|token|secret|\bkey\b|permi|forbid|denied|allowed|white.?list|nonce|tonce|expired|login)/i,
    'refused',
  ],
  [/(user|account|address|param|coin|currency)/i, 'not-found'],
];

/**
 * A failure that a pool tells with status 200, by its words: pools number theirs each in its own way, and document few.
 * What may be a key or an address in them is left out.
 */
export function toldFailure(words: string, kind?: SourceErrorKind): SourceError {
  const shown = words.replaceAll(/[\w+/=-]{20,}/g, '…').slice(0, 200);
  return new SourceError(kind ?? KINDS.find(([known]) => known.test(words))?.[1] ?? 'provider-failed', shown);
}
