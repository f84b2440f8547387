import { parentPort, workerData } from 'node:worker_threads';
import { serveNetThread } from '../../src/numerics/nets/threads/serve-net-thread.ts';

/** What the app's thread of nets is in a browser, in a thread of Node. */
parentPort?.postMessage('ready');
serveNetThread(workerData);
