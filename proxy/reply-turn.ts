import { type EventEmitter, once } from 'node:events';
import { ProxyError } from './problem.ts';

/** As long as that a reply waits for the one before it on its connection, ms. */
const LONGEST_WAIT_MS = 5_000;

/**
 * Resolves once a reply has its connection for itself. Node reads the next request of a connection as soon as it comes:
 * a browser that has got all of the last reply may be quicker than the word that it was sent, which is over in a moment.
 * Behind a stream that does not end a reply would wait for ever, its reader counted, and hear of no hang-up.
 * @throws ProxyError `bad-request` where the reply before it does not end
 */
export async function turnToReply(
  outgoing: EventEmitter & { readonly socket: unknown },
  longestMs: number = LONGEST_WAIT_MS,
): Promise<void> {
  if (outgoing.socket !== null) return;
  try {
    await once(outgoing, 'socket', { signal: AbortSignal.timeout(longestMs) });
  } catch (cause) {
    throw new ProxyError('bad-request', 'the last request of this connection is not answered yet', { cause });
  }
}
