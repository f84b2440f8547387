import type { PoolAccount } from '../../domain/pool-account.ts';
import { leastPayoutSeries, levelSeries, payableSeries } from '../../domain/pool-balance.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import type { Sourced } from '../../domain/sourced.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { ToldValues } from '../../features/told-column.ts';
import { type PayableLevel, payoutVerdicts } from '../../insight/payout-punctuality.ts';
import type { Household, HouseholdPorts } from './household.ts';
import { bothTold, heardAt, NOTHING_TOLD, storedTold, toldOf } from './told-points.ts';
import type { ToldSpan } from './told-span.ts';

const DAY_MS = 86_400_000;

/** The parts in which an account was told: `braiins:rewards`; what is stored under them is what their question reads. */
function partsOf(figures: SourcesView['figures'], provider: string) {
  const whole = `account:${provider}`;
  return Object.entries(figures)
    .filter(([quantity]) => quantity === whole || quantity.startsWith(`${whole}:`))
    .map(([quantity, figure]) => ({
      part: quantity.slice('account:'.length),
      told: figure as Sourced<PoolAccount>,
    }));
}

/** The pools at which the owner has an account that is followed, by the id of their provider. */
export function followedPools(figures: SourcesView['figures']): readonly string[] {
  const providers = Object.keys(figures).flatMap((quantity) => /^account:([^:]+)/.exec(quantity)?.[1] ?? []);
  return [...new Set(providers)];
}

/** What a pool tells of the owner's account there, by the name of the series; of the coin that it is paid in. */
export async function poolOutside(
  provider: string,
  { figures }: Household,
  { past }: Pick<HouseholdPorts, 'past'>,
  { fromMs, toMs }: ToldSpan,
): Promise<Readonly<Record<string, ToldValues>>> {
  const parts = partsOf(figures, provider);
  const account = parts
    .flatMap(({ part, told }) => told.value.coins.map((coin) => ({ part, told, coin })))
    .find(({ coin }) => coin.balance !== undefined || coin.unpaid !== undefined);
  const days = parts.flatMap(({ told }) => told.value.rewards).filter((reward) => reward.of === 'day');
  const coin = account?.coin.coin ?? days[0]?.coin;
  if (coin === undefined) return {};
  const credited = days
    .filter((reward) => reward.coin === coin)
    // A day is credited when it is over.
    .map(({ atMs, amount }) => ({ atMs, value: amount, knownAtMs: atMs + DAY_MS }));
  const kept = async (series: string) => storedTold(await past(series, fromMs, toMs), 'at-once');
  const its = parts.flatMap(({ part, told }) =>
    told.value.coins.flatMap((each) => (each.coin === coin ? [{ part, ...each }] : [])),
  );
  const holding = its.find((each) => each.balance !== undefined);
  const sending = its.find((each) => each.minPayout !== undefined);
  const payable = holding ? await kept(payableSeries(holding.part, coin)) : NOTHING_TOLD;
  const leasts = sending ? await kept(leastPayoutSeries(sending.part, coin)) : NOTHING_TOLD;
  const levels = holding || !account ? payable : await kept(levelSeries('balance', account.part, coin));
  const balance = account?.coin.balance ?? account?.coin.unpaid;
  const least = sending?.minPayout ?? SHIPPED_POOLS.find(({ id }) => id === provider)?.minPayouts[coin];
  return {
    creditedPerDay: toldOf(credited),
    balance: bothTold(levels, heardAt(balance, account?.told.receivedAtMs)),
    minPayout: heardAt(least, account?.told.receivedAtMs ?? parts[0]?.told.receivedAtMs),
    ...punctuality(payable, leasts),
  };
}

/**
 * Payouts by the day on which it was known whether they came in time, of days on which the account was heard. Where only
 * the list of pools knows a least sum, its owner may have set another: nothing is held against a pool by that.
 */
function punctuality(
  payable: ToldValues,
  leasts: ToldValues,
): Readonly<Record<'payoutsDue' | 'payoutsInTime', ToldValues>> {
  const levels = payableLevels(payable, leasts);
  const days = new Map(levels.map(({ heardAtMs }) => [dayOf(heardAtMs), { due: 0, inTime: 0 }]));
  for (const { knownAtMs, inTime } of payoutVerdicts(levels)) {
    const day = days.get(dayOf(knownAtMs));
    if (!day) continue;
    day.due += 1;
    day.inTime += inTime ? 1 : 0;
  }
  const told = (count: 'due' | 'inTime') =>
    // What a day brings is known when it is over.
    toldOf([...days].map(([atMs, day]) => ({ atMs, value: day[count], knownAtMs: atMs + DAY_MS })));
  return { payoutsDue: told('due'), payoutsInTime: told('inTime') };
}

/** What the account was heard to hold, beside the least sum that was heard last by then. */
function payableLevels(payable: ToldValues, leasts: ToldValues): readonly PayableLevel[] {
  const heard = ({ atMs, values, knownAtMs }: ToldValues) =>
    [...values]
      .map((value, i) => ({ value, heardAtMs: Math.max(atMs[i] ?? 0, knownAtMs[i] ?? 0) }))
      .sort((one, other) => one.heardAtMs - other.heardAtMs);
  const sums = heard(leasts);
  return heard(payable).flatMap(({ value, heardAtMs }) => {
    const least = sums.findLast((each) => each.heardAtMs <= heardAtMs)?.value;
    return least === undefined ? [] : [{ heardAtMs, payable: value, least }];
  });
}

function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS;
}
