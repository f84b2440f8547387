import { SATS_PER_BTC } from '../../domain/economics/satoshi.ts';
import { formatSats } from '../../ui/format/bitcoin.ts';
import { places, withUnit } from '../../ui/format/decimal.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatConfidence, formatPercent } from '../../ui/format/percent.ts';
import { audit as text } from '../../ui/text/en/audit.ts';
import type { PoolAuditReport } from '../../workers/audit-api.ts';
import { type ShownMoney, worthOfBitcoin } from './shown-money.ts';

type Audit = NonNullable<PoolAuditReport['audit']>;

/** How the pay compares, and whether that is good news. */
export interface AuditWords {
  readonly sentence: string;
  readonly tone: 'good' | 'watch' | 'info';
}

/** The verdict in a sentence, or the first thing that is lacking for one. */
export function auditWords(
  { audit, missing, recorded, coin }: PoolAuditReport,
  shown?: ShownMoney,
): AuditWords {
  if (audit) return verdictWords(audit.verdict, coin, shown);
  return { sentence: missingWords(missing, recorded), tone: 'info' };
}

function missingWords(missing: PoolAuditReport['missing'], recorded: number | undefined): string {
  const words = text.missing;
  if (missing === 'work')
    return recorded === undefined ? words.workUnknown : words.work(formatPercent(recorded));
  return words[missing ?? 'pay'];
}

function verdictWords(verdict: Audit['verdict'], coin: string, shown: ShownMoney | undefined): AuditWords {
  const words = text.verdicts;
  switch (verdict.kind) {
    case 'paid-as-owed':
      return { sentence: words.paid(formatPercent(verdict.visibleFraction)), tone: 'good' };
    case 'less-than-owed': {
      const missing = coinSum(verdict.missingCoins, coin, shown);
      const chance = formatConfidence(verdict.chanceIfHonest);
      return { sentence: words.less(missing, formatPercent(verdict.missingFraction), chance), tone: 'watch' };
    }
    case 'more-than-owed':
      return { sentence: words.more(coinSum(verdict.extraCoins, coin, shown)), tone: 'info' };
    case 'cannot-tell-yet':
      return { sentence: waitWords(verdict), tone: 'info' };
  }
}

function waitWords(verdict: Extract<Audit['verdict'], { kind: 'cannot-tell-yet' }>): string {
  const words = text.verdicts;
  if (verdict.why === 'no-work') return words.noWork;
  if (verdict.why === 'no-block-found') return words.noBlock;
  if (verdict.why === 'pool-blocks-unknown') return words.blocksUnknown;
  const { waitMs, visibleFraction = 1 } = verdict;
  // Above all that is owed there is no shortfall that could be hidden.
  if (visibleFraction >= 1 && waitMs === undefined) return words.allHidden;
  const visible = formatPercent(Math.min(1, visibleFraction));
  return waitMs === undefined
    ? words.cannot(visible)
    : words.wait(formatRoughDuration(waitMs / 1000), visible);
}

/**
 * `42 000 sats`, `1.25 LTC`: bitcoin as it is written everywhere, other coins to a hundred-millionth. Where sums are in
 * the currency bitcoin has its worth behind it: `42 000 sats (€37.00)`.
 */
export function coinSum(amount: number, coin: string, shown?: ShownMoney): string {
  if (coin !== 'BTC') return withUnit(amount, coin, { maximumFractionDigits: 8 });
  const sats = formatSats(amount * SATS_PER_BTC);
  const worth = shown && worthOfBitcoin(amount, shown);
  return worth === undefined ? sats : text.worth(sats, worth);
}

/** What the verdict rests on, as names and figures; what is not known has no line. */
export function auditLines(
  report: PoolAuditReport,
  shown?: ShownMoney,
): readonly (readonly [name: string, figure: string])[] {
  const { fromMs, toMs, creditedCoins, coin, audit, terms, payout } = report;
  const words = text.lines;
  const lines: [string, string][] = [];
  if (fromMs !== undefined && toMs !== undefined)
    lines.push([words.time, words.span(utcDay(fromMs), utcDay(toMs))]);
  if (creditedCoins !== undefined) lines.push([words.credited, creditedWords(report, creditedCoins, shown)]);
  if (audit) lines.push([words.owed, owedWords(audit, coin, shown)], ...partLines(audit));
  if (terms) lines.push([words.terms, termsWords(terms)]);
  if (payout) lines.push([words.payout, payoutWords(payout)]);
  return lines;
}

function partLines({ paidFraction, interval, luck }: Audit): readonly [string, string][] {
  const words = text.lines;
  const lines: [string, string][] = [];
  if (paidFraction !== undefined && interval) {
    const [part, low] = [exactPercent(paidFraction), exactPercent(interval.low)];
    const { high } = interval;
    lines.push([
      words.part,
      high === undefined ? words.open(part, low) : words.interval(part, low, exactPercent(high)),
    ]);
  }
  if (luck)
    lines.push([
      words.luck,
      words.luckOf(formatPercent(luck.luck), formatPercent(luck.low), formatPercent(luck.high)),
    ]);
  return lines;
}

function owedWords(
  { owedGivenLuckCoins, owedInterval }: Audit,
  coin: string,
  shown: Parameters<typeof coinSum>[2],
): string {
  const sum = coinSum(owedGivenLuckCoins, coin, shown);
  return owedInterval
    ? text.lines.owedBetween(sum, coinSum(owedInterval.low, coin), coinSum(owedInterval.high, coin))
    : sum;
}

function creditedWords(
  { creditedBy, coin }: PoolAuditReport,
  coins: number,
  shown: ShownMoney | undefined,
): string {
  const words = text.lines;
  const sum = coinSum(coins, coin, shown);
  return creditedBy ? words.creditedBy(sum, words.creditWays[creditedBy]) : sum;
}

/** Way and fee, each with who says so: an accusation would rest on them. */
function termsWords({ scheme, poolFee, schemeBy, feeBy }: NonNullable<PoolAuditReport['terms']>): string {
  const words = text.lines;
  const by = schemeBy === 'owner' ? words.termsBy.owner : words.termsBy[feeBy];
  return words.fee(scheme, formatPercent(poolFee), by);
}

/** `99.7 %`: a tenth is what an audit of weeks can see. */
function exactPercent(part: number): string {
  return withUnit(100 * part, '%', places(1));
}

function payoutWords({
  medianMs,
  earliestMs,
  latestMs,
  missingCoins,
}: NonNullable<PoolAuditReport['payout']>): string {
  const words = text.lines;
  if (missingCoins === 0) return words.payoutNow;
  return words.payoutAt(utcDay(medianMs), utcDay(earliestMs), utcDay(latestMs));
}

/** Pools' days are UTC. */
function utcDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
