import { type DeliveryEntry, type DeliveryProblem, MOST_DELIVERIES } from '../../src/domain/notification.ts';

/** How the last attempts ended. */
export class DeliveryLog {
  #entries: readonly DeliveryEntry[];

  /** @param entries newest first */
  constructor(entries: readonly DeliveryEntry[] = []) {
    this.#entries = entries.slice(0, MOST_DELIVERIES);
  }

  /** Newest first. */
  get entries(): readonly DeliveryEntry[] {
    return this.#entries;
  }

  add(entry: DeliveryEntry): void {
    this.#entries = [entry, ...this.#entries].slice(0, MOST_DELIVERIES);
  }

  /** Why the last message to a channel was not delivered; undefined where it was, or none is remembered. */
  problemOf(channelId: string): DeliveryProblem | undefined {
    return this.#entries.find((entry) => entry.channelId === channelId)?.problem;
  }
}
