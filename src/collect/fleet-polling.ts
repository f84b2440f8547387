import type { DeviceSnapshot } from '../devices/adapter.ts';
import { createPoller, type Poller } from '../devices/poller.ts';
import type { DeviceError } from '../devices/transport.ts';
import type { DeviceAddress, Miner } from '../domain/miner.ts';
import { SOLAR_SURPLUS_SERIES, solarSurplusW } from '../domain/solar-surplus.ts';
import type { CollectorPorts } from './collector-ports.ts';
import type { FleetKeeper } from './fleet-keeper.ts';
import { GapFiller } from './gap-filler.ts';
import type { Logbook } from './logbook.ts';
import { MeterPoller } from './meter-poller.ts';
import { RecorderFollower } from './recorder-follower.ts';
import { SurplusLog } from './surplus-log.ts';

export interface FleetPollingPorts extends CollectorPorts {
  readonly keeper: FleetKeeper;
  readonly logbook: Logbook;
  readonly onAnswer: (miner: Miner, snapshot: DeviceSnapshot, feed: 'poll' | 'live') => void;
  readonly onFailure: (miner: Miner, error: DeviceError) => void;
  /** The recorder heard a miner at this address. */
  readonly onHeardAt: (miner: Miner, snapshot: DeviceSnapshot, address: DeviceAddress) => void;
  /** Something else that is shown has changed. */
  readonly onChange: () => void;
}

/**
 * Asks a fleet: its miners (or the recorder, while that asks them), its plugs and sensors, and after a gap what the
 * devices remember of it.
 */
export class FleetPolling {
  readonly #ports: FleetPollingPorts;
  readonly #poller: Poller;
  readonly #meterPoller: MeterPoller;
  readonly #gapFiller: GapFiller;
  readonly #follower: RecorderFollower | undefined;
  readonly #stopped = new AbortController();
  #begun = false;

  constructor(ports: FleetPollingPorts) {
    this.#ports = ports;
    this.#poller = createPoller({
      ...ports,
      onSnapshot: ports.onAnswer,
      onFailure: (miner, error) => this.#failed(miner, error),
      // A fleet that lays down its own past is not asked for it.
      ...(ports.prepare ? {} : { afterSnapshot: (miner, signal) => this.#fillGap(miner, signal) }),
    });
    this.#gapFiller = new GapFiller({ ...ports, keep: (rows) => ports.logbook.remembered(rows) });
    this.#meterPoller = this.#newMeterPoller();
    this.#follower = this.#newFollower();
  }

  /** Takes what the recorder heard of late, where there is one. */
  async takeRecent(sinceMs: number): Promise<void> {
    await this.#follower?.takeRecent(sinceMs);
  }

  /** Resolves when it is known whether a recorder asks the miners. */
  async findRecorder(): Promise<void> {
    await this.#follower?.begin();
  }

  begin(): void {
    this.#begun = true;
    this.fleetChanged();
  }

  /** Whom to ask, or how often, has changed. */
  fleetChanged(): void {
    if (!this.#begun) return;
    const { keeper, followLive } = this.#ports;
    const asked = keeper.miners.filter(({ id }) => this.#follower?.mustAsk(id) ?? true);
    this.#poller.setFleet(asked, keeper.settings.pollMs);
    followLive?.(asked);
    this.#follower?.fleetChanged();
    this.#meterPoller.follow(keeper.meters.meters);
  }

  stop(): void {
    this.#stopped.abort();
    this.#follower?.stop();
    this.#poller.stop();
    this.#meterPoller.stop();
    this.#ports.followLive?.([]);
  }

  #newMeterPoller(): MeterPoller {
    const { entities, keeper, logbook, onChange, telemetry } = this.#ports;
    const surplus = new SurplusLog((point) => {
      telemetry.outside.add(SOLAR_SURPLUS_SERIES, [point]).catch((error: unknown) => {
        // The next five minutes come in any case; the trouble of the stores is told by the logbook.
        console.error('the solar surplus cannot be stored', error);
      });
    });
    return new MeterPoller({
      ...this.#ports,
      accessTo: (meter) => entities.meters.access(meter),
      onReading: (parts, atMs) => {
        keeper.meters.answered(parts, atMs);
        logbook.silent(atMs);
        if ([...parts.keys()].some(({ role }) => role.kind === 'grid'))
          surplus.heard(solarSurplusW(keeper.view(atMs, true), atMs), atMs);
        onChange();
      },
      onFailure: (meters, failure) => {
        keeper.meters.failed(meters, failure);
        onChange();
      },
    });
  }

  #newFollower(): RecorderFollower | undefined {
    const { entities, keeper, logbook, onChange, recorder } = this.#ports;
    if (!recorder) return undefined;
    return new RecorderFollower({
      ...this.#ports,
      client: recorder,
      load: () => entities.drain.load(),
      save: (state) => entities.drain.save(state),
      fleet: () => {
        const { pollMs, falseAlarmsPerMonth } = keeper.settings;
        return { miners: keeper.miners, pollMs, falseAlarmsPerMonth };
      },
      onAnswer: (miner, snapshot, address) => this.#heard(miner, snapshot, address),
      onFailure: (miner, error) => this.#failed(miner, error),
      onChange: () => {
        keeper.recorder = this.#follower?.shown;
        this.fleetChanged();
        onChange();
      },
      onStoreError: (error) => void logbook.store(() => Promise.reject(error)),
    });
  }

  #failed(miner: Miner, error: DeviceError): void {
    // What the device remembers of this outage is asked for when it is back.
    this.#gapFiller.failed(miner.id);
    this.#ports.onFailure(miner, error);
  }

  #heard(miner: Miner, snapshot: DeviceSnapshot, address: DeviceAddress): void {
    this.#ports.onAnswer(miner, snapshot, 'poll');
    if (this.#follower?.drained) void this.#fillGap(miner, this.#stopped.signal);
    this.#ports.onHeardAt(miner, snapshot, address);
  }

  #fillGap(miner: Miner, signal: AbortSignal): Promise<void> {
    return this.#ports.logbook.store(() => this.#gapFiller.fill(miner, signal));
  }
}
