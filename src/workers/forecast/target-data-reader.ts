import type { ForecastTarget } from '../../domain/forecast.ts';
import { STEP_MS } from '../../features/definition.ts';
import type { Covariate, TargetData } from '../../insight/forecast/target-data.ts';
import { hashesOfUnit } from '../../insight/forecast/work-unit.ts';
import { FeatureInputs, type FeatureInputsPorts } from '../feature-inputs.ts';
import type { Household } from '../told/household.ts';
import { siteOutside } from '../told/site-told.ts';
import { NOTHING_TOLD } from '../told/told-points.ts';
import { chainRows, earningRows } from './chain-rows.ts';
import { deviceRows } from './device-rows.ts';
import { calendarColumns, endOf, featureColumns, type RowGrid } from './feature-columns.ts';
import { featuresBeside } from './target-features.ts';
import { priceRows, toldRows } from './told-rows.ts';

/** Rows of the past that are read at most: four months of hours, two years of days. */
const ROWS = { hour: 120 * 24, day: 730 } as const;
/** Of these the newest, which tell whether a target can be forecast: what that takes (at most 92 hours, 34 days), and some for gaps. */
const NEWEST_ROWS = { hour: 5 * 24, day: 60 } as const;
/** Rows are stored in batches: so long after an hour has ended, all of it is there. */
const SETTLED_MS = 20_000;

export type TargetDataPorts = FeatureInputsPorts;

/** The values of a target, and what follows from what it is made of. */
type Own = Pick<TargetData, 'values'> & Partial<Pick<TargetData, 'exact' | 'exactBy' | 'chain'>>;

/** The rows of a target that have ended and are stored. */
export function gridOf({ step }: Pick<ForecastTarget, 'step'>, nowMs: number): RowGrid {
  return endedRows(ROWS[step], STEP_MS[step], nowMs);
}

/** The newest of them. */
export function newestOf({ step }: Pick<ForecastTarget, 'step'>, nowMs: number): RowGrid {
  return endedRows(NEWEST_ROWS[step], STEP_MS[step], nowMs);
}

function endedRows(rows: number, stepMs: number, nowMs: number): RowGrid {
  const endMs = Math.floor((nowMs - SETTLED_MS) / stepMs) * stepMs;
  return { startMs: endMs - rows * stepMs, stepMs, rows };
}

/**
 * The past of a target alone, as it was known then, since its first value.
 * @param grid the newest rows or all @throws StoreError
 */
export async function readOwn(
  target: ForecastTarget,
  house: Household,
  ports: TargetDataPorts,
  grid = gridOf(target, ports.nowMs()),
): Promise<TargetData> {
  const own = await ownRows(target, grid, house, ports);
  return sinceFirst({
    target,
    startMs: grid.startMs,
    stepMs: grid.stepMs,
    exact: new Float64Array(target.horizon).fill(Number.NaN),
    exactBy: 'published',
    ...own,
    covariates: [],
    ahead: [],
  });
}

/**
 * The same past with features of the registry beside it and the calendar ahead; columns without any value are left out.
 * @throws StoreError
 */
export async function readBeside(
  own: TargetData,
  house: Household,
  ports: TargetDataPorts,
): Promise<TargetData> {
  const grid = { startMs: own.startMs, stepMs: own.stepMs, rows: own.values.length };
  const inputs = new FeatureInputs(ports, house);
  const beside: Covariate[] = [];
  for (const { entity, names } of featuresBeside(own.target, ports.registry))
    beside.push(...(await featureColumns(entity, names, grid, { ...ports, inputs })));
  const ahead = calendarColumns({ ...grid, rows: grid.rows + own.target.horizon }, ports);
  return { ...own, covariates: told(beside), ahead: [...own.ahead, ...ahead] };
}

function told(columns: readonly Covariate[]): readonly Covariate[] {
  return columns.filter(({ values }) => values.some((value) => !Number.isNaN(value)));
}

async function ownRows(
  target: ForecastTarget,
  grid: RowGrid,
  house: Household,
  ports: TargetDataPorts,
): Promise<Own> {
  const { quantity, subject } = target;
  switch (quantity) {
    case 'earnings':
    case 'price':
    case 'difficulty':
    case 'network-hashrate':
    case 'fees':
      return coinRows(target, grid, house, ports);
    case 'hashrate':
    case 'power': {
      const ids = subject.kind === 'miner' ? [subject.id] : house.miners.map(({ id }) => id);
      const series = quantity === 'power' ? 'powerW' : 'hashrateHs';
      return { values: await deviceRows(ids, series, 'sum', grid, ports.telemetry) };
    }
    case 'room-temperature': {
      const ids = house.miners.map(({ id }) => id);
      return { values: await deviceRows(ids, 'roomTempC', 'mean', grid, ports.telemetry) };
    }
    case 'outdoor-temperature': {
      const told = await siteOutside(house, ports, { fromMs: grid.startMs, toMs: endOf(grid) });
      return { values: toldRows('outdoorTempC', told.outdoorTempC, grid) };
    }
    case 'power-price':
      return powerPriceRows(target, grid, house, ports);
  }
}

async function coinRows(
  { quantity, subject, unit, horizon }: ForecastTarget,
  grid: RowGrid,
  house: Household,
  ports: TargetDataPorts,
): Promise<Own> {
  const [symbol = subject.id, pool] = subject.kind === 'pool' ? subject.id.split('@') : [subject.id];
  const { chain, networkHashrateHs } = await chainRows({ symbol, pool }, grid, horizon, house, ports);
  switch (quantity) {
    case 'earnings':
      return { values: earningRows(chain, hashesOfUnit(unit)), chain, exactBy: 'protocol' };
    case 'price':
      return { values: chain.price.slice(), chain };
    case 'fees':
      return { values: chain.feesPerBlock.slice(), chain };
    case 'difficulty':
      return { values: chain.difficulty.slice(), chain, exactBy: 'protocol' };
    default:
      return { values: networkHashrateHs, chain };
  }
}

/** What a kilowatt-hour cost, and will cost as far as that is published or follows from the clock. */
async function powerPriceRows(
  { horizon }: ForecastTarget,
  grid: RowGrid,
  house: Household,
  ports: TargetDataPorts,
): Promise<Own> {
  const ahead = { startMs: endOf(grid), stepMs: grid.stepMs, rows: horizon };
  const { powerPrice = NOTHING_TOLD } = await siteOutside(house, ports, {
    fromMs: grid.startMs,
    toMs: endOf(ahead),
  });
  return {
    values: priceRows(powerPrice, grid),
    exact: priceRows(powerPrice, ahead),
    exactBy: house.settings.tariff.kind === 'spot' ? 'published' : 'tariff',
  };
}

/** Without the rows before the first value. */
function sinceFirst(data: TargetData): TargetData {
  const found = data.values.findIndex((value) => !Number.isNaN(value));
  const first = found < 0 ? data.values.length : found;
  const cut = (values: Float64Array) => values.slice(first);
  return {
    ...data,
    startMs: data.startMs + first * data.stepMs,
    values: cut(data.values),
    chain: data.chain && {
      ...data.chain,
      price: cut(data.chain.price),
      difficulty: cut(data.chain.difficulty),
      subsidy: cut(data.chain.subsidy),
      feesPerBlock: cut(data.chain.feesPerBlock),
      networkHashrateHs: data.chain.networkHashrateHs && cut(data.chain.networkHashrateHs),
    },
  };
}
