import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { OpenNetThread } from '../../src/numerics/nets/backend-threads.ts';

const THREAD = new URL('./net-thread-in-node.ts', import.meta.url).href;
/** Threads of Node 20 do not take over how this one reads TypeScript. */
const START = `import('tsx/esm/api').then(({ tsImport }) => tsImport('${THREAD}', '${THREAD}'))`;

/** Starts a thread of Node that helps to train a net. */
export const openNetThreadInNode: OpenNetThread = async (share) => {
  const thread = new Worker(START, { eval: true, workerData: share });
  await once(thread, 'message');
  return { close: () => void thread.terminate() };
};
