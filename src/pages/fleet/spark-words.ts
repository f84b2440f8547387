import { formatHashrate, type RateOptions } from '../../ui/format/hashrate.ts';
import { fleet } from '../../ui/text/en/fleet.ts';

const text = fleet.miners;

/** An hour's curve in words, for those who do not see it: "Hashrate of the last hour: between … and …, 4 min unknown". */
export function sparkWords(minutes: Float64Array, options: RateOptions): string {
  const known = minutes.filter((rate) => !Number.isNaN(rate));
  if (known.length === 0) return text.sparkLabel(text.sparkNothing);
  const rate = (hashrateHs: number) => formatHashrate(hashrateHs, options);
  const span = text.sparkSpan(rate(Math.min(...known)), rate(Math.max(...known)));
  const unknown = minutes.length - known.length;
  return text.sparkLabel(unknown > 0 ? span + text.sparkGaps(unknown) : span);
}
