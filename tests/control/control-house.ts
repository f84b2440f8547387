import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import type { FaultRequest } from '../../sim/fault-request.ts';
import type { Sim, SimMiner } from '../../sim/sim.ts';
import { startSim } from '../../sim/start-sim.ts';
import { carryOut } from '../../src/actions/carry-out.ts';
import { proxyTransport } from '../../src/collect/proxy-transport.ts';
import type {
  DeviceAdapter,
  DeviceCredentials,
  DeviceSession,
  DeviceSnapshot,
} from '../../src/devices/adapter.ts';
import { detect } from '../../src/devices/detect.ts';
import type { DeviceTransport } from '../../src/devices/transport.ts';
import type { ChangeRecord, DeviceChange } from '../../src/domain/control.ts';
import { type DeviceAddress, type MinerIdentity, minerId } from '../../src/domain/miner.ts';
import type { FaultKind } from '../../src/twin/faults.ts';
import type { FleetName } from '../../src/twin/fleets.ts';
import { fetchAsPage } from '../support/fetch-as-page.ts';

const TOKEN = 'control-token-control-token-control-token-co';
/** Seconds of the miners per second of ours: a restart takes them half a minute. */
const SPEED = 40;

/** A simulated fleet to be changed as the product does: over real sockets, through the helper, detection and adapter. */
export interface ControlHouse {
  readonly minerNamed: (name: string) => SimMiner;
  /** Carries a change out on a miner that goes wrong in this way, with its maker's password where none is given. */
  readonly changed: (name: string, change: DeviceChange, how?: How) => Promise<ChangeRecord>;
  /** What the miner answers to whom reads it. */
  readonly read: (name: string, credentials?: DeviceCredentials) => Promise<DeviceSnapshot>;
  readonly sim: () => Sim;
}

export interface How {
  readonly fault?: FaultKind;
  readonly credentials?: DeviceCredentials;
  /** What happens to it once it has got the command, before it is asked how it is set. */
  readonly afterwards?: FaultRequest;
}

/** A miner as the product knows it once it was added. */
interface Acquaintance {
  readonly transport: DeviceTransport;
  readonly adapter: DeviceAdapter;
  readonly identity: MinerIdentity;
  /** Holds the login of whoever comes with the maker's password. */
  readonly session: DeviceSession;
}

/** Opens it before the tests of this file, and heals everybody after each. */
export function openControlHouse(fleet: FleetName): ControlHouse {
  let sim: Sim;
  let proxy: RunningProxy;
  beforeAll(async () => {
    sim = await startSim({ fleet, httpBase: 0, rpcBase: 0, speed: SPEED });
    proxy = await startProxy({ token: TOKEN, port: 0, devicePorts: '1024-65535' });
  });
  afterEach(() => sim.heal('*'));
  afterAll(async () => {
    await Promise.all([sim.close(), proxy.close()]);
  });

  const minerNamed = (name: string): SimMiner => {
    const found = sim.miners.find((miner) => miner.name === name);
    if (!found) throw new Error(`no miner ${name}`);
    return found;
  };
  const met = new Map<string, Promise<Acquaintance>>();
  const meet = async (name: string): Promise<Acquaintance> => {
    const { address, twin } = minerNamed(name);
    // An earlier change may have restarted it.
    await vi.waitFor(() => expect(twin.reachable).toBe(true), { timeout: 10_000 });
    const known = met.get(name) ?? introduced(address);
    met.set(name, known);
    return known;
  };
  const introduced = async (address: DeviceAddress): Promise<Acquaintance> => {
    const transport = proxyTransport({ baseUrl: proxy.url, token: TOKEN, fetch: fetchAsPage, address });
    const { adapter } = await detect(transport, { nowMs: sim.nowMs });
    const { identity } = await adapter.read(transport, { nowMs: sim.nowMs });
    return { transport, adapter, identity, session: {} };
  };

  return {
    sim: () => sim,
    minerNamed,
    async read(name, credentials) {
      const { transport, adapter } = await meet(name);
      return adapter.read(transport, { nowMs: sim.nowMs, ...(credentials ? { credentials } : {}) });
    },
    async changed(name, change, { fault, credentials, afterwards } = {}) {
      const { transport, adapter, identity, session } = await meet(name);
      const { address } = minerNamed(name);
      if (fault) sim.fault(name, { kind: fault });
      let next = afterwards;
      return carryOut(
        change,
        { id: minerId(identity, address), identity, address, name, addedAtMs: 0, control: 'by-hand' },
        {
          nowMs: sim.nowMs,
          wait(ms) {
            if (next) sim.fault(name, next);
            next = undefined;
            return new Promise((resolve) => setTimeout(resolve, ms / SPEED));
          },
          newId: () => 'one',
          transport,
          adapter,
          ...(credentials ? { credentials } : { session }),
          limitsOf: () => ({}),
        },
      );
    },
  };
}
