import type { PoolAccount } from '../../domain/pool-account.ts';
import { levelSeries } from '../../domain/pool-balance.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import type { Sourced } from '../../domain/sourced.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { ToldValues } from '../../features/told-column.ts';
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
  const levels = account
    ? storedTold(await past(levelSeries('balance', account.part, coin), fromMs, toMs), 'at-once')
    : NOTHING_TOLD;
  const balance = account?.coin.balance ?? account?.coin.unpaid;
  const least =
    parts.flatMap(({ told }) => told.value.coins).find((each) => each.coin === coin)?.minPayout ??
    SHIPPED_POOLS.find(({ id }) => id === provider)?.minPayouts[coin];
  return {
    creditedPerDay: toldOf(credited),
    balance: bothTold(levels, heardAt(balance, account?.told.receivedAtMs)),
    minPayout: heardAt(least, account?.told.receivedAtMs ?? parts[0]?.told.receivedAtMs),
  };
}
