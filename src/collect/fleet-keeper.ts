import type { DeviceSnapshot } from '../devices/adapter.ts';
import type { DeviceError } from '../devices/transport.ts';
import type { Alert, FleetEvent, SharedCause } from '../domain/alert.ts';
import type { FleetView, FollowedRecorder, StoreProblem } from '../domain/fleet-view.ts';
import type { HealthFinding } from '../domain/health/health-report.ts';
import type { Miner } from '../domain/miner.ts';
import { marketIn, type OutsideMarket } from '../domain/outside-market.ts';
import { SERIES, type SeriesColumns, type TelemetryRow } from '../domain/series.ts';
import type { Settings } from '../domain/settings.ts';
import type { PoweredMiner } from '../domain/wall-power.ts';
import { AlertBook } from '../domain/watch/alert-book.ts';
import type { Ending } from '../domain/watch/condition.ts';
import { findingConditions } from '../domain/watch/finding-conditions.ts';
import type { FlapMemory } from '../domain/watch/flap-damping.ts';
import { fleetConditions } from '../domain/watch/fleet-conditions.ts';
import { learnedPairs } from '../domain/watch/learned-pairs.ts';
import { type MinerTrack, newTrack, observe, replay } from '../domain/watch/miner-track.ts';
import {
  belongsTogether,
  endingOf,
  isFresh,
  stateOf,
  togetherWithinMs,
  unansweredSinceMs,
  type WatchContext,
} from '../domain/watch/miner-watch.ts';
import { mayBeOneTrouble } from '../domain/watch/same-trouble.ts';
import { sharedCause } from '../domain/watch/shared-cause.ts';
import type { Snapshot } from '../store/entity-schema.ts';
import { eventsBetween } from './fleet-events.ts';
import type { KeptAlerts } from './kept-alerts.ts';
import { knownIdentity } from './known-identity.ts';
import type { FleetPresence } from './lost-search.ts';
import { type AroundMiner, MeterBook } from './meter-book.ts';
import { MinerViews } from './miner-views.ts';
import { stillAsking } from './still-asking.ts';

/** What an answer brought. */
export interface Answered {
  readonly events: readonly FleetEvent[];
  /** The miner, if it tells another identity now (new firmware, new host name), or its plug has taught something. */
  readonly changedMiner?: Miner | undefined;
}

const HASHRATE = SERIES.findIndex(({ name }) => name === 'hashrateHs');
/** Resolved alerts stay in view for a day. */
const RESOLVED_IN_VIEW_MS = 24 * 60 * 60_000;

/**
 * The fleet in memory: what every miner last said, how it stands, what is wrong. Knows no clock, no network and no
 * store; whoever keeps it tells it what happened and takes away what changed.
 */
export class FleetKeeper {
  readonly #fleet: 'real' | 'demo';
  #tracks = new Map<string, MinerTrack>();
  readonly #views = new MinerViews();
  #book = this.#bookOf([], {});
  #resolved: Alert[] = [];
  settings: Settings;
  #watchedSinceMs: number | undefined;
  #watchedAtMs = 0;
  readonly meters = new MeterBook();
  proxyProblem: 'no-proxy' | 'not-paired' | undefined;
  storeProblem: StoreProblem | undefined;
  historyProgress: number | undefined;
  recorder: FollowedRecorder | undefined;
  outside: OutsideMarket | undefined;
  /** What the mining watch has found; undefined until it has told: then nobody knows what of it still stands. */
  findings: readonly HealthFinding[] | undefined;

  constructor(fleet: 'real' | 'demo', settings: Settings) {
    this.#fleet = fleet;
    this.settings = settings;
  }

  /** What is wrong as it was kept: by this app before it was closed, or by the tab that led before this one. */
  takeAlerts({ alerts, flaps }: KeptAlerts): void {
    this.#resolved = alerts.filter((alert) => alert.resolvedAtMs !== undefined);
    const open = alerts.filter((alert) => alert.resolvedAtMs === undefined);
    this.#book = this.#bookOf(open, flaps);
  }

  /** How troubles come and go, to be kept with the alerts. */
  get flaps(): FlapMemory {
    return this.#book.flaps;
  }

