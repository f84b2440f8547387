import type { DeviceSnapshot } from '../devices/adapter.ts';
import { detect } from '../devices/detect.ts';
import type { DeviceTransport } from '../devices/transport.ts';
import { type DeviceAddress, formatAddress, type Miner, minerId } from '../domain/miner.ts';

/** Longest the owner waits for an answer while adding a miner, ms. */
const PROBE_TIMEOUT_MS = 20_000;

/**
 * Finds out what listens at an address and reads it once.
 * @throws DeviceError when nothing answers there, or no miner does
 */
export async function probeDevice(transport: DeviceTransport, nowMs: () => number): Promise<DeviceSnapshot> {
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const { adapter } = await detect(transport, { nowMs, signal });
  return adapter.read(transport, { nowMs, signal });
}

/** The miner that a probed device becomes: known by its MAC, or by its address where it tells none. */
export function enrol(
  { identity, reading }: DeviceSnapshot,
  address: DeviceAddress,
  name: string | undefined,
): Miner {
  const given = name?.trim();
  return {
    id: minerId(identity, address),
    identity,
    address,
    name: given || identity.hostname || identity.model || formatAddress(address),
    addedAtMs: reading.atMs,
  };
}
