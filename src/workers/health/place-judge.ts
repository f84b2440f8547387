import { TIER_MS } from '../../domain/buckets.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { OwnerLog } from '../../domain/health/owner-log.ts';
import {
  type Anchors,
  anchored,
  readAnchors,
  readJournal,
  readPast,
  rewound,
  toKeep,
} from '../../insight/health/checkpoint.ts';
import { explained, unexplained } from '../../insight/health/finding-causes.ts';
import {
  type JudgedPast,
  judgeQuarter,
  NOTHING_JUDGED,
  type PlaceFacts,
} from '../../insight/health/judged-past.ts';
import { firstChangedDay, firstChangedInput } from '../../insight/health/late-rows.ts';
import {
  EMPTY_JOURNAL,
  identityAt,
  noteTold,
  noteWatched,
  type PlaceJournal,
} from '../../insight/health/place-journal.ts';
import type { KnownMiner } from '../../insight/health/stored-quarters.ts';
import type { TelemetryStore } from '../../store/telemetry-store.ts';
import { repairedTelemetry } from '../repaired-buckets.ts';
import { type HealthEntities, type PlaceNow, placeNow } from './place-now.ts';
import type { SlicePorts, Slices } from './slices.ts';
import { rowsOfDays, storedPlace } from './stored-place.ts';

export interface JudgePorts extends SlicePorts {
  readonly nowMs: () => number;
  readonly view: () => FleetView;
  readonly telemetry: Pick<TelemetryStore, 'buckets' | 'extent'>;
  readonly entities: HealthEntities;
}

/** Answers are written down a moment after they came. */
const WRITTEN_WITHIN_MS = 2 * 60_000;
/** Quarters that are read at once, all miners together: some ten megabytes. */
const READ_AT_ONCE = 10_000;
/** Causes of what stands are ranked anew so often, ms: the longer it lasts, the less it is what passes by itself. */
const RANKED_EVERY_MS = TIER_MS.hour;
/** What has been judged is kept so often while much is to be judged. */
const KEEP_EVERY_MS = 5_000;

/**
 * Judges what is stored of a place, quarter by quarter in their order, from where it had judged to; in the tab that leads.
 * What came late (rows, work that was logged afterwards, repairs) is judged again from the last anchor before it, or from
 * the beginning where there is none: every sum of evidence goes on from the quarter before.
 */
export class PlaceJudge {
  readonly #ports: JudgePorts;
  readonly #slices: Slices;
  #past: JudgedPast | undefined;
  #anchors: Anchors = [];
  #journal: PlaceJournal = EMPTY_JOURNAL;
  #journalRead: Promise<void> | undefined;

  constructor(ports: JudgePorts, slices: Slices) {
    this.#ports = ports;
    this.#slices = slices;
  }

  /** Is there a quarter that has ended and is not judged yet? */
  get isDue(): boolean {
    return this.#past === undefined || this.#past.toMs < this.#endMs;
  }

