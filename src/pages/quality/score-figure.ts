import { decimal, NBSP } from '../../ui/format/decimal.ts';

/** A score in per cent, cut and not rounded: what falls short of the whole, by however little, is never written as 100 %. */
export function scoreFigure(score: number): string {
  const scale = score > 0.999 ? 100 : 10;
  // 1e-9: what should be 99.9 may be one bit short of it.
  const percent = Math.floor(score * 100 * scale + 1e-9) / scale;
  return `${decimal(percent, { maximumFractionDigits: 2 })}${NBSP}%`;
}
