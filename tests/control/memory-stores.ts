import { type Action, isOver } from '../../src/domain/action.ts';
import type { FleetEvent } from '../../src/domain/alert.ts';
import type { ChangeRecord } from '../../src/domain/control.ts';
import type { Miner } from '../../src/domain/miner.ts';
import type { PastStep } from '../../src/domain/plan.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { SeriesColumns, SeriesName } from '../../src/domain/series.ts';
import type { ActionStore } from '../../src/store/action-store.ts';
import type { EntityStore } from '../../src/store/entity-store.ts';
import type { PlanStore } from '../../src/store/plan-store.ts';
import type { KeptTuning, TuningStore } from '../../src/store/tuning-store.ts';

/** Orders as the browser keeps them: what is read is a copy. */
export class MemoryActions implements Pick<ActionStore, 'all' | 'open' | 'ofMiner' | 'put'> {
  readonly #kept = new Map<string, Action>();

  async all(): Promise<Action[]> {
    return structuredClone([...this.#kept.values()]).sort((a, b) => b.askedAtMs - a.askedAtMs);
  }

  async open(): Promise<Action[]> {
    return (await this.all()).filter((action) => !isOver(action));
  }

  async ofMiner(minerId: string, sinceMs: number): Promise<Action[]> {
    return (await this.all()).filter(
      (action) => action.minerId === minerId && (!isOver(action) || action.askedAtMs >= sinceMs),
    );
  }

  async put(action: Action): Promise<void> {
    this.#kept.set(action.id, structuredClone(action));
  }
}

/**
 * What changing miners needs of the store, where there is no browser to keep it: copies go in and out, as they do there.
 * Anything else that is asked of it fails the test.
 */
export class MemoryEntities {
  readonly #miners = new Map<string, Miner>();
  readonly #changes = new Map<string, ChangeRecord>();
  readonly #events = new Map<string, FleetEvent>();
  readonly actions = new MemoryActions();

  async miners(): Promise<Miner[]> {
    return structuredClone([...this.#miners.values()]);
  }

  async putMiners(miners: readonly Miner[]): Promise<void> {
    for (const miner of miners) this.#miners.set(miner.id, structuredClone(miner));
  }

  async changeMiners(minerIds: readonly string[], edit: (miner: Miner) => Miner): Promise<void> {
    const found = minerIds.flatMap((id) => this.#miners.get(id) ?? []);
    await this.putMiners(found.map(edit));
  }

  async credentials(): Promise<undefined> {
    return undefined;
  }

  async addChange(record: ChangeRecord): Promise<void> {
    this.#changes.set(record.id, structuredClone(record));
  }

  /** Newest first. */
  async changesOf(minerId: string, most: number): Promise<ChangeRecord[]> {
    const its = [...this.#changes.values()].filter((change) => change.minerId === minerId);
    return structuredClone(its.sort((a, b) => b.atMs - a.atMs).slice(0, most));
  }

  async change(id: string): Promise<ChangeRecord | undefined> {
    return structuredClone(this.#changes.get(id));
  }

  async addEvents(events: readonly FleetEvent[]): Promise<void> {
    for (const event of events) this.#events.set(event.id, structuredClone(event));
  }

  async eventsBetween(fromMs: number, toMs: number): Promise<FleetEvent[]> {
    const all = [...this.#events.values()].filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    return structuredClone(all.sort((a, b) => a.atMs - b.atMs));
  }
}

/** As those who want a whole store take it. */
export function asStore(entities: MemoryEntities): EntityStore {
  return entities as unknown as EntityStore;
}

function columnOf(
  name: SeriesName,
  readings: readonly Reading[],
  of: (reading: Reading) => number | undefined,
): Partial<Record<SeriesName, Float64Array>> {
  return { [name]: Float64Array.from(readings, (reading) => of(reading) ?? Number.NaN) };
}

/** What one miner told, poll by poll. */
export class MemoryTelemetry {
  readonly #told: Reading[] = [];

  add(reading: Reading): void {
    this.#told.push(reading);
  }

  async columns({
    fromMs,
    toMs,
  }: {
    readonly fromMs: number;
    readonly toMs: number;
  }): Promise<SeriesColumns> {
    const asked = this.#told.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    return {
      atMs: Float64Array.from(asked, ({ atMs }) => atMs),
      values: {
        ...columnOf('voltageInV', asked, ({ voltageInV }) => voltageInV),
        ...columnOf('hashrateHs', asked, ({ hashrateHs }) => hashrateHs),
        ...columnOf('hwErrorPct', asked, ({ hwErrorPct }) => hwErrorPct),
        ...columnOf('tempChipMaxC', asked, ({ tempChipMaxC }) => tempChipMaxC),
        ...columnOf('uptimeS', asked, ({ uptimeS }) => uptimeS),
        ...columnOf('sharesAccepted', asked, ({ shares }) => shares.accepted),
      },
    };
  }
}

/** Tuning sessions as the browser keeps them: what is read is a copy. */
export class MemoryTunings implements Pick<TuningStore, 'all' | 'keep'> {
  readonly #kept = new Map<string, KeptTuning>();

  async all(): Promise<KeptTuning[]> {
    return structuredClone([...this.#kept.values()]).sort(
      (a, b) => b.session.startedMs - a.session.startedMs,
    );
  }

  async keep(tuning: KeptTuning): Promise<void> {
    this.#kept.set(tuning.id, structuredClone(tuning));
  }
}

/** The steps of plans as the browser keeps them: what is read is a copy. */
export class MemorySteps implements Pick<PlanStore, 'steps' | 'keepStep'> {
  readonly #kept = new Map<string, PastStep>();

  async steps(): Promise<PastStep[]> {
    return structuredClone([...this.#kept.values()]).sort((a, b) => b.atMs - a.atMs);
  }

  async keepStep(step: PastStep): Promise<void> {
    this.#kept.set(step.id, structuredClone(step));
  }
}
