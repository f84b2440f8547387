import type { DeviceSnapshot } from '../devices/adapter.ts';
import type { Miner } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import { browserSpace } from '../store/browser-space.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { CollectorPorts } from './collector-ports.ts';
import type { Answered, FleetKeeper } from './fleet-keeper.ts';
import { storeProblemOf } from './store-problem.ts';
import { TelemetryRecorder } from './telemetry-recorder.ts';
import { Thinner } from './thinner.ts';

export interface LogbookPorts extends Pick<CollectorPorts, 'nowMs' | 'telemetry' | 'entities'> {
  /** Knows each miner's plugs and room, and shows the trouble of the stores. */
  readonly keeper: FleetKeeper;
  /** The trouble of the stores has changed. */
  readonly onChange: () => void;
}

/**
 * Writes down what the fleet says: every Reading, each miner's last answer, and what happened to it. What the stores
 * refuse is shown as their trouble; the fleet is watched on.
 */
export class Logbook {
  readonly #ports: LogbookPorts;
  readonly #recorder: TelemetryRecorder;
  readonly #thinner: Thinner;

  constructor(ports: LogbookPorts) {
    this.#ports = ports;
    this.#recorder = new TelemetryRecorder({
      append: (rows) => ports.telemetry.append(rows),
      problemOf: storeProblemOf,
      onProblem: (problem) => {
        ports.keeper.storeProblem = problem;
        ports.onChange();
        if (problem?.kind === 'quota') void this.thin();
      },
    });
    this.#thinner = new Thinner({ ...ports, log: ports.entities.thinnings, space: browserSpace });
  }

  /** A miner answered, and that brought something about. */
  async answered({ id }: Miner, snapshot: DeviceSnapshot, { events, changedMiner }: Answered): Promise<void> {
    this.#recorder.record([this.#row(id, snapshot.reading)]);
    await this.store(async (entities) => {
      await entities.putSnapshots([{ minerId: id, answeredAtMs: snapshot.reading.atMs, ...snapshot }]);
      if (events.length > 0) await entities.addEvents(events);
      // The identity and what was learned alone: a name or tags that the owner has just given from another tab stay.
      if (!changedMiner) return;
      const { identity, meteredPairs } = changedMiner;
      await entities.changeMiners([id], (kept) => ({
        ...kept,
        identity,
        ...(meteredPairs ? { meteredPairs } : {}),
      }));
    });
  }

  /** What plugs measure of miners that give no answer themselves. */
  silent(atMs: number): void {
    const { keeper } = this.#ports;
    const rows = keeper.silent(atMs).flatMap(({ id }) => {
      const { wall } = keeper.around(id, atMs);
      return wall?.source?.kind === 'measured' ? [this.#row(id, { atMs })] : [];
    });
    this.#recorder.record(rows);
  }

  /** What a device itself remembered of a gap. */
  async remembered(rows: readonly TelemetryRow[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    this.#recorder.record(rows);
    this.#ports.keeper.remembered(rows);
    // The journal tells what is stored, not what is about to be.
    await this.compact();
    const { minerId } = first;
    const atMs = this.#ports.nowMs();
    const id = `${minerId}:${atMs}:back-filled`;
    await this.#ports.entities.addEvents([
      { id, minerId, atMs, kind: 'back-filled', to: String(rows.length) },
    ]);
  }

  /** Folds what was written ahead into segments. */
  async compact(): Promise<void> {
    const { telemetry, nowMs } = this.#ports;
    await this.flush();
    await this.store(() => telemetry.compact(nowMs()));
  }

  /** Derives the longer buckets of days that are over, until `signal` ends it. */
  deriveLonger(signal: AbortSignal): Promise<void> {
    const { telemetry, nowMs } = this.#ports;
    return this.store(() => telemetry.cascade(nowMs(), { signal }));
  }

  /** Lets history go that is too old, or for which there is no room. */
  thin(): Promise<void> {
    const { keeper } = this.#ports;
    const refused = keeper.storeProblem?.kind === 'quota';
    return this.store(() => this.#thinner.turn({ budgetMb: keeper.settings.historyMb, refused }));
  }

  /** Writes all that waits; resolves when it is written, or refused and kept. */
  flush(): Promise<void> {
    return this.#recorder.flush();
  }

  /** Carries out one write; what stands in its way is shown until a later one succeeds. */
  async store(write: (entities: EntityStore) => Promise<unknown>): Promise<void> {
    const { entities, keeper, onChange } = this.#ports;
    try {
      await write(entities);
      // Readings that wait have a trouble of their own, which the recorder ends.
      if (keeper.storeProblem === undefined || this.#recorder.failing) return;
      keeper.storeProblem = undefined;
    } catch (error) {
      keeper.storeProblem = storeProblemOf(error);
    }
    onChange();
  }

  /** A Reading with what the miner's plug and room say at that moment. */
  #row(minerId: string, reading: Partial<Reading> & Pick<Reading, 'atMs'>): TelemetryRow {
    const { wall, roomTempC } = this.#ports.keeper.around(minerId, reading.atMs);
    return telemetryRow(minerId, reading, { wallPowerW: wall?.powerW, roomTempC });
  }
}
