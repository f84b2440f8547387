import type { Alert } from '../domain/alert.ts';
import type { ChangeRecord } from '../domain/control.ts';
import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import {
  COUNTED_MS,
  flatlineOf,
  isUnanswered,
  LATELY_MS,
  type RecoverySituation,
  recoveryDue,
} from '../domain/recovery.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type { ControlService } from './control-service.ts';

export interface RecoveryPorts {
  readonly nowMs: () => number;
  readonly view: () => FleetView;
  readonly entities: Pick<EntityStore, 'changesOf' | 'addChange' | 'eventsBetween' | 'addEvents'>;
  readonly telemetry: Pick<TelemetryStore, 'columns'>;
  readonly control: Pick<ControlService, 'recover' | 'hasLocks'>;
  /** Told after each look: is a restart of this miner unanswered, so that its owner must look? */
  readonly onUnanswered: (minerId: string, unanswered: boolean) => void;
}

/** All of them: however often its owner or a tuner changed it since, each restart by itself counts. */
const MOST_CHANGES = Number.POSITIVE_INFINITY;

/**
 * A flatline must have stood for so long under this service's own eyes: one that a page finds in its store when it opens, or
 * a computer when it wakes, may long be over. Polls come every 15 s or so, and each of them may end it.
 */
const WATCHED_MS = 120_000;
/** Where thinned, the least and the greatest of what was told stay. */
const MOST_POLLS = 5_000;
/** Who has not looked for so long has slept, or its clock was set: it begins to watch anew. */
const LONGEST_BLINK_MS = 60_000;

/** What the stores tell of a miner beside what is known of it now. */
type Seen = Required<Pick<RecoverySituation, 'seenRestartsAtMs' | 'inputV'>>;

interface Watched {
  readonly alertId: string;
  readonly sinceMs: number;
  readonly latestMs: number;
}

/**
 * Restarts miners by themselves after a confirmed flatline, where their owners have allowed it; in the tab that leads. Each
 * attempt stands in the journal of changes before it is sent, so that a tab which is closed meanwhile has counted it, and is
 * sent once: what became of it is read back, and whether shares came again is noted when they do.
 */
export class RecoveryService {
  readonly #ports: RecoveryPorts;
  /** Miners that are being looked at or restarted now. */
  readonly #busy = new Set<string>();
  /** The flatlines that stand, by miner. */
  readonly #watched = new Map<string, Watched>();

  constructor(ports: RecoveryPorts) {
    this.#ports = ports;
  }

  /** Looks at each miner that may be restarted. Resolves when all of them have been. */
  async look(): Promise<void> {
    const { miners, leading } = this.#ports.view();
    if (!leading) return;
    const allowed = miners.filter(({ miner }) => miner.recovery === 'restart' && !this.#busy.has(miner.id));
    await Promise.all(allowed.map((view) => this.#lookAt(view)));
  }

  async #lookAt(view: MinerView): Promise<void> {
    const { entities, control } = this.#ports;
    const minerId = view.miner.id;
    this.#busy.add(minerId);
    try {
      const changes = await entities.changesOf(minerId, MOST_CHANGES);
      await this.#noteShares(view, changes);
      this.#ports.onUnanswered(minerId, isUnanswered(changes));
      const flatline = this.#watchedFlatline(view);
      if (!flatline) return;
      const seen = await this.#seen(flatline, minerId);
      if (!this.#isDue(view, changes, seen)) return;
      const sent = await control.recover(minerId, (miner, its) => {
        // By what is known when its turn has come: its owner may have been at it meanwhile.
        const latest = this.#ports.view().miners.find((each) => each.miner.id === minerId);
        return latest !== undefined && this.#isDue({ ...latest, miner }, its, seen);
      });
      if (sent && sent.outcome !== 'refused' && sent.outcome !== 'failed') await this.#mark(sent);
    } finally {
      this.#busy.delete(minerId);
    }
  }

  /** Its flatline, where that has stood long enough while this service looked. */
  #watchedFlatline({ miner }: MinerView): Alert | undefined {
    const nowMs = this.#ports.nowMs();
    const flatline = flatlineOf(this.#ports.view().alerts, miner.id);
    if (!flatline) {
      this.#watched.delete(miner.id);
      return undefined;
    }
    const last = this.#watched.get(miner.id);
    const agoMs = nowMs - (last?.latestMs ?? Number.NaN);
    const goesOn = last?.alertId === flatline.id && agoMs >= 0 && agoMs <= LONGEST_BLINK_MS;
    const sinceMs = goesOn ? last.sinceMs : nowMs;
    this.#watched.set(miner.id, { alertId: flatline.id, sinceMs, latestMs: nowMs });
    return nowMs - sinceMs >= WATCHED_MS ? flatline : undefined;
  }

  /**
   * Restarts of the time that counts, and any that a clock which was set back since has put into the future; and how its
   * supply held before it fell.
   */
  async #seen({ evidence }: Alert, minerId: string): Promise<Seen> {
    const { entities, telemetry, nowMs } = this.#ports;
    const events = await entities.eventsBetween(nowMs() - COUNTED_MS, Number.MAX_SAFE_INTEGER);
    const { values } = await telemetry.columns({
      minerId,
      names: ['voltageInV'],
      fromMs: evidence.sinceMs - LATELY_MS,
      toMs: nowMs(),
      maxPoints: MOST_POLLS,
    });
    return {
      seenRestartsAtMs: events
        .filter((event) => event.minerId === minerId && event.kind === 'restarted')
        .map(({ atMs }) => atMs),
      inputV: values.voltageInV ?? [],
    };
  }

  #isDue(view: MinerView, changes: readonly ChangeRecord[], seen: Seen): boolean {
    const { nowMs, view: fleet, control } = this.#ports;
    const { hasLocks } = control;
    return recoveryDue({ nowMs: nowMs(), hasLocks, view, fleet: fleet(), changes, ...seen }) === 'due';
  }

  /** Stands on charts and in the timeline as what was done, beside the restart that the miner itself shows. */
  async #mark({ id, minerId, atMs }: ChangeRecord): Promise<void> {
    await this.#ports.entities.addEvents([
      { id: `recovery:${id}`, minerId, atMs, kind: 'restarted-by-itself' },
    ]);
  }

  /**
   * A share after it ends what was in vain, however late: whoever mended the miner, its next death is another. Only within
   * the day that counts does it speak for the restart.
   */
  async #noteShares({ lastShareAtMs }: MinerView, changes: readonly ChangeRecord[]): Promise<void> {
    const { entities } = this.#ports;
    const last = changes.find(({ by }) => by === 'recovery');
    if (!last || last.isUnderWay || last.sharesAgainAtMs !== undefined) return;
    if (lastShareAtMs === undefined || lastShareAtMs <= last.atMs) return;
    await entities.addChange({ ...last, sharesAgainAtMs: lastShareAtMs });
  }
}
