import type { Algorithm, MinerIdentity } from '../domain/miner.ts';
import type { ShareCounts } from '../domain/reading.ts';
import { shareRatePerS } from '../domain/share-arrivals.ts';
import { firmwareFees } from '../insight/firmware-fee.ts';
import { withReasons } from '../insight/two-meter-refusals.ts';
import {
  METER_SERIES,
  type MeterRow,
  meterRows,
  stretchBetween,
  tellsPoolDifficulty,
} from '../insight/two-meter-stretches.ts';
import { twoMeterVerdict } from '../insight/two-meter-verdict.ts';
import { NEW_WATCH, type TwoMeterWatch, watchStretch } from '../insight/two-meter-watch.ts';
import type { MeterNeed, TwoMeterReport } from './insight-api.ts';
import type { RepairedHistory } from './repaired-history.ts';

const DAY_MS = 86_400_000;

/** What is older cannot be mended any more; and 30 days of minutes are read in well under a second. */
export const LOOKED_BACK_MS = 30 * DAY_MS;

/**
 * The place from which the next look goes on lies so far back: what the helper recorded while no page was open comes in
 * late. Read anew is therefore a day, and never the month.
 */
const SETTLED_AFTER_MS = DAY_MS;

/** The newest minute still fills, and its batch may not be written yet. */
const UNFINISHED_MS = 2 * 60_000;

/** A watch as it stood when all rows before `untilMs` were taken in. */
interface Walk {
  readonly untilMs: number;
  readonly watch: TwoMeterWatch;
  /** The last row of all. */
  readonly last?: MeterRow | undefined;
  readonly firstAtMs?: number | undefined;
  readonly told: Told;
}

/** What some row has told so far. */
type Told = Readonly<Record<'hashrate' | 'accepted' | 'difficulty', boolean>>;

const NOTHING_TOLD: Told = { hashrate: false, accepted: false, difficulty: false };

/** A walk that is kept, since when it looks, and the repairs that lay over its rows. */
interface Settled {
  readonly oldestMs: number;
  readonly repairs: string;
  readonly walk: Walk;
}

type DeskHistory = Pick<RepairedHistory, 'columns' | 'extent' | 'changesOf'>;

/** The two-meter tests of a fleet's miners, each kept where it can go on from. */
export class TwoMeterDesk {
  readonly #telemetry: DeskHistory;
  readonly #nowMs: () => number;
  /** By miner; each ends before anything that may still change, but for repairs. */
  readonly #settled = new Map<string, Settled>();

  constructor(telemetry: DeskHistory, nowMs: () => number) {
    this.#telemetry = telemetry;
    this.#nowMs = nowMs;
  }

  /**
   * What the test says of a miner by all rows up to now.
   * @param shares its last reading's, for the reasons of refusals
   * @throws StoreError
   */
  async look(minerId: string, identity: MinerIdentity, shares: ShareCounts = {}): Promise<TwoMeterReport> {
    const { algorithm } = identity;
    if (!tellsPoolDifficulty(identity))
      return { algorithm, verdict: { kind: 'nothing-counted' }, missing: 'own-difficulty' };
    const nowMs = this.#nowMs();
    const { oldestAtMs } = await this.#telemetry.extent(minerId);
    const oldestMs = Math.max(oldestAtMs ?? nowMs, nowMs - LOOKED_BACK_MS);
    const kept = this.#settled.get(minerId);
    const repairs = JSON.stringify(await this.#telemetry.changesOf(minerId));
    // Rows from before the first look (an import, the demo's past) make it begin anew, and so do repairs.
    let walk: Walk =
      kept && kept.oldestMs <= oldestMs && kept.repairs === repairs
        ? kept.walk
        : { untilMs: oldestMs, watch: NEW_WATCH, told: NOTHING_TOLD };
    const begunAtMs = kept && kept.walk === walk ? kept.oldestMs : oldestMs;
    const untilMs = nowMs - UNFINISHED_MS;
    while (walk.untilMs < untilMs) {
      walk = await this.#walkOn(walk, minerId, identity, Math.min(walk.untilMs + DAY_MS, untilMs));
      if (walk.untilMs <= nowMs - SETTLED_AFTER_MS)
        this.#settled.set(minerId, { oldestMs: begunAtMs, repairs, walk });
    }
    const { watch, told, firstAtMs, last } = walk;
    const verdict = twoMeterVerdict(watch, firmwareFees(identity.family));
    return {
      algorithm,
      fromMs: firstAtMs,
      toMs: last?.atMs,
      verdict:
        verdict.kind === 'loss'
          ? { ...verdict, parts: withReasons(verdict.parts, shares.rejectedReasons, shares.rejected) }
          : verdict,
      missing: verdict.kind === 'nothing-counted' ? missingOf(algorithm, last, told) : undefined,
    };
  }

  async #walkOn(walk: Walk, minerId: string, identity: MinerIdentity, toMs: number): Promise<Walk> {
    const columns = await this.#telemetry.columns({
      minerId,
      names: METER_SERIES,
      // Over a whole day the store answers in minutes, of which each is finished.
      fromMs: toMs - DAY_MS,
      toMs,
      maxPoints: Number.POSITIVE_INFINITY,
    });
    const fees = firmwareFees(identity.family);
    let { watch, last, firstAtMs, told } = walk;
    for (const row of meterRows(columns)) {
      // The store marks a gap by a row that tells nothing.
      if (row.atMs < walk.untilMs || METER_SERIES.every((name) => Number.isNaN(row[name]))) continue;
      const stretch = last && stretchBetween(last, row, identity.algorithm);
      if (stretch) watch = watchStretch(watch, stretch, fees);
      told = toldWith(told, row);
      firstAtMs ??= row.atMs;
      last = row;
    }
    return { untilMs: toMs, watch, last, firstAtMs, told };
  }
}

function toldWith(told: Told, row: MeterRow): Told {
  if (told.hashrate && told.accepted && told.difficulty) return told;
  return {
    hashrate: told.hashrate || row.hashrateHs > 0,
    accepted: told.accepted || row.sharesAccepted >= 0,
    difficulty: told.difficulty || row.poolDifficulty > 0,
  };
}

function missingOf(algorithm: Algorithm, last: MeterRow | undefined, told: Told): MeterNeed | undefined {
  if (shareRatePerS({ hashrateHs: 1, difficulty: 1, algorithm }) === undefined) return 'algorithm';
  if (last === undefined) return 'rows';
  return (['hashrate', 'accepted', 'difficulty'] as const).find((name) => !told[name]);
}
