import type { DeviceAdapter } from '../devices/adapter.ts';
import type { DeviceTransport } from '../devices/transport.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';

/** A stretch of time we did not watch. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Nothing is asked for a shorter gap: the device's own memory is coarser than that. */
const SHORTEST_GAP_MS = 2 * 60_000;
/** No home miner remembers more than this: 720 rows of at most a minute on AxeOS, 3 h on NerdOS. */
const LONGEST_MEMORY_MS = 24 * 60 * 60_000;

/**
 * The gap between what is stored of a miner and now; undefined when there is nothing worth asking for. A miner
 * without history yet has a gap as long as any device's memory: its past is worth keeping from the first day.
 */
export function gapOf(lastStoredAtMs: number | undefined, nowMs: number): Gap | undefined {
  const earliestMs = nowMs - LONGEST_MEMORY_MS;
  const fromMs = Math.max(lastStoredAtMs ?? earliestMs, earliestMs);
  return nowMs - fromMs >= SHORTEST_GAP_MS ? { fromMs, toMs: nowMs } : undefined;
}

/**
 * Asks the device what it remembers of a gap. Rows outside the gap are left out: what we measured ourselves stands.
 * @returns oldest first; empty when the family keeps no history or the device has none (statistics off).
 * @throws DeviceError when the device fails; the gap then stays for the next attempt.
 */
export async function recall(
  adapter: DeviceAdapter,
  transport: DeviceTransport,
  gap: Gap,
  context: { readonly minerId: string; readonly nowMs: () => number; readonly signal: AbortSignal },
): Promise<readonly TelemetryRow[]> {
  if (!adapter.history) return [];
  const remembered = await adapter.history(transport, {
    sinceMs: gap.fromMs,
    nowMs: context.nowMs,
    signal: context.signal,
  });
  return remembered
    .filter(({ atMs }) => atMs > gap.fromMs && atMs < gap.toMs)
    .map((moment) => telemetryRow(context.minerId, moment));
}
