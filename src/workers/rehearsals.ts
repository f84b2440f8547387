import type { MinerView } from '../domain/fleet-view.ts';
import type { HardwareFacts } from '../domain/hardware.ts';
import type { Miner, MinerIdentity } from '../domain/miner.ts';
import type { ClockTask, TuningSession } from '../domain/tuning.ts';
import type { KeptTuning, TuningStore } from '../store/tuning-store.ts';
import type { ControlService } from './control-service.ts';
import { readinessOf } from './tuning-readiness.ts';

/** What a session on a copy of a simulated miner comes to; undefined where it comes to no end. */
export type Rehearse = (miner: Miner, task: ClockTask) => Promise<TuningSession | undefined>;

export interface RehearsalPorts {
  readonly newId: () => string;
  readonly seed: () => number;
  readonly tunings: Pick<TuningStore, 'keep'>;
  readonly control: Pick<ControlService, 'controlOf' | 'hasLocks'>;
  /** What the hardware catalogue knows of a device. */
  readonly factsOf: (identity: MinerIdentity) => Promise<HardwareFacts>;
  /** In the demo alone. */
  readonly rehearsed?: Rehearse | undefined;
}

/** A miner of the demo that was never tuned shows what the tuner comes to with a copy of it; each is tuned so once. */
export class Rehearsals {
  readonly #ports: RehearsalPorts;
  readonly #mostTrials: number;
  readonly #kept = new Map<string, Promise<readonly KeptTuning[]>>();

  constructor(ports: RehearsalPorts, mostTrials: number) {
    this.#ports = ports;
    this.#mostTrials = mostTrials;
  }

  /** Kept like any other session, so that a reload shows it, too; none of a real miner, nor of one without clock and voltage. */
  of(view: MinerView): Promise<readonly KeptTuning[]> {
    const { id } = view.miner;
    const found = this.#kept.get(id) ?? this.#rehearsed(view);
    this.#kept.set(id, found);
    // What could not be asked once may be the next time.
    found.then(
      (sessions) => sessions.length === 0 && this.#kept.delete(id),
      () => this.#kept.delete(id),
    );
    return found;
  }

  async #rehearsed(view: MinerView): Promise<readonly KeptTuning[]> {
    const { rehearsed, tunings, newId, seed } = this.#ports;
    if (!rehearsed) return [];
    // Its owner is asked before the miner itself is changed, not before a copy is.
    const miner = { ...view.miner, control: 'by-hand' } as const;
    const { found } = await readinessOf({ ...view, miner }, this.#ports);
    const task = found?.ways.find(({ way }) => way === 'clock')?.task;
    if (!task || !('reference' in task)) return [];
    const objective = { kind: 'efficiency' } as const;
    const session = await rehearsed(miner, {
      ...task,
      objective,
      mostTrials: this.#mostTrials,
      seed: seed(),
    });
    if (!session) return [];
    const kept = { id: newId(), minerId: miner.id, session, isRehearsal: true } as const;
    await tunings.keep(kept);
    return [kept];
  }
}
