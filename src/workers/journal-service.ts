import { TIER_MS } from '../domain/buckets.ts';
import type { ChangeEffect } from '../domain/change-effect.ts';
import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import { plugReadingsOf } from '../domain/plug-reading.ts';
import type { SeriesName } from '../domain/series.ts';
import { shareRatePerS } from '../domain/share-arrivals.ts';
import { onWall, wallCurve } from '../domain/wall-curve.ts';
import type { Quarter } from '../insight/anomaly/quarter.ts';
import { storedQuarters, WATCHED_SERIES } from '../insight/health/stored-quarters.ts';
import { changeEffects } from '../insight/journal/change-effects.ts';
import type { MoneyRates } from '../insight/journal/figure-laws.ts';
import type { JournalQuarter } from '../insight/journal/journal-quarter.ts';
import { type ChangeTellings, minerChanges } from '../insight/journal/miner-changes.ts';
import type { EntityStore } from '../store/entity-store.ts';
import { reportedMiners, reportedRateHs } from './health/reported-miners.ts';
import type { RepairedHistory } from './repaired-history.ts';

export interface JournalPorts {
  readonly nowMs: () => number;
  readonly view: () => JournalFleet;
  readonly telemetry: Pick<RepairedHistory, 'buckets'>;
  readonly entities: Pick<EntityStore, 'eventsBetween' | 'changesOf'> & {
    readonly health: Pick<EntityStore['health'], 'log'>;
  };
}

type JournalFleet = Pick<FleetView, 'miners' | 'settings' | 'outside'>;

const DAY_MS = TIER_MS.day;
/** As far back as the journal of a miner's page goes. */
const LOOKED_BACK_MS = 30 * DAY_MS;
/** What came before the first change is read, too. */
const BEFORE_MS = 7 * DAY_MS;
const MOST_EFFECTS = 12;
/** A plug counts where it was there in most quarters; else a change of what counts would look like one of the miner. */
const MOSTLY = 0.9;

interface Answered {
  readonly asked: string;
  readonly effects: Promise<readonly ChangeEffect[]>;
}

/** What miners' changes did, from what is stored; each kept until a quarter of an hour is over or something happens. */
export class JournalDesk {
  readonly #ports: JournalPorts;
  readonly #answered = new Map<string, Answered>();

  constructor(ports: JournalPorts) {
    this.#ports = ports;
  }

