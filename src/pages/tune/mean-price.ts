import { type PriceSegment, priceSegments, type Tariff } from '../../domain/economics/tariff.ts';

const DAY_MS = 86_400_000;

/**
 * What a kilowatt-hour costs on the mean of the next 24 hours, in the owner's currency; undefined where nothing is known of
 * them. Of a market's prices those that are known already count.
 */
export function meanPricePerKwh(
  tariff: Tariff,
  told: readonly PriceSegment[] | undefined,
  nowMs: number,
  timeZone: string,
): number | undefined {
  const segments =
    tariff.kind === 'spot' ? (told ?? []) : priceSegments(tariff, nowMs, nowMs + DAY_MS, timeZone);
  let [money, ms] = [0, 0];
  for (const { fromMs, toMs, pricePerKwh } of segments) {
    const overlapMs = Math.min(toMs, nowMs + DAY_MS) - Math.max(fromMs, nowMs);
    if (!(overlapMs > 0)) continue;
    money += pricePerKwh * overlapMs;
    ms += overlapMs;
  }
  if (ms > 0) return money / ms;
  return tariff.kind === 'spot' ? tariff.fallbackPerKwh : undefined;
}
