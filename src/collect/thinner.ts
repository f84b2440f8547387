import type { Thinning } from '../domain/retention.ts';
import type { BrowserSpace } from '../store/browser-space.ts';
import type { ThinningOptions } from '../store/thinning.ts';
import { isCrowded } from '../store/thinning-plan.ts';

export interface ThinnerPorts {
  readonly nowMs: () => number;
  readonly telemetry: { thin(options: ThinningOptions): Promise<readonly Thinning[]> };
  readonly log: {
    latest(): Promise<readonly Thinning[]>;
    add(thinnings: readonly Thinning[]): Promise<void>;
  };
  readonly space: () => Promise<BrowserSpace>;
}

/** What stands when a turn comes. */
export interface Pressure {
  /** What the owner lets history take, MB of 10^6 bytes. */
  readonly budgetMb: number | undefined;
  /** Was the last write refused for want of room? */
  readonly refused: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Lets history go once a day, and at once where the budget was changed, the browser's room runs short or a write was
 * refused. Browsers count room as free only long after it was: so it is not looked at again for a day, and after a
 * refused write for an hour.
 */
export class Thinner {
  readonly #ports: ThinnerPorts;
  #doneAtMs = Number.NEGATIVE_INFINITY;
  #budgetMb: number | undefined;
  /** Kept here, too, in case the log finds no room. */
  #roomMadeAtMs = Number.NEGATIVE_INFINITY;
  #isAtWork = false;

  constructor(ports: ThinnerPorts) {
    this.#ports = ports;
  }

  /** @throws StoreError */
  async turn(pressure: Pressure): Promise<void> {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    try {
      await this.#thin(pressure);
    } finally {
      this.#isAtWork = false;
    }
  }

  async #thin({ budgetMb, refused }: Pressure): Promise<void> {
    const { nowMs, telemetry, log, space } = this.#ports;
    const atMs = nowMs();
    const isDue = atMs - this.#doneAtMs >= DAY_MS || budgetMb !== this.#budgetMb;
    const room = { ...(await space()), refused };
    const isShort = refused || isCrowded(room);
    const makeRoom = isShort && atMs - (await this.#lastRoomMade()) >= (refused ? HOUR_MS : DAY_MS);
    if (!isDue && !makeRoom) return;
    if (makeRoom) this.#roomMadeAtMs = atMs;
    const thinnings = await telemetry.thin({
      nowMs: atMs,
      budgetBytes: budgetMb === undefined ? undefined : budgetMb * 1e6,
      space: makeRoom ? room : undefined,
    });
    this.#doneAtMs = atMs;
    this.#budgetMb = budgetMb;
    if (thinnings.length > 0) await log.add(thinnings);
  }

  async #lastRoomMade(): Promise<number> {
    const made = (await this.#ports.log.latest()).find(({ reason }) => reason === 'space');
    return Math.max(this.#roomMadeAtMs, made?.atMs ?? Number.NEGATIVE_INFINITY);
  }
}
