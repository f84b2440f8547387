import type { NetThread, OpenNetThread } from '../numerics/nets/backend-threads.ts';
import { ThreadError } from '../numerics/nets/threads/thread-error.ts';
import type { ThreadShare } from '../numerics/nets/threads/thread-share.ts';

/** A worker that has not come by then is blocked, or its file is not there. */
const PATIENCE_MS = 5_000;
/** Half of the cores are left to the page and to whatever else its owner does; more than four parts of a batch are too small. */
const MOST_THREADS = 4;

/** Threads that nets are trained on where so many cores are there; 1 where it takes one thread. */
export function netThreads(cores: number | undefined): number {
  return Math.max(1, Math.min(MOST_THREADS, Math.floor((cores ?? 1) / 2)));
}

/** Starts a thread of nets as a worker of this worker. */
export const openNetThread: OpenNetThread = (share: ThreadShare) =>
  new Promise<NetThread>((resolve, reject) => {
    const worker = new Worker(new URL('./net-thread.ts', import.meta.url), {
      type: 'module',
      name: 'net-thread',
    });
    const fail = (why: string) => {
      clearTimeout(timer);
      worker.terminate();
      reject(new ThreadError(why));
    };
    const timer = setTimeout(
      () => fail(`a thread did not come within ${PATIENCE_MS / 1_000} s`),
      PATIENCE_MS,
    );
    worker.addEventListener('error', ({ message }) => fail(message || 'a thread could not be loaded'));
    worker.addEventListener('message', () => {
      clearTimeout(timer);
      resolve({ close: () => worker.terminate() });
    });
    worker.postMessage(share);
  });
