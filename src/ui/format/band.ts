import { NBSP } from './decimal.ts';
import { formatPercent } from './percent.ts';

/**
 * `24 W ± 3.1 %`: a figure with how far it may be off, as a part of it; the figure alone where that is not known. One of
 * which nothing is known stays as it is.
 *
 * @param band how far it may be off, and what it is of, in one unit
 */
export function withBand(figure: string, band: number | undefined, of: number | undefined): string {
  return band && of ? `${figure} ±${NBSP}${formatPercent(band / of)}` : figure;
}
