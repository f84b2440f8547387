import type { TelemetryTransaction } from './transaction.ts';

/** Adds to the number of one miner's stored minute rows. */
export async function countRows(
  transaction: TelemetryTransaction,
  minerId: string,
  change: number,
): Promise<void> {
  if (change === 0) return;
  const meta = transaction.objectStore('meta');
  await meta.put(Math.max(0, ((await meta.get(minerId)) ?? 0) + change), minerId);
}
