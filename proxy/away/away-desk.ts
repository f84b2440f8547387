import { randomUUID } from 'node:crypto';
import type { SendHow } from '../../src/actions/action-ports.ts';
import { ActionRunner } from '../../src/actions/action-runner.ts';
import { carryOut } from '../../src/actions/carry-out.ts';
import { adapterOf } from '../../src/devices/adapters.ts';
import { DeviceError } from '../../src/devices/transport.ts';
import { isOver } from '../../src/domain/action.ts';
import {
  type AwayMiner,
  type AwayOrders,
  type AwayReport,
  LARGEST_CLOCK_GAP_MS,
  PAGE_SILENT_MS,
} from '../../src/domain/away.ts';
import type { ChangeRecord, ControlBounds, DeviceChange, DeviceSettings } from '../../src/domain/control.ts';
import { controlLimits } from '../../src/domain/control-limits.ts';
import { findHardware } from '../../src/domain/hardware.ts';
import { envelopeOf } from '../../src/domain/hardware-envelope.ts';
import type { MinerIdentity } from '../../src/domain/miner.ts';
import { SHIPPED_HARDWARE } from '../../src/domain/shipped-hardware.ts';
import type { DeviceGate } from '../device-gate.ts';
import { ProxyError } from '../problem.ts';
import { gateTransport } from '../recorder/gate-transport.ts';
import type { AwayBook } from './away-book.ts';
import type { ConditionLog } from './condition-log.ts';
import { PlanDesk } from './plan-desk.ts';

export interface AwayPorts {
  readonly gate: DeviceGate;
  readonly book: AwayBook;
  readonly conditions: ConditionLog;
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** How many changes of a miner count as its latest. */
const LATEST = 50;

/**
 * Goes on with what owners asked for while no page of theirs is open: the next step of a gradual change, what was put off, what
 * is watched, what a page that went away had left in the middle, and the hours that a plan foresaw. By the same rules as a page, of miners alone whose
 * owner allows it, and only when no page has come for three minutes.
 */
export class AwayDesk {
  readonly #ports: AwayPorts;
  readonly #runner: ActionRunner;
  readonly #plan: PlanDesk;
  #acting: Promise<void> | undefined;
  #pageAtMs = Number.NEGATIVE_INFINITY;

  constructor(ports: AwayPorts) {
    const { book, conditions, nowMs } = ports;
    this.#ports = ports;
    this.#runner = new ActionRunner({
      nowMs,
      newId: randomUUID,
      journal: {
        put: async (action) => book.put(action),
        ofMiner: async (minerId, sinceMs) =>
          book.actions.filter(
            (action) => action.minerId === minerId && (!isOver(action) || action.askedAtMs >= sinceMs),
          ),
      },
      changesOf: async (minerId) => this.#changesOf(minerId),
      keepChange: async (record) => book.keepChange(record),
      settingsOf: (minerId) => this.#settingsOf(minerId),
      send: (minerId, change, how) => this.#send(minerId, change, how),
      conditionOf: async (minerId, fromMs, toMs) => conditions.of(minerId, fromMs, toMs),
    });
    this.#plan = new PlanDesk({
      book,
      conditions,
      nowMs,
      newId: randomUUID,
      runner: this.#runner,
      settingsOf: (minerId) => this.#settingsOf(minerId),
    });
  }

  /**
   * What a page hands over. From now on it is the page's to carry out; what the helper is in the middle of, it ends.
   * @throws ProxyError `bad-request` where the clocks are too far apart to know what is due, and then all of it is forgotten;
   * the system's error when it cannot be kept
   */
  tell(orders: AwayOrders): AwayReport {
    const { book, nowMs } = this.#ports;
    const areApart = Math.abs(nowMs() - orders.nowMs) > LARGEST_CLOCK_GAP_MS;
    book.tell(areApart ? { ...orders, miners: [] } : orders, nowMs());
    if (areApart)
      throw new ProxyError(
        'bad-request',
        'the clocks of the helper and of the page are more than a minute apart',
      );
    return this.report();
  }

  /** A page of any browser has asked the helper for something: its owner may be about to change a miner there. */
  pageCame(): void {
    this.#pageAtMs = this.#ports.nowMs();
  }

  report(): AwayReport {
    const { book, nowMs } = this.#ports;
    return {
      nowMs: nowMs(),
      isActing: this.#acting !== undefined,
      actions: book.actions,
      changes: book.changes,
      steps: book.steps,
    };
  }

  /** Goes on with what is due, unless a page does. Resolves when that is done; looks that come meanwhile wait for the same. */
  look(): Promise<void> {
    this.#acting ??= this.#act().finally(() => {
      this.#acting = undefined;
    });
    return this.#acting;
  }

  async #act(): Promise<void> {
    for (const { id } of this.#ports.book.miners) {
      if (!this.#isAlone()) return;
      if (this.#ports.book.actions.some((action) => action.minerId === id && !isOver(action)))
        await this.#runner.look(id);
    }
    if (this.#isAlone()) await this.#plan.look();
  }

  /** A clock that was set back makes it wait, and not act. */
  #isAlone(): boolean {
    const { book, nowMs } = this.#ports;
    return nowMs() - Math.max(book.toldAtMs, this.#pageAtMs) > PAGE_SILENT_MS;
  }

  #minerOf(minerId: string): AwayMiner {
    const miner = this.#ports.book.miners.find(({ id }) => id === minerId);
    if (!miner) throw new DeviceError('not-a-miner', 'its owner does not let the helper change that miner');
    return miner;
  }

  #changesOf(minerId: string): readonly ChangeRecord[] {
    return this.#ports.book.changes
      .filter((change) => change.minerId === minerId)
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, LATEST);
  }

  async #settingsOf(minerId: string): Promise<DeviceSettings> {
    const { identity, address, credentials } = this.#minerOf(minerId);
    const { control } = await adapterOf(identity.family);
    if (!control) throw new DeviceError('refused', 'that firmware takes no changes');
    const { gate, nowMs } = this.#ports;
    return control.settings(gateTransport(gate, address), { nowMs, ...(credentials ? { credentials } : {}) });
  }

  async #send(minerId: string, change: DeviceChange, how: SendHow): Promise<ChangeRecord> {
    const { gate, book, nowMs, wait } = this.#ports;
    const { credentials, ...miner } = this.#minerOf(minerId);
    const record = await carryOut(
      change,
      // That it may be changed is what its owner has told the helper of it for.
      { ...miner, control: 'by-hand', addedAtMs: 0 },
      {
        nowMs,
        wait,
        newId: randomUUID,
        transport: gateTransport(gate, miner.address),
        adapter: await adapterOf(miner.identity.family),
        ...(credentials ? { credentials } : {}),
        limitsOf,
        noted: async (begun) => {
          // Its owner may have come back, or taken the consent back, while the miner was read.
          if (!this.#isAlone()) throw new DeviceError('refused', 'a page goes on with it');
          this.#minerOf(minerId);
          book.keepChange(begun);
        },
        takesBack: how.takesBack,
        isReturn: how.isReturn,
        by: how.by === 'hand' ? undefined : how.by,
        actionId: how.actionId,
      },
    );
    book.keepChange(record);
    return record;
  }
}

function limitsOf(identity: MinerIdentity): ControlBounds {
  return controlLimits(envelopeOf(findHardware(SHIPPED_HARDWARE, identity)?.facts ?? {}));
}
