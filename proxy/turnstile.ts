import { ProxyError } from './problem.ts';
import { within } from './time-limit.ts';

/** Requests that may wait for one device; more means that something asks faster than the device can answer. */
const LONGEST_QUEUE = 4;

interface Queue {
  /** The one that is at work and those that wait. */
  length: number;
  tail: Promise<void>;
}

/**
 * Lets one request at a time through to each device, in order. ESP32 miners have a handful of sockets and restart when
 * they are pressed (ESP-Miner #175, #182, #199).
 */
export class Turnstile {
  readonly #queues = new Map<string, Queue>();

  /**
   * Runs `work` when all earlier work for `device` has ended.
   * @throws ProxyError `busy` when too much waits already, `timeout` when the signal ends while waiting; whatever `work`
   * throws
   */
  async pass<T>(device: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(device) ?? { length: 0, tail: Promise.resolve() };
    if (queue.length > LONGEST_QUEUE)
      throw new ProxyError('busy', 'too many requests are waiting for this device');
    this.#queues.set(device, queue);
    queue.length += 1;
    const turn = queue.tail;
    let leave: () => void = () => {};
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    // Whoever gives up while waiting leaves at once, but the next still waits for those before.
    queue.tail = turn.then(() => left);
    try {
      await within(signal, turn);
      return await work();
    } finally {
      leave();
      queue.length -= 1;
      if (queue.length === 0) this.#queues.delete(device);
    }
  }
}
