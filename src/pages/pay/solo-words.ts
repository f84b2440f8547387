import { minesSolo, soloOdds } from '../../domain/economics/solo.ts';
import { decimal, withUnit } from '../../ui/format/decimal.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatConfidence } from '../../ui/format/percent.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { FleetPay, MinerPay } from './fleet-pay.ts';

/**
 * Where counted miners have none but solo pools: that what they earn is the mean of a lottery, with its odds where a
 * miner tells the network's difficulty. Undefined where nobody mines so.
 */
export function soloWords({ miners }: Pick<FleetPay, 'miners'>): string | undefined {
  const counted = miners.filter(({ day }) => day !== undefined);
  const solo = counted.filter(({ view }) => minesSolo(view.reading?.pools ?? []));
  if (solo.length === 0) return undefined;
  const words = text.solo;
  const who = solo.length === counted.length ? words.all : words.some(solo.length, counted.length);
  return [who, oddsOf(solo)].filter(Boolean).join(' ');
}

function oddsOf(solo: readonly MinerPay[]): string | undefined {
  const hashrateHs = solo.reduce((sum, { day }) => sum + (day?.inputs.hashrateHs ?? 0), 0);
  const difficulty = Math.max(0, ...solo.map(({ view }) => view.reading?.networkDifficulty ?? 0));
  if (hashrateHs <= 0 || difficulty <= 0) return undefined;
  const { meanYears, chanceInYear } = soloOdds(hashrateHs, difficulty);
  const years = decimal(meanYears, { maximumSignificantDigits: meanYears < 10 ? 2 : 3 });
  // Near to certain is not certain.
  const chance =
    chanceInYear >= 0.1
      ? formatConfidence(chanceInYear)
      : withUnit(100 * chanceInYear, '%', { maximumSignificantDigits: 2 });
  return text.solo.odds(formatHashrate(hashrateHs), years, chance);
}
