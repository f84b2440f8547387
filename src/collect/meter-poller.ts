import { firstPauseMs, pauseMs } from '../devices/schedule.ts';
import type { DeviceTransport } from '../devices/transport.ts';
import type { DeviceCredentials } from '../domain/credentials.ts';
import type { MeterPart } from '../domain/meter.ts';
import type { DeviceAddress } from '../domain/miner.ts';
import { METER_POLL_MS, type MeterFailure, meterDevice, type WallMeter } from '../domain/wall-meter.ts';
import { meterFailure, readMeter } from './meter-reader.ts';

export interface MeterPollerPorts {
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  readonly accessTo: (meter: WallMeter) => Promise<DeviceCredentials | undefined>;
  /** A device answered: what each of its meters said; undefined of those that it does not have. */
  readonly onReading: (parts: ReadonlyMap<WallMeter, MeterPart | undefined>, atMs: number) => void;
  readonly onFailure: (meters: readonly WallMeter[], failure: MeterFailure) => void;
}

interface Round {
  meters: readonly WallMeter[];
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  readonly cancel: AbortController;
}

/**
 * Asks each plug and sensor in turn, on a beat of their own: what becomes of them holds up no miner. One round a
 * device, however many meters it is; one that fails is asked ever more rarely.
 */
export class MeterPoller {
  readonly #ports: MeterPollerPorts;
  readonly #rounds = new Map<string, Round>();

  constructor(ports: MeterPollerPorts) {
    this.#ports = ports;
  }

  /** The meters to ask from now on; a device that stays keeps its place in time. */
  follow(meters: readonly WallMeter[]): void {
    const devices = byDevice(meters);
    for (const [device, round] of this.#rounds) {
      if (devices.has(device)) continue;
      end(round);
      this.#rounds.delete(device);
    }
    [...devices].forEach(([device, its], place) => {
      const known = this.#rounds.get(device);
      // What was added to a device is asked at once, and a login that was just given is tried.
      if (known && sameParts(known.meters, its)) {
        known.meters = its;
        return;
      }
      if (known) end(known);
      const round: Round = { meters: its, failures: 0, timer: undefined, cancel: new AbortController() };
      this.#rounds.set(device, round);
      this.#plan(round, firstPauseMs(place, devices.size, METER_POLL_MS));
    });
  }

  stop(): void {
    this.follow([]);
  }

  #plan(round: Round, afterMs: number): void {
    if (!round.cancel.signal.aborted) round.timer = setTimeout(() => void this.#turn(round), afterMs);
  }

  async #turn(round: Round): Promise<void> {
    const { signal } = round.cancel;
    const [first] = round.meters;
    if (!first) return;
    try {
      const access = await this.#ports.accessTo(first);
      const door = { transport: this.#ports.transportTo(first.address), access, signal };
      const partIds = [...new Set(round.meters.map(({ partId }) => partId))];
      const parts = await readMeter(first.kind, partIds, door, this.#ports.nowMs);
      round.failures = 0;
      if (!signal.aborted)
        this.#ports.onReading(
          new Map(round.meters.map((meter) => [meter, parts.get(meter.partId)])),
          this.#ports.nowMs(),
        );
    } catch (error) {
      round.failures += 1;
      if (!signal.aborted) this.#ports.onFailure(round.meters, meterFailure(error, this.#ports.nowMs()));
    }
    this.#plan(round, pauseMs({ pollMs: METER_POLL_MS, failures: round.failures }, this.#ports.random));
  }
}

function byDevice(meters: readonly WallMeter[]): ReadonlyMap<string, readonly WallMeter[]> {
  const devices = new Map<string, WallMeter[]>();
  for (const meter of meters) {
    const its = devices.get(meterDevice(meter)) ?? [];
    devices.set(meterDevice(meter), [...its, meter]);
  }
  return devices;
}

function end(round: Round): void {
  round.cancel.abort();
  clearTimeout(round.timer);
}

function sameParts(a: readonly WallMeter[], b: readonly WallMeter[]): boolean {
  const known = new Set(a.map(({ partId }) => partId));
  return b.every(({ partId }) => known.has(partId));
}
