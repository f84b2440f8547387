import { DeviceError } from '../devices/transport.ts';
import type { Alert } from '../domain/alert.ts';
import type { SeenAlarm } from '../domain/channel.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { isSeen } from './seen-alerts.ts';

export interface SeenPorts {
  readonly nowMs: () => number;
  /** @throws DeviceError */
  readonly tell: (alarm: SeenAlarm) => Promise<void>;
}

/** After a failure, ms; doubling. */
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 5 * 60_000;

/**
 * Tells the helper what its owner has seen on a page, so that nobody else is woken. Each alert is told once; while the
 * helper does not answer, again and again, until it does or the alert is over.
 */
export class SeenTeller {
  readonly #ports: SeenPorts;
  #told = new Set<string>();
  #telling = false;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  #retryMs = FIRST_RETRY_MS;

  constructor(ports: SeenPorts) {
    this.#ports = ports;
  }

  /** Tells what there is to tell; never rejects. */
  async fleetChanged({ alerts }: FleetView): Promise<void> {
    const wanted = alerts.filter(isSeen);
    const ids = new Set(wanted.map(({ id }) => id));
    this.#told = new Set([...this.#told].filter((id) => ids.has(id)));
    const news = wanted.filter(({ id }) => !this.#told.has(id));
    if (news.length === 0 || this.#telling || this.#ports.nowMs() < this.#notBeforeMs) return;
    this.#telling = true;
    try {
      for (const alert of news) await this.#tell(alert);
      this.#retryMs = FIRST_RETRY_MS;
    } catch (error) {
      console.info('the helper was not told what was seen, and is told again:', error);
      this.#notBeforeMs = this.#ports.nowMs() + this.#retryMs;
      this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
    } finally {
      this.#telling = false;
    }
  }

  async #tell({ id, kind, minerIds }: Alert): Promise<void> {
    // Which miners fell together the helper may see otherwise: of each it is told.
    for (const minerId of minerIds)
      await this.#ports.tell({ kind, minerId }).catch((error: unknown) => {
        // A helper of another version that knows no such alert will not know it the next time.
        if (!(error instanceof DeviceError && error.kind === 'unreadable-reply')) throw error;
      });
    this.#told.add(id);
  }
}
