import { checkRows, type SurvivalRows } from './survival-rows.ts';
import { WeightTree } from './weight-tree.ts';

/** How well risks order lifetimes. */
export interface Concordance {
  /** Share of pairs in which who was said to be at higher risk went first; pairs of equal risk count half. ½ is chance. */
  readonly index: number;
  /** By the infinitesimal jackknife; NaN without pairs. */
  readonly standardError: number;
  /** Pairs of which one is known to have gone first, by weight. */
  readonly pairs: number;
}

/**
 * Harrell's C (Harrell and others, JAMA 247, 1982), over pairs of which one had its event while the other was still watched: later, or
 * censored at that moment. Events of the same moment tell nothing. Agrees with R's concordance of a coxph, its standard error
 * with Therneau's infinitesimal jackknife. n log n by counts kept in a tree.
 *
 * @param risk by row; higher goes first
 * @throws RangeError for rows that are no lifetimes, or risks that are no numbers
 */
export function concordance(rows: SurvivalRows, risk: ArrayLike<number>): Concordance {
  checkRows(rows);
  const count = rows.stop.length;
  if (risk.length !== count) throw new RangeError(`${risk.length} risks for ${count} rows`);
  const bad = Array.prototype.findIndex.call(risk, (each: number) => Number.isNaN(each));
  if (bad >= 0) throw new RangeError(`the risk of row ${bad} is no number`);
  const tallies = { agreeing: new Float64Array(count), pairs: new Float64Array(count) };
  for (const own of rowsByStratum(rows)) talliesOfStratum(rows, risk, own, tallies);
  const weightOf = (row: number) => rows.weight?.[row] ?? 1;
  let [agreeing, pairs] = [0, 0];
  // Each pair was counted from both its sides.
  for (let row = 0; row < count; row++) {
    agreeing += (weightOf(row) * (tallies.agreeing[row] as number)) / 2;
    pairs += (weightOf(row) * (tallies.pairs[row] as number)) / 2;
  }
  const index = agreeing / pairs;
  let variance = 0;
  for (let row = 0; row < count; row++)
    variance +=
      (weightOf(row) * ((tallies.agreeing[row] as number) - index * (tallies.pairs[row] as number))) ** 2;
  return { index, standardError: Math.sqrt(variance) / pairs, pairs };
}

/** By row: the weight of those that it is compared with, and of those of them that agree (half where risks are equal). */
interface Tallies {
  readonly agreeing: Float64Array;
  readonly pairs: Float64Array;
}

function talliesOfStratum(
  rows: SurvivalRows,
  risk: ArrayLike<number>,
  own: readonly number[],
  { agreeing, pairs }: Tallies,
): void {
  const levels = [...new Set(own.map((row) => risk[row] as number))].sort((a, b) => a - b);
  const rank = new Map(levels.map((level, place) => [level, place]));
  const rankOf = (row: number) => rank.get(risk[row] as number) as number;
  const weightOf = (row: number) => rows.weight?.[row] ?? 1;
  const tally = (row: number, agreed: number, equal: number, all: number) => {
    agreeing[row] = (agreeing[row] as number) + agreed + equal / 2;
    pairs[row] = (pairs[row] as number) + all;
  };
  // Backwards, each event looks at who is still watched: those censored at that moment are, those who start at it are not.
  const watched = new WeightTree(levels.length);
  for (const { row, kind } of moments(rows, own, ['censored', 'start', 'event', 'gone'], -1)) {
    const [place, weight] = [rankOf(row), weightOf(row)];
    if (kind === 'event') tally(row, watched.below(place), watched.at(place), watched.all);
    else watched.add(place, kind === 'start' ? -weight : weight);
  }
  // Forwards, each row looks at the events that it outlived while it was watched.
  const seen = new WeightTree(levels.length);
  for (const { row, kind } of moments(rows, own, ['event', 'gone', 'censored', 'start'], 1)) {
    const [place, sign] = [rankOf(row), kind === 'start' ? -1 : 1];
    const equal = seen.at(place);
    if (kind === 'gone') seen.add(place, weightOf(row));
    else tally(row, sign * (seen.all - seen.below(place) - equal), sign * equal, sign * seen.all);
  }
}

function rowsByStratum({ stop, stratum }: SurvivalRows): Iterable<readonly number[]> {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < stop.length; row++) {
    const name = stratum?.[row] ?? 0;
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups.values();
}

/** What happens to a row: `event` looks, `gone` is the same moment once all events of it have looked. */
type MomentKind = 'censored' | 'start' | 'event' | 'gone';

/** All that happens to rows in order of time, or backwards; of the same moment in the order of the kinds. */
function moments(
  { stop, event, start }: SurvivalRows,
  own: readonly number[],
  kinds: readonly MomentKind[],
  direction: 1 | -1,
): readonly { readonly row: number; readonly kind: MomentKind }[] {
  const all = own.flatMap((row) => {
    const at = stop[row] as number;
    const ends: readonly MomentKind[] = event[row] === 1 ? ['event', 'gone'] : ['censored'];
    return [
      ...ends.map((kind) => ({ row, kind, at, order: kinds.indexOf(kind) })),
      ...(start
        ? [{ row, kind: 'start' as const, at: start[row] as number, order: kinds.indexOf('start') }]
        : []),
    ];
  });
  return all.sort((a, b) => direction * (a.at - b.at) || a.order - b.order);
}