  get miners(): readonly Miner[] {
    return [...this.#tracks.values()].map((track) => track.miner);
  }

  /** The miners there are from now on; what is known of those that stay, stays. Returns changed alerts. */
  setMiners(miners: readonly Miner[], nowMs: number): readonly Alert[] {
    const before = this.#tracks;
    this.#tracks = new Map(
      miners.map((miner) => [miner.id, { ...(before.get(miner.id) ?? newTrack(miner)), miner }]),
    );
    const gone = [...before.keys()].filter((id) => !this.#tracks.has(id));
    return this.#retire(gone.flatMap((id) => this.#book.forget(id, nowMs)));
  }

  /** There have been no alerts yet, and miners have answered what is told here, and nothing before. */
  forgetPast(snapshots: readonly Snapshot[]): void {
    this.takeAlerts({ alerts: [], flaps: {} });
    this.findings = undefined;
    this.#tracks = new Map(this.miners.map((miner) => [miner.id, newTrack(miner)]));
    for (const snapshot of snapshots) this.restore(snapshot);
  }

  /** Miners are asked from now on. */
  watchFrom(nowMs: number): void {
    this.#watchedSinceMs = nowMs;
  }

  /** What was known when the app was last open: shown with its age until the first answer. */
  restore(snapshot: Snapshot): void {
    const track = this.#tracks.get(snapshot.minerId);
    if (!track || track.reading) return;
    this.#views.touched(track);
    track.reading = snapshot.reading;
    track.answeredAtMs = snapshot.answeredAtMs;
  }

  /** The stored rows of the last hours of a miner: see {@link replay}. */
  replay(minerId: string, columns: SeriesColumns): void {
    const track = this.#tracks.get(minerId);
    if (!track) return;
    this.#views.touched(track);
    replay(track, columns, this.settings.pollMs);
  }

  /** What a device itself remembered of a gap: the last hour is drawn with it. */
  remembered(rows: readonly TelemetryRow[]): void {
    for (const { minerId, atMs, values } of rows) {
      const track = this.#tracks.get(minerId);
      if (!track) continue;
      this.#views.touched(track);
      track.hashrate.add(atMs, values[HASHRATE] ?? Number.NaN);
    }
  }

  /** An answer came. */
  answered(minerId: string, snapshot: DeviceSnapshot, feed: 'poll' | 'live'): Answered {
    const track = this.#tracks.get(minerId);
    if (!track) return { events: [] };
    const { identity } = track.miner;
    const events = track.reading
      ? eventsBetween(minerId, { identity, reading: track.reading }, snapshot)
      : [];
    this.#views.touched(track);
    observe(track, snapshot, feed, this.settings.pollMs);
    const { atMs } = snapshot.reading;
    const { wall } = this.around(minerId, atMs);
    track.means.addWall(atMs, wall?.powerW);
    const meteredPairs = learnedPairs(track, wall);
    this.#helperIsBack(atMs);
    const known = knownIdentity(identity, snapshot.identity);
    if (known === identity && !meteredPairs) return { events };
    track.miner = { ...track.miner, identity: known, ...(meteredPairs ? { meteredPairs } : {}) };
    return { events, changedMiner: track.miner };
  }

  /** Is a restart unanswered that it was told by itself? True where that is news. */
  takeUnanswered(minerId: string, unanswered: boolean): boolean {
    const track = this.#tracks.get(minerId);
    if (!track || (track.unansweredRestart ?? false) === unanswered) return false;
    track.unansweredRestart = unanswered;
    return true;
  }

  /** No answer came. */
  failed(minerId: string, error: DeviceError, nowMs: number): void {
    const track = this.#tracks.get(minerId);
    if (!track) return;
    if (error.kind === 'no-proxy' || error.kind === 'not-paired') {
      // It was never asked.
      this.proxyProblem = error.kind;
    } else {
      this.#helperIsBack(nowMs);
      track.failures += 1;
      track.heard = true;
    }
    this.#views.touched(track);
    track.failure = { failure: true, kind: error.kind, detail: error.detail, atMs: nowMs };
  }

  /** Holds every miner against the rules. Returns the alerts that opened, changed or ended. */
  watch(nowMs: number): readonly Alert[] {
    this.#watchedAtMs = nowMs;
    const context = this.#context(nowMs);
    const found = findingConditions(this.findings ?? []).filter(({ minerId }) => this.#tracks.has(minerId));
    const conditions = [...fleetConditions(this.#tracks.values(), context), ...found];
    const endings = (alert: Alert, minerId: string): Ending => {
      // The mining watch itself tells when what it found is over.
      if (alert.kind === 'finding') return this.findings === undefined ? 'goes-on' : undefined;
      const track = this.#tracks.get(minerId);
      return track && endingOf(alert, track, context);
    };
    return this.#retire(this.#book.update(conditions, nowMs, endings));
  }

  /** Who gives no answer, and since when; and at which hosts miners of the fleet do answer. */
  presence(nowMs: number): FleetPresence {
    const context = this.#context(nowMs);
    const tracks = [...this.#tracks.values()];
    return {
      silent: tracks.flatMap((track) => {
        const sinceMs = unansweredSinceMs(track, context);
        return sinceMs === undefined ? [] : [{ miner: track.miner, sinceMs }];
      }),
      answeringHosts: new Set(
        tracks.filter((track) => isFresh(track, context)).map((track) => track.miner.address.host),
      ),
    };
  }

  acknowledge(alertId: string, nowMs: number): Alert | undefined {
    return this.#book.acknowledge(alertId, nowMs);
  }

  /** What a miner's plugs and room say of it now. */
  around(minerId: string, nowMs: number): AroundMiner {
    // Only those that a plug may be shared with: this is asked at each answer of each of a thousand miners.
    const ids = new Set([minerId, ...this.meters.meters.flatMap(({ role }) => role.minerIds)]);
    const powered = this.#powered(this.#context(nowMs), ids);
    const own = powered.find(({ miner }) => miner.id === minerId);
    return own ? this.meters.around(own, powered, nowMs) : {};
  }

  /** Miners that have not answered lately: what their plugs say of them comes with no answer of theirs. */
  silent(nowMs: number): readonly Miner[] {
    const context = this.#context(nowMs);
    return [...this.#tracks.values()].filter((track) => !isFresh(track, context)).map(({ miner }) => miner);
  }

  view(nowMs: number, leading: boolean): FleetView {
    const context = this.#context(nowMs);
    const powered = this.#powered(context);
    this.#resolved = this.#resolved.filter(
      (alert) => (alert.resolvedAtMs ?? 0) > nowMs - RESOLVED_IN_VIEW_MS,
    );
    return {
      fleet: this.#fleet,
      atMs: nowMs,
      leading,
      miners: powered.map((each) =>
        this.#views.of(each.track, each.state, this.meters.around(each, powered, nowMs), nowMs),
      ),
      meters: this.meters.views,
      alerts: [...this.#book.open, ...this.#resolved],
      settings: this.settings,
      storeProblem: this.storeProblem,
      proxyProblem: this.proxyProblem,
      historyProgress: this.historyProgress,
      recorder: this.recorder,
      outside: marketIn(this.settings.currency, this.outside),
      asking: !this.proxyProblem && stillAsking(this.#tracks.values(), context),
    };
  }

  #powered(
    context: WatchContext,
    ids: Iterable<string> = this.#tracks.keys(),
  ): readonly (PoweredMiner & { readonly track: MinerTrack })[] {
    const tracks = [...ids].flatMap((id) => this.#tracks.get(id) ?? []);
    return tracks.map((track) => ({
      track,
      miner: track.miner,
      state: stateOf(track, context),
      reading: track.reading,
    }));
  }

  #bookOf(open: readonly Alert[], flaps: FlapMemory): AlertBook {
    return new AlertBook({
      fellTogether: (a, c) => belongsTogether(a, c, this.settings.pollMs),
      mayBeOneTrouble,
      togetherMs: () => togetherWithinMs(this.settings.pollMs),
      sharedBy: (alert) => this.#sharedBy(alert),
      open,
      flaps,
    });
  }

  #sharedBy(alert: Alert): SharedCause | undefined {
    const nowMs = this.#watchedAtMs;
    return sharedCause(alert, this.#tracks.values(), this.#context(nowMs), this.meters.powerLines(nowMs));
  }

  #helperIsBack(nowMs: number): void {
    if (this.proxyProblem !== undefined) this.#watchedSinceMs = nowMs;
    this.proxyProblem = undefined;
  }

  #context(nowMs: number): WatchContext {
    const { pollMs, lostAfterMs, falseAlarmsPerMonth } = this.settings;
    return {
      nowMs,
      pollMs,
      lostAfterMs,
      fleetSize: this.#tracks.size,
      falseAlarmsPerMonth,
      watchedSinceMs: this.proxyProblem === undefined ? this.#watchedSinceMs : undefined,
    };
  }

  #retire(changed: readonly Alert[]): readonly Alert[] {
    this.#resolved.push(...changed.filter((alert) => alert.resolvedAtMs !== undefined));
    return changed;
  }
}
