import type { DeviceSnapshot } from '../devices/adapter.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type { DeviceAddress, Miner } from '../domain/miner.ts';
import { neighbourhoodOf } from '../domain/scan-range.ts';
import type { ScanLine } from '../domain/scan-report.ts';
import { DoorKeeper } from './door-keeper.ts';
import { introduce } from './introduction.ts';

/** Who of the fleet answers and who does not. */
export interface FleetPresence {
  readonly silent: readonly SilentMiner[];
  /** Hosts at which a miner of the fleet answers: nobody else is to be looked for there. */
  readonly answeringHosts: ReadonlySet<string>;
}

export interface SilentMiner {
  readonly miner: Miner;
  readonly sinceMs: number;
}

export interface LostSearchPorts {
  readonly nowMs: () => number;
  readonly scan: (ranges: string, signal: AbortSignal) => AsyncIterable<ScanLine>;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  /** The miner answers at another address now. */
  readonly onFound: (miner: Miner, address: DeviceAddress, snapshot: DeviceSnapshot) => Promise<void>;
}

const MINUTE_MS = 60_000;
/** How long a miner must be silent before the 1st, 2nd, … search for it; a restart takes two minutes at most, ms. */
const SEARCH_AFTER_MS = [3, 10, 30, 90].map((minutes) => minutes * MINUTE_MS);
/** After those it is looked for this often, ms: it is switched off, most likely. */
const THEN_EVERY_MS = 120 * MINUTE_MS;

/** How long a miner is silent when it is looked for after so many searches in vain, ms. */
export function searchDueAfterMs(searches: number): number {
  const beyond = searches - (SEARCH_AFTER_MS.length - 1);
  return SEARCH_AFTER_MS[searches] ?? (SEARCH_AFTER_MS.at(-1) ?? 0) + beyond * THEN_EVERY_MS;
}

/**
 * Looks for miners that have gone silent in the /24 of their last address, for routers give addresses out anew. A device
 * is taken for the miner only if it tells the miner's own MAC: who tells none is neither looked for nor found. One
 * search at a time, ever more rarely.
 */
export class LostSearch {
  readonly #ports: LostSearchPorts;
  /** Searches in vain, by miner, in the present silence. */
  readonly #searches = new Map<string, { readonly sinceMs: number; readonly count: number }>();
  #running: AbortController | undefined;

  constructor(ports: LostSearchPorts) {
    this.#ports = ports;
  }

  /** Begins a search if one is due and none runs. Resolves when it is over, true if somebody was found. */
  async turn({ silent, answeringHosts }: FleetPresence): Promise<boolean> {
    if (this.#running) return false;
    const due = silent.find((each) => this.#isDue(each));
    const range = due && neighbourhoodOf(due.miner.address.host);
    if (!range) return false;
    const wanted = silent.filter(
      ({ miner }) => neighbourhoodOf(miner.address.host) === range && isSought(miner),
    );
    for (const each of wanted) this.#count(each);
    const running = new AbortController();
    this.#running = running;
    try {
      return await this.#search(
        range,
        new Map(wanted.map(({ miner }) => [miner.identity.mac ?? '', miner])),
        {
          answeringHosts,
          running,
        },
      );
    } catch (error) {
      // The helper is away, or an owner's own scan runs: the next turn will come.
      if (error instanceof DeviceError) return false;
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  /** Ends a search that runs. */
  stop(): void {
    this.#running?.abort();
  }

  #isDue({ miner, sinceMs }: SilentMiner): boolean {
    if (!isSought(miner)) return false;
    const known = this.#searches.get(miner.id);
    const count = known?.sinceMs === sinceMs ? known.count : 0;
    return this.#ports.nowMs() - sinceMs >= searchDueAfterMs(count);
  }

  #count({ miner, sinceMs }: SilentMiner): void {
    const known = this.#searches.get(miner.id);
    const count = known?.sinceMs === sinceMs ? known.count : 0;
    // A search for a neighbour that comes early is none of its own.
    if (this.#ports.nowMs() - sinceMs < searchDueAfterMs(count)) return;
    this.#searches.set(miner.id, { sinceMs, count: count + 1 });
  }

  async #search(
    range: string,
    byMac: Map<string, Miner>,
    context: { readonly answeringHosts: ReadonlySet<string>; readonly running: AbortController },
  ): Promise<boolean> {
    const { nowMs, scan, transportTo, onFound } = this.#ports;
    const { answeringHosts, running } = context;
    const { signal } = running;
    const moves: Promise<void>[] = [];
    const keeper = new DoorKeeper(
      (address) => introduce(transportTo(address), nowMs, signal),
      (address, introduced) => {
        if (introduced.kind !== 'miner') return;
        const mac = introduced.snapshot.identity.mac ?? '';
        const miner = byMac.get(mac);
        if (!miner || !byMac.delete(mac)) return;
        moves.push(onFound(miner, address, introduced.snapshot));
        if (byMac.size === 0) running.abort();
      },
    );
    try {
      for await (const line of scan(range, signal))
        if (line.kind === 'open' && !answeringHosts.has(line.host)) keeper.opened(line.host, line.ports);
      await keeper.idle();
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await Promise.all(moves);
    }
    return moves.length > 0;
  }
}

/** Only a MAC proves that another address has the same device; a name leads to it by itself. */
function isSought({ identity, address }: Miner): boolean {
  return identity.mac !== undefined && neighbourhoodOf(address.host) !== undefined;
}
