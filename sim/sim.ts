import type { DeviceAddress, MinerFamily } from '../src/domain/miner.ts';
import type { MinerTwin } from '../src/twin/miner-twin.ts';
import type { FaultRequest } from './fault-request.ts';

export interface SimMiner {
  /** Host name, by which commands call it: `kitchen-gamma`. */
  readonly id: string;
  readonly name: string;
  readonly family: MinerFamily;
  readonly address: DeviceAddress;
  readonly mac: string;
  readonly twin: MinerTwin;
  /** Is its port open? (A fault may make it unreachable even then.) */
  readonly alive: boolean;
}

/** A fleet of twins behind real sockets on this machine. */
export interface Sim {
  readonly miners: readonly SimMiner[];
  readonly controlAddress: DeviceAddress | undefined;
  /** What the miners' clocks show. */
  nowMs(): number;
  /** Starts a fault on one miner (`*`: on all). @throws RangeError for an unknown miner */
  fault(miner: string, request: FaultRequest): void;
  /** Ends every scripted fault of a miner (`*`: of all). */
  heal(miner: string): void;
  /** Stops listening and destroys every connection. */
  kill(miner: string): Promise<void>;
  /** Listens again, on the same port. */
  revive(miner: string): Promise<void>;
  close(): Promise<void>;
}
