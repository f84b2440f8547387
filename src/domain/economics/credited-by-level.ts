import type { OutsidePoint } from '../outside-series.ts';
import type { AccountLevel } from '../pool-balance.ts';

/** Pay that is read off the growth of an account. */
export interface LevelPay {
  /** Right after one credit, and right after a later one: what lies between was all credited in between. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly coins: number;
  /** How far the pool's time of crediting may be off, ms. */
  readonly edgeMs: number;
}

/** What left an account, fee of sending included. */
export interface LevelPayout {
  readonly atMs: number;
  readonly coins: number;
}

const MINUTE_MS = 60_000;
/** Two looks no further apart know when a credit came. */
const LONGEST_LOOK_MS = 90 * MINUTE_MS;
/** A payment is listed so long before or after it left the balance. */
const PAYOUT_SLACK_MS = 24 * 60 * MINUTE_MS;
/** Levels are kept by the quarter of an hour. */
const LEAST_EDGE_MS = 15 * MINUTE_MS;

/**
 * Coins credited, where a pool tells no days or blocks but only what the account has come to: from right after one credit to
 * right after the last. Pools credit by the hour or the day, so a span that began anywhere else would count pay of before
 * it; where nobody looked while a credit came, none begins or ends there. A balance that falls is made whole by the
 * payment listed for it. A fall that nothing explains (an orphaned block, a correction) begins the count anew.
 *
 * @param levels oldest first
 * @returns undefined where fewer than two credits were seen to come
 */
export function creditedByLevel(
  levels: readonly OutsidePoint[],
  kind: AccountLevel['kind'],
  payouts: readonly LevelPayout[],
): LevelPay | undefined {
  const steps = stepsOf(levels, kind === 'balance' ? [...payouts] : []);
  const seen = steps.filter(({ coins, lookMs }) => coins > 0 && lookMs <= LONGEST_LOOK_MS);
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last || first === last) return undefined;
  const within = steps.filter(({ atMs }) => atMs > first.atMs && atMs <= last.atMs);
  const coins = within.reduce((sum, step) => sum + step.coins, 0);
  return { fromMs: first.atMs, toMs: last.atMs, coins, edgeMs: edgeOf(seen) };
}

interface LevelStep {
  readonly atMs: number;
  /** Credited since the look before, coins. */
  readonly coins: number;
  readonly lookMs: number;
}

/** From look to look what was credited, since the last fall that nothing explains. */
function stepsOf(levels: readonly OutsidePoint[], open: LevelPayout[]): readonly LevelStep[] {
  let steps: LevelStep[] = [];
  for (const [i, { atMs, value }] of levels.entries()) {
    const before = levels[i - 1];
    if (!before) continue;
    const rise = value - before.value;
    // Sums come as decimals: the last digit of a double is no fall.
    const sent = rise < -1e-12 * before.value ? takeSent(open, before.atMs, atMs, -rise) : 0;
    if (sent === undefined) steps = [];
    else steps.push({ atMs, coins: Math.max(0, rise + sent), lookMs: atMs - before.atMs });
  }
  return steps;
}

/** The payment that made a balance fall, which explains one fall alone. */
function takeSent(open: LevelPayout[], fromMs: number, toMs: number, fall: number): number | undefined {
  const place = open.findIndex(
    ({ atMs, coins }) =>
      atMs >= fromMs - PAYOUT_SLACK_MS && atMs <= toMs + PAYOUT_SLACK_MS && coins >= fall * (1 - 1e-9),
  );
  return place < 0 ? undefined : open.splice(place, 1)[0]?.coins;
}

/**
 * A pool that credits once a day does so within some hours of the same time: a tenth of the usual time between two
 * credits is taken for it at each end.
 */
function edgeOf(seen: readonly LevelStep[]): number {
  const gaps = seen.flatMap(({ atMs }, i) => (i === 0 ? [] : atMs - (seen[i - 1]?.atMs ?? atMs)));
  const usual = gaps.sort((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0;
  return Math.max(LEAST_EDGE_MS, usual / 10);
}
