import type { StoreProblem } from '../domain/fleet-view.ts';
import type { TelemetryRow } from '../domain/series.ts';

/** Polls that end within this time are written in one transaction, ms. */
const BATCH_MS = 250;
/** Rows kept in memory while the store refuses them (disk full): an hour of thirty miners at ten seconds. */
const HELD_ROWS = 30 * 360;

export interface RecorderPorts {
  readonly append: (rows: readonly TelemetryRow[]) => Promise<void>;
  /** The store's trouble in the owner's terms; undefined once writing works again. */
  readonly onProblem: (problem: StoreProblem | undefined) => void;
  /** What a failed write means; rethrows what is not the store's fault. */
  readonly problemOf: (error: unknown) => StoreProblem;
}

/**
 * Writes rows in small batches, one after the other. When the store refuses (disk full, blocked), rows wait in memory
 * and go with the next batch; only past an hour of them the oldest are given up.
 */
export class TelemetryRecorder {
  readonly #ports: RecorderPorts;
  #waiting: TelemetryRow[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failing = false;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  /** Did the last write fail? */
  get failing(): boolean {
    return this.#failing;
  }

  record(rows: readonly TelemetryRow[]): void {
    this.#waiting.push(...rows);
    if (this.#waiting.length > HELD_ROWS) this.#waiting.splice(0, this.#waiting.length - HELD_ROWS);
    this.#timer ??= setTimeout(() => void this.flush(), BATCH_MS);
  }

  /** Writes all that waits; resolves when it is written, or refused and kept. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    try {
      await this.#ports.append(rows);
      if (this.#failing) this.#ports.onProblem(undefined);
      this.#failing = false;
    } catch (error) {
      this.#waiting = [...rows, ...this.#waiting];
      this.#failing = true;
      this.#ports.onProblem(this.#ports.problemOf(error));
    }
  }
}
