import { serveNetThread } from '../numerics/nets/threads/serve-net-thread.ts';
import type { ThreadShare } from '../numerics/nets/threads/thread-share.ts';

/** A thread that helps the learner to train a net. It says once that it is there, and then lives by shared memory. */
addEventListener('message', ({ data }: MessageEvent<ThreadShare>) => {
  postMessage('ready');
  serveNetThread(data);
});
