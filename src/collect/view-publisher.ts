import type { FleetView } from '../domain/fleet-view.ts';

/**
 * Views go out at most this often, ms: more seldom for a larger fleet, whose answers come so closely that its pages
 * would do nothing else. One of 1,000 is drawn once a second.
 */
function pauseMs(minerCount: number): number {
  return Math.min(1_000, Math.max(200, minerCount));
}

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
  #pauseMs = pauseMs(0);
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
    const afterMs = Math.max(0, this.#publishedAtMs + this.#pauseMs - this.#ports.nowMs());
    // Bounded, for a clock that is set back.
    this.#timer ??= setTimeout(() => this.now(), Math.min(afterMs, this.#pauseMs));
  }

  /** Something has changed that somebody waits for. */
  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#stopped) return;
    this.#publishedAtMs = this.#ports.nowMs();
    const view = this.#ports.view();
    this.#pauseMs = pauseMs(view.miners.length);
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
