import { SourceError, type SourceErrorKind } from '../domain/source-error.ts';
import type { SourceReply } from './source.ts';

/**
 * The text of a reply that succeeded.
 * @throws SourceError by its status
 */
export function bodyOf({ status, text, retryAfterMs }: SourceReply): string {
  if (status >= 200 && status < 300) return text;
  throw new SourceError(failureOf(status), `it answers with status ${status}`, { retryAfterMs });
}

/**
 * The JSON of a reply that succeeded.
 * @throws SourceError by its status; `unreadable-reply` for a web page, half an answer, or an empty one
 */
export function jsonOf(reply: SourceReply): unknown {
  const text = bodyOf(reply).trim();
  if (text.startsWith('<')) throw new SourceError('unreadable-reply', 'it answers with a web page');
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new SourceError('unreadable-reply', text === '' ? 'its answer is empty' : 'its answer is no JSON', {
      cause,
    });
  }
}

function failureOf(status: number): SourceErrorKind {
  if (status === 401 || status === 402 || status === 403) return 'refused';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408) return 'timeout';
  // 418 is what Binance says to whom it has told 429 too often.
  if (status === 418 || status === 429) return 'rate-limited';
  if (status === 451) return 'not-here';
  return status >= 500 ? 'provider-failed' : 'unreadable-reply';
}
