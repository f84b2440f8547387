import type { Action } from '../domain/action.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { ControlService } from './control-service.ts';

export interface ActionKeeperPorts {
  readonly nowMs: () => number;
  readonly control: Pick<ControlService, 'openActions' | 'goOn' | 'hasLocks'>;
}

/** How often open actions are looked at: the nearest mark is a quarter of an hour away, an overheated miner is not. */
const LOOK_EVERY_MS = 10_000;

/**
 * Goes on with what was begun, in the tab that leads: the next step of a gradual change, what was put off, what is watched, and
 * what a tab or a computer that went away had left open. A browser without locks goes on with nothing by itself.
 */
export class ActionKeeper {
  readonly #ports: ActionKeeperPorts;
  /** Miners whose turn has not come yet. */
  readonly #busy = new Set<string>();
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(ports: ActionKeeperPorts) {
    this.#ports = ports;
  }

  fleetChanged({ leading }: Pick<FleetView, 'leading'>): void {
    const nowMs = this.#ports.nowMs();
    // A clock that was set back looks at once, and not when it has caught up.
    if (!leading || (nowMs >= this.#lookedAtMs && nowMs - this.#lookedAtMs < LOOK_EVERY_MS)) return;
    this.#lookedAtMs = nowMs;
    this.look().catch((error: unknown) => console.error('changes cannot be gone on with', error));
  }

  /** Resolves with the actions that moved, when all miners with open ones have been looked at. */
  async look(): Promise<readonly Action[]> {
    const { control } = this.#ports;
    if (!control.hasLocks) return [];
    const minerIds = new Set((await control.openActions()).map(({ minerId }) => minerId));
    const moved = await Promise.all([...minerIds].map((minerId) => this.#lookAt(minerId)));
    return moved.flat();
  }

  async #lookAt(minerId: string): Promise<readonly Action[]> {
    if (this.#busy.has(minerId)) return [];
    this.#busy.add(minerId);
    try {
      return await this.#ports.control.goOn(minerId);
    } finally {
      this.#busy.delete(minerId);
    }
  }
}
