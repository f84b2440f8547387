import type { RankedCoin } from '../../domain/economics/coin-table.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { coins as text } from '../../ui/text/en/coins.ts';
import { profit } from '../../ui/text/en/profit.ts';
import type { CoinRanking } from './coin-ranking.ts';
import { type ShownMoney, shownADay } from './shown-money.ts';

/** The answer of the coin table in a sentence for each algorithm, or the one reason why there is none. */
export function coinVerdict(
  { rows, hardware, current }: CoinRanking,
  shown: ShownMoney,
  horizonDays: number,
): readonly string[] {
  const ranked = rows.flatMap((row) => (row.kind === 'ranked' ? [row] : []));
  return hardware.map(({ algorithm }) => {
    const its = ranked.filter(({ terms }) => terms.algorithm === algorithm);
    const words = sentenceOf(its, current[algorithm], shown, horizonDays);
    return hardware.length > 1 ? text.ofAlgorithm(profit.algorithms[algorithm], words) : words;
  });
}

function sentenceOf(
  ranked: readonly RankedCoin[],
  current: string | undefined,
  shown: ShownMoney,
  horizonDays: number,
): string {
  const words = text.verdict;
  if (ranked.length === 0) return words.nothingKnown;
  if (current === undefined) return words.currentUnknown;
  const now = ranked.find((row) => row.current);
  if (!now) return words.currentUnpriced(coinName(current));
  if (ranked.length === 1) return words.onlyCurrent(coinName(current));
  // They are ranked by what is received after the switch.
  const better = ranked.find((row) => (row.switching?.gain ?? 0) > 0);
  if (!better?.switching) return words.nothingBetter;
  const more = shownADay(better.switching.gain / horizonDays, shown);
  const said = words.better(nameOf(better), more, coinName(current));
  return better.lowPerDay > now.highPerDay ? said : `${said} ${words.withinSpread}`;
}

/** `BTC`, or the name of a pool that chooses its coins. */
export function nameOf({ terms }: Pick<RankedCoin, 'terms'>): string {
  return terms.coin ?? coinName(terms.label);
}

function coinName(label: string): string {
  return upstreamOf(label)?.name ?? label;
}

/** Who says so: a provider's name, or that it is reckoned here. */
export function providerName(provider: string): string {
  return provider === 'own' ? text.own : (upstreamOf(provider)?.name ?? provider);
}