  /** @throws StoreError */
  async effectsOf(minerId: string): Promise<readonly ChangeEffect[]> {
    const { nowMs: clock, view, entities } = this.#ports;
    const nowMs = clock();
    const fleet = view();
    const miner = fleet.miners.find((each) => each.miner.id === minerId);
    if (!miner) return [];
    const sinceMs = nowMs - LOOKED_BACK_MS;
    const [all, everything, log] = await Promise.all([
      entities.changesOf(minerId, Number.POSITIVE_INFINITY),
      entities.eventsBetween(sinceMs, nowMs),
      entities.health.log(),
    ]);
    const records = all.filter(({ atMs }) => atMs >= sinceMs);
    const events = everything.filter((event) => event.minerId === minerId);
    const work = log.events.filter((done) => done.minerId === minerId && done.atMs >= sinceMs);
    const ids = [
      ...work.map(({ id, atMs, kind }) => `${id} ${atMs} ${kind}`),
      ...records.map(({ id, outcome }) => `${id} ${outcome}`),
      ...events.map(({ id }) => id),
    ];
    const asked = [Math.floor(nowMs / TIER_MS.quarter), ...ids].join();
    const answered = this.#answered.get(minerId);
    if (answered?.asked === asked) return answered.effects;
    const effects = this.#workOut(miner, { records, events, work }, nowMs);
    this.#answered.set(minerId, { asked, effects });
    // What failed once may not the next time.
    effects.catch(() => this.#answered.delete(minerId));
    return effects;
  }

  async #workOut(
    miner: MinerView,
    tellings: Omit<ChangeTellings, 'told'>,
    nowMs: number,
  ): Promise<readonly ChangeEffect[]> {
    const sinceMs = nowMs - LOOKED_BACK_MS;
    const fromMs = Math.floor((sinceMs - BEFORE_MS) / TIER_MS.quarter) * TIER_MS.quarter;
    const { quarters, told } = await journalQuarters(miner, this.#ports.telemetry, fromMs, nowMs);
    const changes = minerChanges({ ...tellings, told: told.filter((quarter) => quarter.fromMs >= sinceMs) });
    const rates = ratesOf(this.#ports.view(), miner, nowMs);
    const effects: ChangeEffect[] = [];
    for (const effect of changeEffects(changes, quarters, nowMs, rates, MOST_EFFECTS)) {
      effects.push(effect);
      // Miners are asked in this worker, too: they do not wait for a dozen of these.
      await new Promise((resolve) => setTimeout(resolve));
    }
    return effects;
  }
}

async function journalQuarters(
  view: MinerView,
  telemetry: JournalPorts['telemetry'],
  fromMs: number,
  toMs: number,
) {
  const { id, identity } = view.miner;
  const { algorithm } = identity;
  const names: readonly SeriesName[] = [...WATCHED_SERIES, 'wallPowerW', 'powerLimitW', 'fanPercent'];
  // Counters go on from the quarter before.
  const query = { entityId: id, names, tier: 'quarter', fromMs: fromMs - TIER_MS.quarter, toMs } as const;
  const buckets = await telemetry.buckets(query);
  const rowAt = new Map(Array.from(buckets.atMs, (atMs, row) => [atMs, row]));
  const meanAt = (name: SeriesName, atMs: number) => {
    const [series, row] = [buckets.series[name], rowAt.get(atMs)];
    if (series?.kind !== 'gauge' || row === undefined) return undefined;
    const count = series.count[row] ?? 0;
    return count > 0 ? (series.sum[row] ?? Number.NaN) / count : undefined;
  };
  const stored = storedQuarters(buckets, { algorithm, identityAt: () => undefined }, fromMs).map(
    ({ quarter }) => quarter,
  );
  const powerAt = powerFigure(view, stored, (atMs) => meanAt('wallPowerW', atMs));
  const quarters = stored.map((quarter): JournalQuarter => {
    const { fromMs: atMs } = quarter;
    const difficulty = meanAt('poolDifficulty', atMs);
    const perHash = shareRatePerS({ hashrateHs: 1, difficulty, algorithm });
    return {
      ...quarter,
      powerW: powerAt(quarter),
      hashesPerShare: perHash ? 1 / perHash : undefined,
      airC: quarter.roomC ?? quarter.inletC,
    };
  });
  const told = stored.map(({ fromMs: atMs }) => ({
    fromMs: atMs,
    powerLimitW: meanAt('powerLimitW', atMs),
    fanPercent: meanAt('fanPercent', atMs),
  }));
  return { quarters, told };
}

/**
 * One figure of power over the whole time: the plug's where it measured nearly all of it, else the miner's own by today's
 * curve of its supply, since what is stored of the wall was worked out by the curve of its day.
 */
function powerFigure(
  { miner }: MinerView,
  quarters: readonly Quarter[],
  wallAt: (atMs: number) => number | undefined,
): (quarter: Quarter) => number | undefined {
  const readings = plugReadingsOf(miner);
  const heard = quarters.filter(({ answers }) => answers > 0);
  const metered = heard.filter(({ fromMs }) => wallAt(fromMs) !== undefined).length;
  if (readings.length === 0 && metered >= MOSTLY * heard.length && metered > 0)
    return ({ fromMs }) => wallAt(fromMs);
  const curve = wallCurve(readings, miner.meteredPairs);
  return ({ powerW }) => (curve && powerW !== undefined ? onWall(curve, powerW).powerW : powerW);
}

/** What a hash and a watt are worth today; undefined where either is not known. */
function ratesOf(fleet: JournalFleet, view: MinerView, nowMs: number): MoneyRates | undefined {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const money = reportedMiners(fleet, nowMs, timeZone).find(({ id }) => id === view.miner.id)?.money;
  const hashrateHs = reportedRateHs(view);
  if (money?.revenuePerDay === undefined || money.pricePerKwh === undefined || !hashrateHs) return undefined;
  return { perHsDay: money.revenuePerDay / hashrateHs, perWattDay: 0.024 * money.pricePerKwh };
}
