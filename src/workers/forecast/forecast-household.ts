import type { Buckets } from '../../domain/buckets.ts';
import type { Coin } from '../../domain/coin.ts';
import type { OutsideSeries } from '../../domain/outside-series.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import type {
  ForecastHousehold,
  HouseholdCoin,
  HouseholdPool,
  ToldEvery,
} from '../../insight/forecast/forecast-household.ts';
import type { TelemetryStore } from '../../store/telemetry-store.ts';
import { coinOf, type Household, type HouseholdPorts, poolOf } from '../told/household.ts';
import { followedPools } from '../told/pool-told.ts';
import { DEVICE_NAMES } from './device-rows.ts';
import { endOf } from './feature-columns.ts';
import { newestOf } from './target-data-reader.ts';
import { SITE_ID } from './target-features.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A series that was told within this time is one that is told. */
const LATELY_MS = 30 * DAY_MS;
/** Told twice a day or more often, it is known hour by hour well enough. */
const HOURLY_MS = 3 * HOUR_MS;

export interface ForecastHouseholdPorts extends Pick<HouseholdPorts, 'past' | 'nowMs'> {
  readonly telemetry: Pick<TelemetryStore, 'buckets'>;
}

/** What can be forecast for a household, as its stores tell. @throws StoreError */
export async function forecastHousehold(
  house: Household,
  ports: ForecastHouseholdPorts,
): Promise<ForecastHousehold> {
  const { settings, miners, snapshots } = house;
  const symbols = new Set(miners.flatMap((miner) => coinOf(miner, snapshots.get(miner.id)) ?? []));
  const nowMs = ports.nowMs();
  const [outdoor, coins, lately] = await Promise.all([
    ports.past('weather:temp', nowMs - LATELY_MS, nowMs + DAY_MS),
    Promise.all([...symbols].map((symbol) => coinAsTold(symbol, house, ports))),
    Promise.all(miners.map(({ id }) => lastHoursOf(id, ports))),
  ]);
  return {
    currency: settings.currency,
    coins,
    pools: poolsOf(house),
    miners: miners.map(({ id, name }, i) => ({
      id,
      name,
      // One that has rested for weeks did tell when it was heard last.
      tellsPower:
        snapshots.get(id)?.reading.powerW !== undefined ||
        isTold(lately[i], 'powerW') ||
        isTold(lately[i], 'wallPowerW'),
    })),
    sites: [
      {
        id: SITE_ID,
        hasChangingPrice: settings.tariff.kind !== 'flat',
        tellsRoomTemperature: lately.some((hours) => isTold(hours, 'roomTempC')),
        tellsOutdoorTemperature: outdoor.atMs.length > 0,
      },
    ],
  };
}

async function coinAsTold(
  symbol: string,
  { settings, miners, snapshots }: Household,
  { past, nowMs }: Pick<HouseholdPorts, 'past' | 'nowMs'>,
): Promise<HouseholdCoin> {
  const coin = SHIPPED_COINS.find((each) => each.symbol === symbol);
  const lately = async (series: string) => told(await past(series, nowMs() - LATELY_MS, nowMs()));
  const [price, difficulty, networkHashrate, fees] = await Promise.all(
    [`price:${symbol}:${settings.currency}`, `difficulty:${symbol}`, `rate:${symbol}`, `fees:${symbol}`].map(
      lately,
    ),
  );
  const miner = miners.find((each) => coinOf(each, snapshots.get(each.id)) === symbol);
  return {
    symbol,
    name: coin?.name,
    algorithm: miner?.identity.algorithm,
    hasKnownRules: coin !== undefined && hasKnownRules(coin),
    // A difficulty that stands for two weeks is told when it changes: by the day is often enough to speak of it.
    told: { price, difficulty: difficulty && 'day', networkHashrate, fees },
  };
}

function hasKnownRules({ hashesPerDifficulty, subsidy, minerFraction }: Coin): boolean {
  return hashesPerDifficulty !== undefined && subsidy !== undefined && minerFraction !== undefined;
}

/** How often a series was told lately, by the time that usually lies between two values. */
function told({ atMs }: OutsideSeries): ToldEvery | undefined {
  if (atMs.length === 0) return undefined;
  const steps = Array.from(atMs.subarray(1), (at, i) => at - (atMs[i] ?? at)).sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)];
  return usual !== undefined && usual <= HOURLY_MS ? 'hour' : 'day';
}

/** Pools of the catalogue that miners work for or whose account is followed, with the coins that they are mined for there. */
function poolsOf({ miners, snapshots, figures }: Household): readonly HouseholdPool[] {
  const found = new Map<string, HouseholdPool>();
  for (const miner of miners) {
    const coin = coinOf(miner, snapshots.get(miner.id));
    if (coin === undefined) continue;
    const used = poolOf(snapshots.get(miner.id));
    const followed = SHIPPED_POOLS.filter(
      ({ id, coins }) => followedPools(figures).includes(id) && coins.includes(coin),
    );
    for (const { id, name } of [...(used ? [used] : []), ...followed])
      found.set(`${coin}@${id}`, { id, name, coin });
  }
  return [...found.values()];
}

/** What a miner and the devices beside it told lately, by the hour: the newest rows of what may be forecast of them. */
function lastHoursOf(entityId: string, { telemetry, nowMs }: ForecastHouseholdPorts): Promise<Buckets> {
  const grid = newestOf({ step: 'hour' }, nowMs());
  const hours = { tier: 'hour', fromMs: grid.startMs, toMs: endOf(grid) } as const;
  return telemetry.buckets({ entityId, names: DEVICE_NAMES, ...hours });
}

function isTold(hours: Buckets | undefined, name: (typeof DEVICE_NAMES)[number]): boolean {
  return hours?.series[name]?.count.some((count) => count > 0) ?? false;
}
