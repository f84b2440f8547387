import type { Trouble } from '../../domain/health/watch-finding.ts';
import type { FleetWatch } from '../anomaly/fleet-watch.ts';
import type { MinerWatch } from '../anomaly/miner-watch.ts';
import type { ChangeKind } from '../anomaly/told-changes.ts';
import type { FindingBook } from './finding-book.ts';

const CHANGE_OF: Readonly<Partial<Record<Trouble, ChangeKind>>> = {
  'settings-changed': 'settings',
  'firmware-changed': 'firmware',
  'pool-address': 'pool-address',
};

/**
 * Changes that the owner says were nobody else's, so none to be found any more: an address that is the owner's own stays
 * so. Of statistical findings nothing is taken back: that one was false does not make the next one so.
 */
export function ownedUp(watch: FleetWatch, book: FindingBook, calledFalse: ReadonlySet<string>): FleetWatch {
  let miners = watch.miners;
  for (const { id, finding, endedAtMs } of book) {
    const kind = CHANGE_OF[finding.trouble];
    const before = finding.minerId === undefined ? undefined : miners[finding.minerId];
    if (!kind || !before || !finding.minerId || endedAtMs !== undefined || !calledFalse.has(id)) continue;
    miners = { ...miners, [finding.minerId]: without(before, kind) };
  }
  return miners === watch.miners ? watch : { ...watch, miners };
}

function without(watch: MinerWatch, kind: ChangeKind): MinerWatch {
  const { [kind]: change, ...changes } = watch.told.changes;
  if (!change) return watch;
  const { addresses } = watch.told;
  const own = kind === 'pool-address' ? [...addresses, change.to] : addresses;
  return { ...watch, told: { ...watch.told, changes, addresses: own } };
}
