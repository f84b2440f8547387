import { SourceError } from '../../domain/source-error.ts';
import type { Upstream } from '../../domain/upstream.ts';

export interface TurnPorts {
  /** Takes a turn to ask a provider straight, of those of all tabs. Resolves with how long to wait for one, ms; else 0. */
  readonly takeTurn: (upstream: Upstream) => Promise<number>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Resolves when a provider may be asked straight from here. (What goes through the helper waits there, with what all
 * other browsers of the house ask.)
 * @throws SourceError `timeout` where it is not waited for any more
 */
export async function awaitTurn(
  { takeTurn, pause }: TurnPorts,
  upstream: Upstream,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    if (signal.aborted) throw new SourceError('timeout', 'it was not waited for');
    const waitMs = await takeTurn(upstream);
    if (waitMs <= 0) return;
    await pause(waitMs, signal);
  }
}