  /** Notes what the fleet told by the way: that somebody watched it, and what miners said of themselves. */
  async note(view: FleetView): Promise<void> {
    this.#journalRead ??= this.#readJournal();
    await this.#journalRead;
    if (view.proxyProblem === undefined && view.asking !== true)
      this.#journal = noteWatched(this.#journal, view.atMs);
    const before = this.#journal.told;
    for (const miner of view.miners) this.#journal = noteTold(this.#journal, miner);
    if (this.#journal.told !== before) await this.#keepJournal();
  }

  /** Judges up to now. @throws StoreError; the signal's reason when it is aborted */
  async catchUp(log: OwnerLog, onProgress: (done: number) => void): Promise<JudgedPast> {
    const { entities, view, telemetry } = this.#ports;
    await this.note(view());
    const now = await placeNow(view(), entities, log, this.#journal);
    const repaired: JudgePorts['telemetry'] = {
      buckets: repairedTelemetry(telemetry, entities.repairs).buckets,
      extent: (minerId) => telemetry.extent(minerId),
    };
    const past = await this.#goOnFrom(repaired, now);
    this.#past = await this.#judge({ ...past, inputs: now.inputs }, repaired, now.facts, onProgress);
    await this.#keep(this.#past);
    await this.#keepJournal();
    return this.#past;
  }

  get #endMs(): number {
    const writtenMs = this.#ports.nowMs() - WRITTEN_WITHIN_MS;
    return Math.floor(writtenMs / TIER_MS.quarter) * TIER_MS.quarter;
  }

  /** What was judged before, without what must be judged again. */
  async #goOnFrom(telemetry: JudgePorts['telemetry'], { facts, inputs }: PlaceNow): Promise<JudgedPast> {
    const past = this.#past ?? (await this.#readPast());
    const { fromMs, toMs } = past;
    if (fromMs === undefined) return NOTHING_JUDGED;
    const rowsNow = await rowsOfDays(telemetry, Object.keys(facts.miners), { fromMs, toMs });
    const changes = [firstChangedDay(past, rowsNow), firstChangedInput(past, inputs)];
    const changedAtMs = Math.min(...changes.map((atMs) => atMs ?? Number.POSITIVE_INFINITY));
    if (changedAtMs === Number.POSITIVE_INFINITY) return past;
    const again = rewound(this.#anchors, changedAtMs, rowsNow);
    this.#anchors = this.#anchors.filter((anchor) => anchor.toMs <= again.toMs);
    return again;
  }

  async #judge(
    before: JudgedPast,
    telemetry: JudgePorts['telemetry'],
    facts: PlaceFacts,
    onProgress: (done: number) => void,
  ): Promise<JudgedPast> {
    const { clockMs } = this.#ports;
    const miners = this.#knownMiners();
    const endMs = this.#endMs;
    const beginMs = before.toMs || (await oldestQuarter(telemetry, miners.keys()));
    let past = before;
    let keptMs = clockMs();
    const atOnceMs = Math.ceil(READ_AT_ONCE / Math.max(1, miners.size)) * TIER_MS.quarter;
    for (let fromMs = beginMs; fromMs < endMs; fromMs += atOnceMs) {
      const toMs = Math.min(endMs, fromMs + atOnceMs);
      const place = await storedPlace(telemetry, miners, { fromMs, toMs });
      await this.#slices.turn();
      for (let atMs = fromMs; atMs < toMs; atMs += TIER_MS.quarter) {
        past = judgeQuarter(past, atMs, place.get(atMs) ?? {}, facts);
        const isNew = past.book.some(({ foundAtMs }) => foundAtMs === past.toMs);
        if (isNew) past = await this.#explain(past, facts, Number.NEGATIVE_INFINITY);
        this.#anchors = anchored(this.#anchors, past);
        await this.#slices.turn();
      }
      onProgress((toMs - beginMs) / (endMs - beginMs));
      if (clockMs() - keptMs < KEEP_EVERY_MS) continue;
      await this.#keep(past);
      keptMs = clockMs();
    }
    return this.#explain(past, facts, past.toMs - RANKED_EVERY_MS);
  }

  /** Has the causes ranked of what stands and was not looked at since a moment. */
  async #explain(before: JudgedPast, { miners }: PlaceFacts, sinceMs: number): Promise<JudgedPast> {
    let past = before;
    for (const finding of unexplained(before, sinceMs))
      past = await this.#slices.run(explained(past, finding, (id) => miners[id]?.size ?? 'small'));
    return past;
  }

  #knownMiners(): ReadonlyMap<string, KnownMiner> {
    return new Map(
      this.#ports.view().miners.map(({ miner: { id, identity } }) => [
        id,
        {
          algorithm: identity.algorithm,
          identityAt: (atMs: number) => identityAt(this.#journal, id, atMs),
        },
      ]),
    );
  }

  async #readPast(): Promise<JudgedPast> {
    const { health } = this.#ports.entities;
    this.#anchors = readAnchors(await health.kept('health-anchors'));
    return readPast(await health.kept('health-judged')) ?? NOTHING_JUDGED;
  }

  async #keep(past: JudgedPast): Promise<void> {
    const { health } = this.#ports.entities;
    await health.keep('health-anchors', toKeep(this.#anchors));
    await health.keep('health-judged', toKeep(past));
  }

  async #readJournal(): Promise<void> {
    this.#journal = readJournal(await this.#ports.entities.health.kept('health-journal'));
  }

  #keepJournal(): Promise<void> {
    return this.#ports.entities.health.keep('health-journal', toKeep(this.#journal));
  }
}

async function oldestQuarter(
  telemetry: JudgePorts['telemetry'],
  minerIds: Iterable<string>,
): Promise<number> {
  let oldestMs = Number.POSITIVE_INFINITY;
  for (const id of minerIds)
    oldestMs = Math.min(oldestMs, (await telemetry.extent(id)).oldestAtMs ?? oldestMs);
  return Math.floor(oldestMs / TIER_MS.quarter) * TIER_MS.quarter;
}
