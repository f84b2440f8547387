import type { DeviceSnapshot } from './adapter.ts';
import { DeviceError } from './transport.ts';

/**
 * A reply without anything that a miner measures is no reply of a miner: another device took over its address, or its
 * firmware answers before it knows anything. Stored, it would look like a miner that stands still.
 * @throws DeviceError `unreadable-reply`
 */
export function refuseBlank(snapshot: DeviceSnapshot, what: string): DeviceSnapshot {
  const { hashrateHs, hashrateAvgHs, tempChipMaxC, powerW, uptimeS, shares } = snapshot.reading;
  const measured = [hashrateHs, hashrateAvgHs, tempChipMaxC, powerW, uptimeS, shares.accepted];
  if (measured.every((value) => value === undefined))
    throw new DeviceError('unreadable-reply', `${what}: nothing in the reply is what a miner measures`);
  return snapshot;
}
