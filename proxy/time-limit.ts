import type { ServerResponse } from 'node:http';
import { ProxyError } from './problem.ts';

const DEFAULT_LIMIT_MS = 5_000;
const LONGEST_LIMIT_MS = 30_000;

/**
 * Ends when the time that the page grants is over (whole milliseconds as text, at most 30 s), or when the page has gone
 * away before it was answered. Nothing of a request outlives it.
 */
export function timeLimit(askedMs: string | undefined, reply: ServerResponse): AbortSignal {
  const asked = Number(askedMs ?? DEFAULT_LIMIT_MS);
  const limitMs = asked > 0 ? Math.min(asked, LONGEST_LIMIT_MS) : DEFAULT_LIMIT_MS;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), limitMs);
  reply.once('close', () => {
    clearTimeout(timer);
    if (!reply.writableFinished) controller.abort();
  });
  return controller.signal;
}

/**
 * What `work` comes to, unless the signal ends first.
 * @throws ProxyError `timeout`; whatever `work` throws
 */
export function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new ProxyError('timeout', 'the device did not answer in time'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
