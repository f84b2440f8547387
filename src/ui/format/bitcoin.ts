import { SATS_PER_BTC } from '../../domain/economics/satoshi.ts';
import { fittingPlaces, isPresent, places, withUnit } from './decimal.ts';

/**
 * `215 sats/day`; from 0.001 BTC on `0.00215 BTC/day`. Below ten sats two decimals and more, so that a small miner's day is not
 * rounded away.
 */
export function formatSats(
  sats: number | undefined,
  { per, locale }: { readonly per?: string | undefined; readonly locale?: string | undefined } = {},
): string {
  const rate = per === undefined ? '' : `/${per}`;
  if (isPresent(sats) && Math.abs(sats) >= 0.001 * SATS_PER_BTC)
    return withUnit(
      sats / SATS_PER_BTC,
      `BTC${rate}`,
      { minimumFractionDigits: 3, maximumFractionDigits: 8 },
      locale,
    );
  const count = fittingPlaces(sats ?? 0, Math.abs(sats ?? 0) < 9.995 ? 2 : 0);
  return withUnit(sats, `sats${rate}`, places(count), locale);
}
