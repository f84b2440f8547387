import type { DeviceAdapter, DeviceSession } from '../devices/adapter.ts';
import type { DeviceControl } from '../devices/control.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type {
  ChangeReason,
  ChangeReasonCode,
  ChangeRecord,
  ControlBounds,
  DeviceChange,
  DeviceSettings,
  SettingDifference,
} from '../domain/control.ts';
import type { DeviceCredentials } from '../domain/credentials.ts';
import { refusalOf, refusalOfBounds } from '../domain/envelope.ts';
import type { Miner, MinerIdentity } from '../domain/miner.ts';
import {
  areApplied,
  areAsBefore,
  arePartlyApplied,
  differences,
  isSetSo,
  withAfter,
} from '../domain/setting-differences.ts';
import { settleMs } from '../domain/settle-time.ts';
import { isCertainlyNotDone, reasonOf, refusalToTakeBack } from './change-reason.ts';
import { undoOf } from './undo.ts';
import { withoutPasswords } from './without-passwords.ts';

/** What carrying out needs of the world around it. */
export interface CarryOutPorts {
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly newId: () => string;
  readonly transport: DeviceTransport;
  readonly adapter: DeviceAdapter;
  readonly credentials?: DeviceCredentials | undefined;
  readonly session?: DeviceSession | undefined;
  /** What the catalogue knows of this hardware's limits. */
  readonly limitsOf: (identity: MinerIdentity) => ControlBounds | Promise<ControlBounds>;
  /** What an earlier change made: this one takes it back, unless somebody set the device otherwise since. */
  readonly takesBack?: readonly SettingDifference[] | undefined;
  /** It goes back to what the device bore a moment ago: then no step is too large. */
  readonly isReturn?: boolean | undefined;
  /** Who wants it, where that is not its owner's hand. */
  readonly by?: ChangeRecord['by'];
  /** The order that it is a step of. */
  readonly actionId?: string | undefined;
  /**
   * Keeps that a command is about to be sent, before it is: whoever closes the page in the middle finds it there. What
   * it rejects with ends the step.
   */
  readonly noted?: (record: ChangeRecord) => Promise<void>;
}

/**
 * Changes one device by one step, safely: allowed by its owner, the very device, inside the envelope, sent once, read
 * back; what was applied only in part is put back. Whatever happens is in the record; it never throws for a device.
 */
export async function carryOut(
  change: DeviceChange,
  miner: Miner,
  ports: CarryOutPorts,
): Promise<ChangeRecord> {
  const step = new Step(change, miner, ports);
  const { control } = ports.adapter;
  if (miner.control !== 'by-hand') return step.refused('watch-only', miner.name);
  if (!control) return step.refused('not-supported', change.kind);
  try {
    return await step.take(control);
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    return step.ended('failed', reasonOf(error));
  }
}

const LOOK_EVERY_MS = 2_000;

class Step {
  readonly #change: DeviceChange;
  readonly #miner: Miner;
  readonly #ports: CarryOutPorts;
  readonly #id: string;
  #before: DeviceSettings | undefined;

  constructor(change: DeviceChange, miner: Miner, ports: CarryOutPorts) {
    this.#change = change;
    this.#miner = miner;
    this.#ports = ports;
    this.#id = ports.newId();
  }

