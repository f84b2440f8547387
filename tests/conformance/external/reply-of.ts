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
