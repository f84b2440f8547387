import type { FleetView } from '../domain/fleet-view.ts';

/** Views go out at most this often, ms. */
const PUBLISH_EVERY_MS = 200;

export interface PublisherPorts {
  readonly nowMs: () => number;
  /** The view as it stands. */
  readonly view: () => FleetView;
  /** Hears each view before this tab's own listeners: the other tabs. */
  readonly tellOthers: (view: FleetView) => void;
}

/** Tells whoever listens how the fleet stands: the first news at once, what follows within a moment together. */
export class ViewPublisher {
  readonly #ports: PublisherPorts;
  readonly #listeners = new Set<(view: FleetView) => void>();
  #publishedAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(ports: PublisherPorts) {
    this.#ports = ports;
  }

  /** Calls back now, and with each view that is published. */
  subscribe(listener: (view: FleetView) => void): void {
    this.#listeners.add(listener);
    listener(this.#ports.view());
  }

  /** Something has changed. */
  soon(): void {
    const afterMs = Math.max(0, this.#publishedAtMs + PUBLISH_EVERY_MS - this.#ports.nowMs());
    // Bounded, for a clock that is set back.
    this.#timer ??= setTimeout(() => this.now(), Math.min(afterMs, PUBLISH_EVERY_MS));
  }

  /** Something has changed that somebody waits for. */
  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#stopped) return;
    this.#publishedAtMs = this.#ports.nowMs();
    const view = this.#ports.view();
    this.#ports.tellOthers(view);
    for (const listener of this.#listeners) listener(view);
  }

  /** Nobody hears anything any more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }
}
