import type { CDPSession, Page } from '@playwright/test';

const LOOKS_EVERY_MS = 100;

/** Watches how much memory the workers of a page hold, from now on. */
export interface MemoryWatch {
  /** The most seen so far at one look, bytes: V8's heap, what Blink holds for it, and the bytes behind its arrays. */
  stop(): Promise<number>;
}

/**
 * Asks the first worker of a page ten times a second, through the DevTools protocol, what it holds (Runtime.getHeapUsage):
 * garbage that nobody has collected yet counts, too.
 */
export async function watchWorkerMemory(page: Page): Promise<MemoryWatch> {
  const session = await page.context().newCDPSession(page);
  const worker = await firstWorker(session);
  let peakBytes = 0;
  let looks = 0;
  let running = true;
  const watching = (async () => {
    while (running) {
      const { usedSize, embedderHeapUsedSize, backingStorageSize } = heapUsage(
        await worker.ask('Runtime.getHeapUsage'),
      );
      peakBytes = Math.max(peakBytes, usedSize + embedderHeapUsedSize + backingStorageSize);
      looks += 1;
      await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
    }
  })();
  return {
    async stop() {
      running = false;
      await watching;
      await session.detach();
      if (looks === 0) throw new Error('nobody looked at the memory');
      return peakBytes;
    },
  };
}

/** What the first worker of a page holds once its garbage is collected, bytes: looked at again and again. */
export async function settledWorkerMemory(page: Page): Promise<() => Promise<number>> {
  const worker = await firstWorker(await page.context().newCDPSession(page));
  return async () => {
    await worker.ask('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = heapUsage(
      await worker.ask('Runtime.getHeapUsage'),
    );
    return usedSize + embedderHeapUsedSize + backingStorageSize;
  };
}

interface AskedWorker {
  ask(method: string): Promise<unknown>;
}

/** Playwright's sessions do not reach workers: messages to them travel inside messages to the page. */
async function firstWorker(session: CDPSession): Promise<AskedWorker> {
  const answers = new Map<number, (result: unknown) => void>();
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result }: { id?: number; result?: unknown } = JSON.parse(message);
    if (id !== undefined) answers.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const sessionId = await attached;
  let id = 0;
  return {
    async ask(method) {
      id += 1;
      const answered = new Promise<unknown>((resolve) => answers.set(id, resolve));
      await session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
      const result = await answered;
      answers.delete(id);
      return result;
    },
  };
}

function heapUsage(result: unknown) {
  const told: Record<string, unknown> = Object(result);
  const size = (name: string) => {
    const value = told[name];
    if (typeof value !== 'number') throw new TypeError(`Chromium tells no ${name} of a worker`);
    return value;
  };
  return {
    usedSize: size('usedSize'),
    embedderHeapUsedSize: size('embedderHeapUsedSize'),
    backingStorageSize: size('backingStorageSize'),
  };
}
