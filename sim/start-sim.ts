import type { Server } from 'node:net';
import { doorOf } from '../src/twin/answers/answers.ts';
import { FLEETS, type FleetName } from '../src/twin/fleets.ts';
import type { MinerTwin } from '../src/twin/miner-twin.ts';
import { openControl } from './control.ts';
import { faultFrom, parseFaultSpec } from './fault-request.ts';
import { type HttpDoor, openHttpDoor } from './http-door.ts';
import { LoopbackServer, requireLoopback } from './loopback.ts';
import { openRpcDoor } from './rpc-door.ts';
import { openSharedDoor } from './shared-door.ts';
import type { Sim, SimMiner } from './sim.ts';

export interface SimOptions {
  readonly fleet: FleetName;
  readonly seed?: number;
  /** Twin seconds per real second. */
  readonly speed?: number;
  readonly host?: string;
  /** First port of the miners with a web API, and of those with cgminer's alone; 0 takes free ones. */
  readonly httpBase?: number;
  readonly rpcBase?: number;
  /** Port of the control API; none when absent. */
  readonly control?: number;
  readonly difficulty?: number;
  /** See {@link parseFaultSpec}. */
  readonly faults?: readonly string[];
  /** The real clock, epoch ms. */
  readonly clock?: () => number;
}

interface Berth {
  readonly twin: MinerTwin;
  readonly server: LoopbackServer;
  readonly door: HttpDoor | undefined;
}

export const SIM_DEFAULTS = {
  seed: 1,
  speed: 1,
  host: '127.0.0.1',
  httpBase: 18_080,
  rpcBase: 14_028,
} as const;

/** So much of its past is simulated before a miner first answers: what its own history can hold. */
const PAST_MS = 12 * 3_600_000;
/** Real time between two steps of all twins, and how long one may be for them, so that a fast one is up again in time. */
const TICK_MS = 500;
const LONGEST_TICK_S = 5;
const SHORTEST_TICK_MS = 50;
/** A fault acts with the next step of a twin: so long a one is made at once, twin time. */
const LEAD_S = 0.002;

/** Opens the fleet's doors and keeps its clock going. Rejects, with nothing left open, when a port is taken, and says which. */
export async function startSim(options: SimOptions): Promise<Sim> {
  const { seed, speed, host, httpBase, rpcBase } = { ...SIM_DEFAULTS, ...options };
  requireLoopback(host);
  const clock = options.clock ?? Date.now;
  const startedMs = clock();
  const nowMs = (): number => startedMs + (clock() - startedMs) * speed;
  const twins = FLEETS[options.fleet]({ seed, startMs: startedMs - PAST_MS, difficulty: options.difficulty });
  for (const spec of options.faults ?? []) script(twins, spec, startedMs);
  for (const twin of twins) twin.advanceTo(startedMs);
  const berths = moor(twins, host, httpBase, rpcBase);
  const tickMs = Math.max(SHORTEST_TICK_MS, Math.min(TICK_MS, (LONGEST_TICK_S * 1000) / speed));
  const ticking = setInterval(() => tick(berths, nowMs()), tickMs);

  const sim: Sim = {
    miners: berths.map(describe),
    controlAddress: undefined,
    nowMs,
    fault(miner, request) {
      tick(berths, nowMs());
      for (const { twin } of find(berths, miner)) {
        twin.addFault(faultFrom(request, twin.state.atMs));
        twin.step(LEAD_S);
      }
      tick(berths, nowMs());
    },
    heal(miner) {
      for (const { twin } of find(berths, miner)) {
        twin.clearFaults();
        twin.step(LEAD_S);
      }
      tick(berths, nowMs());
    },
    async kill(miner) {
      await Promise.all(find(berths, miner).map(({ server }) => server.close()));
    },
    async revive(miner) {
      await Promise.all(find(berths, miner).map(({ server }) => server.listen()));
    },
    async close() {
      clearInterval(ticking);
      await Promise.all([control?.close(), ...berths.map(({ server }) => server.close())]);
    },
  };
  const control = options.control === undefined ? undefined : openControl(sim, host, options.control);
  try {
    for (const { server } of berths) await server.listen();
    await control?.listen();
  } catch (cause) {
    await sim.close();
    throw new Error(reasonOf(cause), { cause });
  }
  return control === undefined ? sim : { ...sim, controlAddress: control.address };
}

/** Why a door did not open, with its port where the system names it. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error) || !('code' in cause && 'port' in cause))
    return `a door did not open: ${String(cause)}`;
  if (cause.code !== 'EADDRINUSE') return `port ${cause.port} cannot be opened: ${cause.message}`;
  return `port ${cause.port} of ${'address' in cause ? cause.address : SIM_DEFAULTS.host} is taken, perhaps by another simulator: choose others with --http-base, --rpc-base and --control`;
}

/** Gives every miner a port: HTTP and cgminer miners count from a base of their own. */
function moor(twins: readonly MinerTwin[], host: string, httpBase: number, rpcBase: number): Berth[] {
  const used = { http: 0, rpc: 0 };
  return twins.map((twin) => {
    const kind = doorOf(twin) === 'rpc' ? 'rpc' : 'http';
    const base = kind === 'http' ? httpBase : rpcBase;
    const port = base === 0 ? 0 : base + used[kind]++;
    const door = kind === 'http' ? openHttpDoor(twin) : undefined;
    const server = new LoopbackServer(serverOf(twin, door), host, port, () => twin.reachable);
    return { twin, server, door };
  });
}

function serverOf(twin: MinerTwin, door: HttpDoor | undefined): Server {
  if (!door) return openRpcDoor(twin);
  return doorOf(twin) === 'both' ? openSharedDoor(door.server, openRpcDoor(twin)) : door.server;
}

function tick(berths: readonly Berth[], nowMs: number): void {
  for (const { twin, server, door } of berths) {
    twin.advanceTo(nowMs);
    if (!twin.reachable) server.cut();
    else door?.pushLive();
  }
}

function script(twins: readonly MinerTwin[], spec: string, nowMs: number): void {
  const { miner, request } = parseFaultSpec(spec);
  const meant = twins.filter((twin) => miner === '*' || twin.hostname === miner);
  if (meant.length === 0) throw new RangeError(`there is no miner "${miner}" in this fleet`);
  for (const twin of meant) twin.addFault(faultFrom(request, nowMs));
}

function find(berths: readonly Berth[], miner: string): Berth[] {
  const found = berths.filter(({ twin }) => miner === '*' || twin.hostname === miner || twin.name === miner);
  if (found.length === 0) throw new RangeError(`there is no miner "${miner}" in this fleet`);
  return found;
}

function describe({ twin, server }: Berth): SimMiner {
  return {
    id: twin.hostname,
    name: twin.name,
    family: twin.model.family,
    mac: twin.options.mac,
    twin,
    get address() {
      return server.address;
    },
    get alive() {
      return server.listening;
    },
  };
}
