import { ProxyError } from './problem.ts';

/** Requests that may wait for one device; more means that something asks faster than the device can answer. */
const LONGEST_QUEUE = 4;

/**
 * Lets one request at a time through to each device. ESP32 miners have a handful of sockets and restart when they are
 * pressed (ESP-Miner #175, #182, #199).
 */
export class Turnstile {
  readonly #queues = new Map<string, { waiting: number; tail: Promise<void> }>();

  /**
   * Runs `work` when all earlier work for `device` has ended.
   * @throws ProxyError `busy` when too much waits already; whatever `work` throws
   */
  async pass<T>(device: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(device) ?? { waiting: 0, tail: Promise.resolve() };
    if (queue.waiting > LONGEST_QUEUE)
      throw new ProxyError('busy', 'too many requests are waiting for this device');
    this.#queues.set(device, queue);
    queue.waiting += 1;
    const turn = queue.tail;
    let done: () => void = () => {};
    queue.tail = new Promise((resolve) => {
      done = resolve;
    });
    await turn;
    try {
      return await work();
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) this.#queues.delete(device);
      done();
    }
  }
}
