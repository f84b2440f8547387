import { SourceError } from '../../../src/domain/source-error.ts';
import type { SourceReply } from '../../../src/sources/source.ts';
import { RECEIVED_AT_MS } from './external-form.ts';

/** A recorded body as if it had just come. */
export function replyOf(text: string): SourceReply {
  return { status: 200, text, receivedAtMs: RECEIVED_AT_MS };
}

/** A moment that the body itself told; undefined for the one at which it came. */
export function toldMs(atMs: number | undefined): number | undefined {
  return atMs === RECEIVED_AT_MS ? undefined : atMs;
}

/** What a reading makes of a body of which others read their part; undefined where it finds nothing of its own. */
export function readOrNothing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
