import type { DeviceSession, DeviceSnapshot } from '../../src/devices/adapter.ts';
import { adapterOf } from '../../src/devices/adapters.ts';
import { createPoller, type Poller } from '../../src/devices/poller.ts';
import { DeviceError } from '../../src/devices/transport.ts';
import { type DeviceAddress, formatAddress } from '../../src/domain/miner.ts';
import { telemetryRow } from '../../src/domain/telemetry-row.ts';
import type { DeviceGate } from '../device-gate.ts';
import type { BookedMiner, FleetBook } from './fleet-book.ts';
import { gateTransport } from './gate-transport.ts';
import type { RowLog } from './row-log.ts';

/** Hears of each poll as it ends: the log, the pages that listen. Must return at once, and not throw. */
export interface RecorderListener {
  answered(miner: BookedMiner, address: DeviceAddress, snapshot: DeviceSnapshot): void;
  failed(miner: BookedMiner, error: DeviceError, atMs: number): void;
}

export interface RecorderPorts {
  readonly gate: DeviceGate;
  readonly book: FleetBook;
  readonly log: RowLog;
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly listeners: readonly RecorderListener[];
}

/**
 * A device that wants a password is asked again so much later, ms: browsers keep their owner's passwords to themselves,
 * and some firmware locks its door after a few wrong ones.
 */
const REFUSED_PAUSE_MS = 3_600_000;

/** Asks the miners of all browsers, day and night, each once a period, and tells its listeners. */
export class Recorder {
  readonly #ports: RecorderPorts;
  readonly #poller: Poller<BookedMiner>;
  #miners = new Map<string, BookedMiner>();
  /** Which of its addresses each miner is asked at. */
  readonly #places = new Map<string, number>();
  readonly #sessions = new Map<string, DeviceSession>();
  readonly #refusedAtMs = new Map<string, number>();

  constructor(ports: RecorderPorts) {
    const { gate, nowMs, random, log } = ports;
    const keep: RecorderListener = {
      answered: ({ id }, _, { reading }) => log.append(telemetryRow(id, reading)),
      failed: () => {},
    };
    const listeners = [keep, ...ports.listeners];
    this.#ports = ports;
    this.#poller = createPoller<BookedMiner>({
      nowMs,
      random,
      steady: true,
      adapterFor: ({ identity }) => adapterOf(identity.family),
      transportFor: (miner) => gateTransport(gate, this.#addressOf(miner)),
      accessTo: async ({ id }) => ({ session: this.#sessionOf(id) }),
      onSnapshot: (miner, snapshot) => {
        this.#refusedAtMs.delete(miner.id);
        for (const listener of listeners) listener.answered(miner, this.#addressOf(miner), snapshot);
      },
      onFailure: (miner, error) => {
        this.#noteFailure(miner, error);
        for (const listener of listeners) listener.failed(miner, error, nowMs());
      },
    });
    this.followBook();
  }

  /** Miners that are asked. */
  get asked(): number {
    return this.#miners.size;
  }

  /** Asks whom the book of fleets names now. */
  followBook(): void {
    const { miners, pollMs } = this.#ports.book;
    const before = this.#miners;
    this.#miners = new Map(miners.map((miner) => [miner.id, miner]));
    for (const { id, address } of before.values()) {
      const now = this.#miners.get(id);
      if (now && formatAddress(now.address) === formatAddress(address)) continue;
      // Gone, or just told to be elsewhere: nothing that was learned at its old place counts.
      for (const learned of [this.#places, this.#sessions, this.#refusedAtMs]) learned.delete(id);
    }
    if (pollMs !== undefined) this.#poller.setFleet(miners, pollMs);
    else this.#poller.setFleet([], REFUSED_PAUSE_MS);
  }

  stop(): void {
    this.#poller.stop();
  }

  #addressOf({ id, address, addresses }: BookedMiner): DeviceAddress {
    return addresses[(this.#places.get(id) ?? 0) % addresses.length] ?? address;
  }

  /** @throws DeviceError `refused` while a device that wants a password is left alone */
  #sessionOf(id: string): DeviceSession {
    const refusedAtMs = this.#refusedAtMs.get(id);
    if (refusedAtMs !== undefined && Math.abs(this.#ports.nowMs() - refusedAtMs) < REFUSED_PAUSE_MS)
      throw new DeviceError('refused', 'the device wants a password, which the recorder has not');
    this.#refusedAtMs.delete(id);
    const session = this.#sessions.get(id) ?? {};
    this.#sessions.set(id, session);
    return session;
  }

  #noteFailure({ id }: BookedMiner, { kind }: DeviceError): void {
    if (kind === 'refused' && !this.#refusedAtMs.has(id)) this.#refusedAtMs.set(id, this.#ports.nowMs());
    // It may be where another browser has seen it. Who it is, its MAC decides.
    if (kind === 'unreachable' || kind === 'timeout' || kind === 'not-a-miner')
      this.#places.set(id, (this.#places.get(id) ?? 0) + 1);
  }
}