  async take(control: DeviceControl): Promise<ChangeRecord> {
    const identity = await this.#identity();
    const stranger = this.#strangerReason(identity);
    if (stranger?.code === 'another-device') return this.ended('refused', stranger);
    if (!control.offers(identity).includes(this.#change.kind))
      return this.refused('not-supported', this.#change.kind);
    const before = await control.settings(this.#ports.transport, this.#options());
    this.#before = before;
    const limits = await this.#ports.limitsOf(identity);
    // Whom its password does not open may keep its MAC to itself: reading its settings said so.
    const refusal = stranger ?? this.#refusal(before, limits);
    if (refusal) return this.ended('refused', refusal);

    await this.#ports.noted?.(this.ended('unconfirmed', { code: 'not-followed', detail: '' }));
    const sent = await this.#send(control, this.#change, identity, before);
    if (sent && isCertainlyNotDone(sent)) return this.ended('failed', reasonOf(sent));
    const after = await this.#settled(control, this.#change, before);
    return this.#judged(control, { identity, before, limits }, after, sent);
  }

  /** What became of a change that the device got. */
  async #judged(
    control: DeviceControl,
    seen: Seen,
    after: Settled,
    sent: DeviceError | undefined,
  ): Promise<ChangeRecord> {
    // What was away may have come back to another address, and another miner to its own.
    const stranger = after.wasAway && after.settings ? await this.#stranger() : undefined;
    if (stranger) return this.ended('unconfirmed', stranger);
    const found = withAfter(differences(this.#change, seen.before), after.settings);
    if (after.asWanted) return this.ended('done', undefined, after.settings);
    // Nobody knows what became of a command without an answer; it is neither sent again nor taken back by itself.
    if (sent) return this.ended('unconfirmed', reasonOf(sent), after.settings);
    if (!after.settings) return this.ended('unconfirmed', after.reason);
    return arePartlyApplied(found)
      ? this.#putBack(control, seen, after.settings)
      : this.ended('not-applied', undefined, after.settings);
  }

  refused(code: ChangeReasonCode, detail: string): ChangeRecord {
    return this.ended('refused', { code, detail });
  }

  ended(outcome: ChangeRecord['outcome'], reason?: ChangeReason, after?: DeviceSettings): ChangeRecord {
    const before = this.#before;
    const reversible =
      before && (outcome === 'done' || outcome === 'unconfirmed' || outcome === 'not-applied');
    const undo = reversible ? undoOf(this.#change, before) : undefined;
    return {
      id: this.#id,
      minerId: this.#miner.id,
      atMs: this.#ports.nowMs(),
      change: withoutPasswords(this.#change),
      ...(this.#ports.takesBack ? { isUndo: true } : {}),
      ...(this.#ports.by ? { by: this.#ports.by } : {}),
      ...(this.#ports.actionId ? { actionId: this.#ports.actionId } : {}),
      outcome,
      differences: before ? withAfter(differences(this.#change, before), after) : [],
      ...(reason ? { reason } : {}),
      ...(undo && outcome !== 'not-applied' ? { undo: withoutPasswords(undo) } : {}),
    };
  }

  /** Who answers now: after a router's restart another may hold the address of this miner. */
  async #identity(): Promise<MinerIdentity> {
    return (await this.#ports.adapter.read(this.#ports.transport, this.#options())).identity;
  }

  /** Why what answers is not this miner, or not known to be; undefined where it is, or was never known by a MAC. */
  #strangerReason({ mac }: MinerIdentity): ChangeReason | undefined {
    const expected = this.#miner.identity.mac;
    if (expected === undefined || expected === mac) return undefined;
    return { code: mac === undefined ? 'unproven-device' : 'another-device', detail: this.#miner.name };
  }

  /** The same, asked anew. */
  async #stranger(): Promise<ChangeReason | undefined> {
    try {
      return this.#strangerReason(await this.#identity());
    } catch (error) {
      if (error instanceof DeviceError) return reasonOf(error);
      throw error;
    }
  }

  #refusal(before: DeviceSettings, limits: ControlBounds): ChangeReason | undefined {
    const { takesBack, isReturn } = this.#ports;
    if (isReturn && !takesBack && !isSetSo(this.#change, before))
      return refusalOfBounds(this.#change, before, limits);
    return takesBack
      ? (refusalToTakeBack(takesBack, before) ?? refusalOfBounds(this.#change, before, limits))
      : refusalOf(this.#change, before, limits);
  }

  /** Sends a change once; the error where the device did not simply take it. */
  async #send(
    control: DeviceControl,
    change: DeviceChange,
    identity: MinerIdentity,
    settings: DeviceSettings,
  ): Promise<DeviceError | undefined> {
    try {
      await control.apply(this.#ports.transport, change, { ...this.#options(), identity, settings });
      return undefined;
    } catch (error) {
      if (error instanceof DeviceError) return error;
      throw error;
    }
  }

  /** Looks until the device shows what is wanted, or its time is over. */
  async #settled(control: DeviceControl, change: DeviceChange, before: DeviceSettings): Promise<Settled> {
    const wanted = differences(change, before);
    if (change.kind === 'identify') return { asWanted: true, wasAway: false };
    const sinceMs = this.#ports.nowMs();
    const untilMs = sinceMs + settleMs(change.kind);
    let last: Settled = { asWanted: false, wasAway: false };
    do {
      await this.#ports.wait(LOOK_EVERY_MS);
      try {
        const settings = await control.settings(this.#ports.transport, this.#options());
        const { wasAway } = last;
        const asWanted =
          change.kind === 'restart'
            ? hasRestarted(before, settings, { elapsedMs: this.#ports.nowMs() - sinceMs, wasAway })
            : areApplied(withAfter(wanted, settings));
        last = { settings, asWanted, wasAway };
        if (asWanted) return last;
      } catch (error) {
        // While it starts anew it does not answer, and that is no failure yet.
        if (!(error instanceof DeviceError)) throw error;
        last = { asWanted: false, wasAway: true, reason: reasonOf(error) };
      }
    } while (this.#ports.nowMs() < untilMs);
    return last;
  }

  /** Some of it was applied: back to what was, once, if it is still this miner and inside of its limits. */
  async #putBack(
    control: DeviceControl,
    { identity, before, limits }: Seen,
    after: DeviceSettings,
  ): Promise<ChangeRecord> {
    const back = undoOf(this.#change, before);
    if (!back) return this.ended('not-applied', undefined, after);
    const refusal = (await this.#stranger()) ?? refusalOfBounds(back, after, limits);
    if (refusal) return this.ended('not-applied', refusal, after);
    const sent = await this.#send(control, back, identity, after);
    const { settings } = await this.#settled(control, back, after);
    const found = withAfter(differences(this.#change, before), settings ?? after);
    const isBack = sent === undefined && settings !== undefined && areAsBefore(found);
    return this.ended(isBack ? 'rolled-back' : 'not-applied', sent && reasonOf(sent), settings ?? after);
  }

  #options() {
    const { nowMs, credentials, session } = this.#ports;
    return { nowMs, ...(credentials ? { credentials } : {}), ...(session ? { session } : {}) };
  }
}

/** Whom a change was sent to, and what was known before. */
interface Seen {
  readonly identity: MinerIdentity;
  readonly before: DeviceSettings;
  readonly limits: ControlBounds;
}

interface Settled {
  readonly settings?: DeviceSettings;
  readonly asWanted: boolean;
  /** Did it once not answer, as when it starts anew? */
  readonly wasAway: boolean;
  readonly reason?: ChangeReason;
}

/**
 * Its clock began again: it is up for less time than before, or for less than has passed since it was asked. A clock that
 * tells whole minutes (VNish) may be one behind, which says something only of a miner that was away in between.
 */
function hasRestarted(
  before: DeviceSettings,
  after: DeviceSettings,
  { elapsedMs, wasAway }: { readonly elapsedMs: number; readonly wasAway: boolean },
): boolean {
  if (after.uptimeS === undefined) return false;
  if (before.uptimeS !== undefined && after.uptimeS < before.uptimeS) return true;
  const isCoarse = [before.uptimeS ?? 0, after.uptimeS].every((uptimeS) => uptimeS % 60 === 0);
  return after.uptimeS * 1_000 < elapsedMs - (isCoarse && !wasAway ? 60_000 : 0);
}
