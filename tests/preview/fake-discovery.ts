import { type Discovery, type FoundMiner, NOTHING_FOUND } from '../../src/domain/discovery.ts';
import type { CollectorFailure } from '../../src/domain/fleet-view.ts';
import type { NetworkReport } from '../../src/domain/scan-report.ts';
import type { DiscoveryApi } from '../../src/workers/discovery-api.ts';
import { FAKE_MINERS, fakeMinerView } from './fake-miners.ts';

const TOTAL = 254;

/** Plays finding miners: a network in which made-up miners answer, some of them known. */
export class FakeDiscovery implements DiscoveryApi {
  readonly calls: string[] = [];
  /** How many answer; the first `known` of them are in the fleet. */
  finds = 5;
  known = 1;
  /** Last bytes of their addresses, in the order in which they answer; 20 and up where there are more. */
  lastBytes: readonly number[] = [];
  /** Last bytes of further addresses at which the first one's MAC answers. */
  sameMacAt: readonly number[] = [];
  /** Time between two of them, ms. */
  everyMs = 0;
  fails: CollectorFailure | undefined;
  report: NetworkReport = {
    networks: [{ range: '192.168.1.0/24', interfaceName: 'eth0' }],
    allowCarrier: false,
  };
  #stopped = false;

  constructor(readonly nowMs: () => number) {}

  async networks(): Promise<NetworkReport> {
    this.calls.push('networks');
    return this.report;
  }

  async discover(ranges: string, onProgress: (discovery: Discovery) => void): Promise<Discovery> {
    this.calls.push(`discover ${ranges}`);
    this.#stopped = false;
    let discovery: Discovery = { ...NOTHING_FOUND, total: TOTAL };
    for (let turn = 0; turn < this.finds && !this.#stopped; turn += 1) {
      discovery = this.#next(discovery, turn);
      onProgress(discovery);
      await new Promise((resolve) => setTimeout(resolve, this.everyMs));
    }
    if (this.fails) throw this.fails;
    if (this.#stopped) return discovery;
    return { ...discovery, asked: TOTAL, total: TOTAL, others: 2, waiting: 0 };
  }

  async stopDiscovery(): Promise<void> {
    this.calls.push('stopDiscovery');
    this.#stopped = true;
  }

  #next(discovery: Discovery, turn: number): Discovery {
    return {
      ...discovery,
      asked: Math.round((TOTAL * (turn + 1)) / (this.finds + 1)),
      waiting: 1,
      others: 1,
      found: [...discovery.found, this.#found(turn)],
    };
  }

  #found(turn: number): FoundMiner {
    const addressAt = (lastByte: number) => ({ host: `192.168.1.${lastByte}`, port: 80 });
    const address = addressAt(this.lastBytes[turn] ?? 20 + turn);
    const found = { ...fakeFound(turn, turn < this.known, this.nowMs()), address };
    if (turn > 0 || this.sameMacAt.length === 0) return found;
    return { ...found, alsoAt: this.sameMacAt.map(addressAt) };
  }
}

function fakeFound(turn: number, known: boolean, nowMs: number): Omit<FoundMiner, 'address'> {
  const kind = FAKE_MINERS[turn % FAKE_MINERS.length];
  if (!kind) throw new Error('no fake miners');
  const { miner, reading } = fakeMinerView(kind, nowMs);
  if (!reading) throw new Error('the fake miner has no reading');
  const identity = { ...miner.identity, hostname: turn % 2 === 0 ? `miner-${turn + 1}` : undefined };
  return { id: `found-${turn}`, identity, reading, known: known ? miner : undefined };
}
