import type { DeviceAdapter } from '../devices/adapter.ts';
import type { DeviceTransport } from '../devices/transport.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';

/** A stretch of time we did not watch. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

const MINUTE_MS = 60_000;
/** Nothing is asked for a shorter gap: the device's own memory is coarser than that. */
const SHORTEST_GAP_MS = 2 * MINUTE_MS;
/** No home miner remembers more than this: 720 rows of at most a minute on AxeOS, 3 h on NerdOS. */
const LONGEST_MEMORY_MS = 24 * 60 * 60_000;

/** How far back a device is asked at all, ms. */
export function memoryBeginsMs(nowMs: number): number {
  return nowMs - LONGEST_MEMORY_MS;
}

/**
 * The stretches of [fromMs, toMs) that are worth asking for: those without a stored minute.
 * @param minutesMs stored minutes, oldest first, each by its first millisecond
 */
export function gapsIn(minutesMs: Iterable<number>, { fromMs, toMs }: Gap): readonly Gap[] {
  const gaps: Gap[] = [];
  let knownUntilMs = fromMs;
  for (const minuteMs of [...minutesMs, toMs]) {
    const end = Math.min(minuteMs, toMs);
    if (end - knownUntilMs >= SHORTEST_GAP_MS) gaps.push({ fromMs: knownUntilMs, toMs: end });
    knownUntilMs = Math.max(knownUntilMs, minuteMs + MINUTE_MS);
  }
  return gaps;
}

/**
 * Asks the device, once, what it remembers of all gaps. Rows outside them are left out: what we measured ourselves
 * stands.
 * @returns oldest first; empty when the family keeps no history or the device has none (statistics off).
 * @throws DeviceError when the device fails; the gaps then stay for the next attempt.
 */
export async function recall(
  adapter: DeviceAdapter,
  transport: DeviceTransport,
  gaps: readonly Gap[],
  context: { readonly minerId: string; readonly nowMs: () => number; readonly signal: AbortSignal },
): Promise<readonly TelemetryRow[]> {
  const [first] = gaps;
  if (!adapter.history || !first) return [];
  const remembered = await adapter.history(transport, {
    sinceMs: first.fromMs,
    nowMs: context.nowMs,
    signal: context.signal,
  });
  return remembered
    .filter(({ atMs }) => gaps.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs))
    .map((moment) => telemetryRow(context.minerId, moment));
}
