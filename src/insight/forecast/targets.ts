import type {
  ForecastLack,
  ForecastQuantity,
  ForecastSubject,
  ForecastTarget,
} from '../../domain/forecast.ts';
import type {
  ForecastHousehold,
  HouseholdCoin,
  HouseholdMiner,
  HouseholdPool,
  HouseholdSite,
  ToldEvery,
} from './forecast-household.ts';
import { earningsUnit } from './work-unit.ts';

const HOURS = 24;
const DAYS = 7;
/** Exchanges tell prices of power up to a day and a half ahead: what is to be said beyond needs a second day. */
const POWER_PRICE_HOURS = 48;
/** Steps of a day of hours, and of a week of days. */
const SEASON = { hour: 24, day: 7 } as const;

/** A target, and what is lacking where no source tells it at all. */
export interface HouseholdTarget {
  readonly target: ForecastTarget;
  readonly lack?: Extract<ForecastLack, { kind: 'untold' }> | undefined;
}

/**
 * All that could be forecast for a household: what its coins earn at each pool, cost and need, what its power costs, what its
 * miners do and how warm it is. Where it is told by the hour both steps are listed; what no source tells is listed by the day
 * (of miners, power and air by the hour) with its lack, so that pages can say how to get it.
 */
export function householdTargets(household: ForecastHousehold): readonly HouseholdTarget[] {
  return [
    ...household.coins.flatMap((coin) => ofCoin(coin, household)),
    ...ofFleet(household.miners),
    ...household.sites.flatMap((site) => ofSite(site, household.currency)),
  ];
}

/** `quantity:subject:step`. */
export function targetId(quantity: ForecastQuantity, subject: ForecastSubject, step: ToldEvery): string {
  return `${quantity}:${subject.id}:${step}`;
}

/** The subject of what a coin earns at a pool: one pool may pay for several coins. */
export function poolSubject({ id, coin, name }: HouseholdPool): ForecastSubject {
  return { kind: 'pool', id: `${coin}@${id}`, name };
}

/** The subject of what all miners do together. */
export const FLEET: ForecastSubject = { kind: 'fleet', id: 'fleet' };

function ofCoin(coin: HouseholdCoin, { currency, pools }: ForecastHousehold): readonly HouseholdTarget[] {
  const { symbol, name, told } = coin;
  const subject: ForecastSubject = { kind: 'coin', id: symbol, name };
  return [
    ...[subject, ...pools.filter((pool) => pool.coin === symbol).map(poolSubject)].flatMap((whose) =>
      ofEarnings(coin, whose, currency),
    ),
    ...bySteps('price', subject, currency, told.price),
    ...bySteps('difficulty', subject, '', told.difficulty),
    ...bySteps('network-hashrate', subject, 'H/s', told.networkHashrate),
    ...bySteps('fees', subject, `${symbol}/block`, told.fees),
  ];
}

/** Earnings change as often as the price does: difficulty and fees of the day hold for its hours. */
function ofEarnings(
  { algorithm, hasKnownRules, told }: HouseholdCoin,
  subject: ForecastSubject,
  currency: string,
): readonly HouseholdTarget[] {
  if (algorithm === undefined || !hasKnownRules) return [];
  const every = told.difficulty === undefined ? undefined : told.price;
  const targets = bySteps('earnings', subject, earningsUnit(currency, algorithm), every);
  if (every !== undefined) return targets;
  const of = told.price === undefined ? 'price' : 'difficulty';
  return targets.map(({ target }) => ({ target, lack: { kind: 'untold', of } }));
}

function ofFleet(miners: readonly HouseholdMiner[]): readonly HouseholdTarget[] {
  if (miners.length === 0) return [];
  const tellsPower = miners.some((miner) => miner.tellsPower);
  return [
    ...ofMachines(FLEET, tellsPower),
    ...miners.flatMap(({ id, name, ...miner }) => ofMachines({ kind: 'miner', id, name }, miner.tellsPower)),
  ];
}

function ofMachines(subject: ForecastSubject, tellsPower: boolean): readonly HouseholdTarget[] {
  return [byHour('hashrate', subject, 'H/s', true), byHour('power', subject, 'W', tellsPower)];
}

function ofSite(site: HouseholdSite, currency: string): readonly HouseholdTarget[] {
  const subject: ForecastSubject = { kind: 'site', id: site.id, name: site.name };
  const price = byHour('power-price', subject, `${currency}/kWh`, true, POWER_PRICE_HOURS);
  return [
    ...(site.hasChangingPrice ? [price] : []),
    byHour('room-temperature', subject, '°C', site.tellsRoomTemperature),
    byHour('outdoor-temperature', subject, '°C', site.tellsOutdoorTemperature),
  ];
}

function byHour(
  quantity: ForecastQuantity,
  subject: ForecastSubject,
  unit: string,
  isTold: boolean,
  horizon = HOURS,
): HouseholdTarget {
  const target = targetOf(quantity, subject, unit, 'hour', horizon);
  return isTold ? { target } : { target, lack: { kind: 'untold', of: quantity } };
}

function bySteps(
  quantity: ForecastQuantity,
  subject: ForecastSubject,
  unit: string,
  every: ToldEvery | undefined,
): readonly HouseholdTarget[] {
  const day = targetOf(quantity, subject, unit, 'day', DAYS);
  if (every === undefined) return [{ target: day, lack: { kind: 'untold', of: quantity } }];
  if (every === 'day') return [{ target: day }];
  return [{ target: targetOf(quantity, subject, unit, 'hour', HOURS) }, { target: day }];
}

function targetOf(
  quantity: ForecastQuantity,
  subject: ForecastSubject,
  unit: string,
  step: ToldEvery,
  horizon: number,
): ForecastTarget {
  const season = WALKS.has(quantity) ? 1 : SEASON[step];
  return { id: targetId(quantity, subject, step), quantity, subject, step, horizon, season, unit };
}

/** Of which only "as now" is a rule to beat: no hour or day of the week is known to be like the one before. */
const WALKS: ReadonlySet<ForecastQuantity> = new Set([
  'earnings',
  'price',
  'difficulty',
  'network-hashrate',
  'fees',
]);
