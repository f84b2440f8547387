import type { DeviceSnapshot } from '../../src/devices/adapter.ts';
import type { DeviceError, DeviceErrorKind } from '../../src/devices/transport.ts';
import type { Alert, AlertKind } from '../../src/domain/alert.ts';
import type { DeviceAddress, Miner } from '../../src/domain/miner.ts';
import { isMuted } from '../../src/domain/mute.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { AlertBook } from '../../src/domain/watch/alert-book.ts';
import type { Ending } from '../../src/domain/watch/condition.ts';
import type { FlapMemory } from '../../src/domain/watch/flap-damping.ts';
import { fleetConditions } from '../../src/domain/watch/fleet-conditions.ts';
import { type MinerTrack, newTrack, observe } from '../../src/domain/watch/miner-track.ts';
import {
  belongsTogether,
  endingOf,
  togetherWithinMs,
  type WatchContext,
} from '../../src/domain/watch/miner-watch.ts';
import { mayBeOneTrouble } from '../../src/domain/watch/same-trouble.ts';
import { sharedCause } from '../../src/domain/watch/shared-cause.ts';
import type { BookedMiner } from '../recorder/fleet-book.ts';
import type { RecorderListener } from '../recorder/recorder.ts';

/** Failures that say that the miner, or the way to it, is dead. One that wants a password is there. */
const SILENT: ReadonlySet<DeviceErrorKind> = new Set<DeviceErrorKind>([
  'unreachable',
  'timeout',
  'not-a-miner',
  'unreadable-reply',
  'too-large',
]);
/** A trouble from before a restart is over once so many answers show nothing of it: a finding wants two to stand. */
const ANSWERS_AFTER_START = 3;
/** Checks are seconds apart; after a longer break this computer slept, and what went by is nobody's silence, ms. */
const LONGEST_BREAK_MS = 2 * 60_000;
/** A page that asks more often may see a trouble earlier; what was seen there is remembered so long, ms. */
const SEEN_AHEAD_MS = DEFAULT_SETTINGS.lostAfterMs;

/** What browsers want of the watch; absent where none told it. */
export interface Wanted {
  readonly pollMs?: number | undefined;
  readonly falseAlarmsPerMonth?: number | undefined;
}

/**
 * Holds what the recorder hears against the same rules as a page does (src/domain/watch), so that somebody watches while
 * no page is open. It knows what a browser told of its owner's settings: names, how often miners are asked, and how many
 * false alarms are allowed; and the usual time after which a miner counts as lost, for other settings stay in the browser.
 */
export class AlarmWatch implements RecorderListener {
  #tracks = new Map<string, MinerTrack>();
  readonly #answers = new Map<string, number>();
  readonly #book: AlertBook;
  /** Troubles that were seen on a page before they were found here, and when. */
  readonly #seenAheadMs = new Map<string, number>();
  #pollMs = DEFAULT_SETTINGS.pollMs;
  #falseAlarmsPerMonth = DEFAULT_SETTINGS.falseAlarmsPerMonth;
  #watchedSinceMs: number;
  #checkedAtMs: number | undefined;

