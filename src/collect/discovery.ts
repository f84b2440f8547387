import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import { type Discovery, type FoundMiner, NOTHING_FOUND, type UnreadMiner } from '../domain/discovery.ts';
import { type DeviceAddress, formatAddress, type Miner, minerId } from '../domain/miner.ts';
import type { ScanLine } from '../domain/scan-report.ts';
import { DoorKeeper } from './door-keeper.ts';
import { type Introduced, introduce } from './introduction.ts';
import { knownAs } from './known-miner.ts';

/** What looking for miners needs of the world. */
export interface DiscoveryPorts {
  readonly nowMs: () => number;
  /** @throws DeviceError when the scan cannot be begun, or breaks off */
  readonly scan: (ranges: string, signal: AbortSignal) => AsyncIterable<ScanLine>;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  /** The miners of the fleet. */
  readonly miners: () => Promise<readonly Miner[]>;
  /** Longest wait for a scan that is under way elsewhere, ms. */
  readonly patienceMs?: number;
}

/** A search of the collector's own, for a miner that moved, is over by then. */
const PATIENCE_MS = 6_000;
const ASK_AGAIN_MS = 500;

/**
 * Looks for miners: whoever has an open door in these ranges is asked who it is. Who it is decides, not that it answers:
 * what is no miner is only counted, and a miner that answers at two doors or two addresses (same MAC) is listed once, with
 * the further addresses.
 * Ends early, with what was found so far, when `signal` does.
 * @throws DeviceError when the helper cannot be asked, refuses, or goes away
 */
export async function discover(
  ranges: string,
  ports: DiscoveryPorts,
  signal: AbortSignal,
  onProgress: (discovery: Discovery) => void,
): Promise<Discovery> {
  const miners = await ports.miners();
  const names = new Map<string, string>();
  const found = new Map<string, FoundMiner>();
  const unread: UnreadMiner[] = [];
  let scan: Pick<Discovery, 'asked' | 'total' | 'noNames' | 'brokeOff'> = NOTHING_FOUND;

  const keeper = new DoorKeeper(
    (address) => introduce(ports.transportTo(address), ports.nowMs, signal),
    (address, introduced) => {
      if (introduced.kind === 'miner') list(address, introduced);
      else if (introduced.kind === 'unread') unread.push({ address, ...introduced.why });
      tell();
    },
  );

  function list(address: DeviceAddress, { snapshot }: Extract<Introduced, { kind: 'miner' }>): void {
    const id = minerId(snapshot.identity, address);
    const known = knownAs(miners, snapshot.identity, address, names.get(address.host));
    const one = { id, ...snapshot, address, known };
    const earlier = found.get(id);
    // Where it is known it has not moved, wherever else it answers.
    const isHere = known !== undefined && formatAddress(known.address) === formatAddress(address);
    found.set(id, earlier ? (isHere ? alsoAt(one, earlier) : alsoAt(earlier, one)) : one);
  }

  function discovery(): Discovery {
    return {
      ...scan,
      found: [...found.values()].map((each) => ({ ...each, advertisedName: names.get(each.address.host) })),
      unread: [...unread],
      others: keeper.strangers,
      waiting: keeper.waiting,
    };
  }

  function tell(): void {
    if (!signal.aborted) onProgress(discovery());
  }

  try {
    for await (const line of whenFree(ranges, ports, signal)) {
      if (line.kind === 'open') keeper.opened(line.host, line.ports);
      else if (line.kind === 'named') names.set(line.host, line.name);
      else if (line.kind === 'progress') scan = { ...scan, asked: line.asked, total: line.total };
      else if (line.kind === 'no-names') scan = { ...scan, noNames: line.reason };
      else if (line.kind === 'failed') scan = { ...scan, brokeOff: line.reason };
      tell();
    }
    await keeper.idle();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return discovery();
}

/** A miner that has answered with the same MAC elsewhere too. */
function alsoAt(miner: FoundMiner, other: FoundMiner): FoundMiner {
  return { ...miner, alsoAt: [...(miner.alsoAt ?? []), ...(other.alsoAt ?? []), other.address] };
}

/** The scan, as soon as no other one runs. */
async function* whenFree(
  ranges: string,
  { scan, nowMs, patienceMs = PATIENCE_MS }: DiscoveryPorts,
  signal: AbortSignal,
): AsyncGenerator<ScanLine> {
  const untilMs = nowMs() + patienceMs;
  for (;;) {
    try {
      return yield* scan(ranges, signal);
    } catch (error) {
      const busy = error instanceof DeviceError && error.kind === 'busy';
      if (!busy || nowMs() >= untilMs || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}