  /**
   * @param open alerts that were open when the helper ended
   * @param flaps how troubles had come and gone by then
   */
  constructor(open: readonly Alert[], nowMs: number, flaps?: FlapMemory) {
    this.#watchedSinceMs = nowMs;
    this.#book = new AlertBook({
      fellTogether: (a, c) => belongsTogether(a, c, this.#pollMs),
      mayBeOneTrouble,
      togetherMs: () => togetherWithinMs(this.#pollMs),
      sharedBy: (alert) =>
        sharedCause(alert, this.#tracks.values(), this.#context(this.#checkedAtMs ?? nowMs)),
      open,
      flaps,
    });
  }

  get open(): readonly Alert[] {
    return this.#book.open;
  }

  get flaps(): FlapMemory {
    return this.#book.flaps;
  }

  get checkedAtMs(): number | undefined {
    return this.#checkedAtMs;
  }

  namesOf({ minerIds }: Pick<Alert, 'minerIds'>): readonly string[] {
    return minerIds.flatMap((id) => this.#tracks.get(id)?.miner.name ?? []);
  }

  /** Does its owner want to be told of none of its miners now? */
  isMuted({ minerIds }: Pick<Alert, 'minerIds'>, nowMs: number): boolean {
    return minerIds.every((id) => isMuted(this.#tracks.get(id)?.miner ?? {}, nowMs));
  }

  /** Whom the recorder asks from now on. Returns the alerts that ended because all their miners were removed. */
  follow(miners: readonly BookedMiner[], wanted: Wanted, nowMs: number): readonly Alert[] {
    this.#pollMs = wanted.pollMs ?? this.#pollMs;
    this.#falseAlarmsPerMonth = wanted.falseAlarmsPerMonth ?? this.#falseAlarmsPerMonth;
    const before = this.#tracks;
    this.#tracks = new Map(miners.map((booked) => [booked.id, this.#trackOf(booked, before, nowMs)]));
    const alerted = this.#book.open.flatMap(({ minerIds }) => minerIds);
    const gone = [...new Set([...before.keys(), ...alerted])].filter((id) => !this.#tracks.has(id));
    for (const id of gone) this.#answers.delete(id);
    const changed = gone.flatMap((id) => this.#book.forget(id, nowMs));
    return changed.filter(({ resolvedAtMs }) => resolvedAtMs !== undefined);
  }

  answered({ id }: BookedMiner, _: DeviceAddress, snapshot: DeviceSnapshot): void {
    const track = this.#tracks.get(id);
    if (!track) return;
    const { mac } = track.miner.identity;
    // Another device has its address now.
    if (mac !== undefined && snapshot.identity.mac !== undefined && snapshot.identity.mac !== mac) {
      track.failures += 1;
      return;
    }
    const identity = { ...track.miner.identity, ...snapshot.identity };
    const { model, hostname } = identity;
    const name = track.miner.name || hostname || model || '';
    track.miner = { ...track.miner, identity, name };
    observe(track, snapshot, 'poll', this.#pollMs);
    this.#answers.set(id, (this.#answers.get(id) ?? 0) + 1);
  }

  failed({ id }: BookedMiner, { kind }: DeviceError): void {
    const track = this.#tracks.get(id);
    if (!track || !SILENT.has(kind)) return;
    track.failures += 1;
    track.heard = true;
  }

  /** Holds every miner against the rules. Returns the alerts that opened, changed or ended. */
  check(nowMs: number): readonly Alert[] {
    const slept = this.#checkedAtMs !== undefined && Math.abs(nowMs - this.#checkedAtMs) > LONGEST_BREAK_MS;
    if (slept) this.#beginAnew(nowMs);
    this.#checkedAtMs = nowMs;
    const context = this.#context(nowMs);
    const conditions = fleetConditions(this.#tracks.values(), context);
    const changed = this.#book.update(conditions, nowMs, (alert, minerId) =>
      this.#ending(alert, minerId, context),
    );
    return changed.map((alert) => this.#seenAhead(alert, nowMs) ?? alert);
  }

  /** The owner has seen what is wrong with a miner. Undefined where nothing of that kind is, yet. */
  acknowledge(kind: AlertKind, minerId: string, nowMs: number): Alert | undefined {
    const alert = this.#book.open.find(
      (each) => (each.kind === kind || each.also?.includes(kind)) && each.minerIds.includes(minerId),
    );
    if (!alert) this.#seenAheadMs.set(keyOf(kind, minerId), nowMs);
    return alert && this.#book.acknowledge(alert.id, nowMs);
  }

  /** An alert that has just opened here, and was seen on a page before. */
  #seenAhead(
    { id, kind, minerIds, acknowledgedAtMs, resolvedAtMs }: Alert,
    nowMs: number,
  ): Alert | undefined {
    if (acknowledgedAtMs !== undefined || resolvedAtMs !== undefined) return undefined;
    for (const [key, atMs] of this.#seenAheadMs)
      if (Math.abs(nowMs - atMs) > SEEN_AHEAD_MS) this.#seenAheadMs.delete(key);
    const isSeen = minerIds.some((minerId) => this.#seenAheadMs.has(keyOf(kind, minerId)));
    return isSeen ? this.#book.acknowledge(id, nowMs) : undefined;
  }

  #ending(alert: Alert, minerId: string, context: WatchContext): Ending {
    const track = this.#tracks.get(minerId);
    if (!track) return undefined;
    const isEarly = (this.#answers.get(minerId) ?? 0) < ANSWERS_AFTER_START;
    if (isEarly && alert.kind !== 'unreachable') return 'goes-on';
    return endingOf(alert, track, context);
  }

  #context(nowMs: number): WatchContext {
    return {
      nowMs,
      pollMs: this.#pollMs,
      lostAfterMs: DEFAULT_SETTINGS.lostAfterMs,
      fleetSize: this.#tracks.size,
      falseAlarmsPerMonth: this.#falseAlarmsPerMonth,
      watchedSinceMs: this.#watchedSinceMs,
    };
  }

  #beginAnew(nowMs: number): void {
    this.#watchedSinceMs = nowMs;
    for (const track of this.#tracks.values()) track.failures = 0;
  }

  #trackOf(booked: BookedMiner, before: ReadonlyMap<string, MinerTrack>, nowMs: number): MinerTrack {
    const known = before.get(booked.id);
    const { id, address, name, mutedUntilMs } = booked;
    // Until its first answer nobody knows what it hashes, and nothing is held against it but its silence.
    const identity: Miner['identity'] = known?.miner.identity ?? { algorithm: 'other', ...booked.identity };
    const mute: Miner['mute'] =
      mutedUntilMs === undefined ? undefined : { untilMs: mutedUntilMs, by: 'owner' };
    const miner = { id, address, identity, name: name ?? known?.miner.name ?? '', addedAtMs: nowMs, mute };
    if (!known) return newTrack(miner);
    known.miner = { ...miner, addedAtMs: known.miner.addedAtMs };
    return known;
  }
}

function keyOf(kind: AlertKind, minerId: string): string {
  return `${kind} ${minerId}`;
}
