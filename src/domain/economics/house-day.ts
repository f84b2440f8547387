import type { Settings } from '../settings.ts';
import { tierCost } from './contract-charge.ts';
import type { ContractTerms } from './contract-terms.ts';
import { localMonths } from './local-month.ts';
import { localDay } from './local-time.ts';
import { type PowerSegment, powerSegments } from './power-segment.ts';
import { energyKwh } from './running-cost.ts';
import { type PriceSegment, priceSegments } from './tariff.ts';

/** What a local day of power costs the miners of a house, from midnight to midnight. */
export interface HouseDay {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of all running miners together, W. */
  readonly powerW: number;
  readonly segments: readonly PowerSegment[];
  /** What tiers add to each kilowatt-hour from the grid; it is in the segments' prices. */
  readonly tierPerKwh: number;
  /** What a kilowatt that runs all month adds to this day's part of the demand charges, money. */
  readonly demandPerKw: number;
}

export interface HouseDayInputs {
  readonly settings: Pick<Settings, 'tariff' | 'heat'>;
  /** Of all running miners together, W. */
  readonly powerW: number;
  readonly nowMs: number;
  readonly timeZone: string;
  /** What a market's tariff costs through the day, in order; other tariffs need none. */
  readonly spotPrices?: readonly PriceSegment[] | undefined;
}

/**
 * A day of power for miners that run all of it, and the month around it as this day: bill(with them) − bill(without)
 * (economics section 7). So tiers count as far as the miners lift the household into them, and demand charges with the
 * miners' own part of the peak, at which they run like at any other time; a standing charge is due without them. Undefined
 * where a market's price is not known all through: the rest of a day is no day.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function houseDay({
  settings: { tariff, heat },
  powerW,
  nowMs,
  timeZone,
  spotPrices = [],
}: HouseDayInputs): HouseDay | undefined {
  const day = localDay(nowMs, timeZone);
  const prices =
    tariff.kind === 'spot'
      ? pricesWithin(spotPrices, day)
      : priceSegments(tariff, day.fromMs, day.toMs, timeZone);
  if (!prices) return undefined;
  const { terms } = tariff;
  const house = { powerW, terms, heat, timeZone };
  const bare = powerSegments(prices, house);
  const [month] = localMonths(day, timeZone);
  if (!terms || !month) return { ...day, powerW, segments: bare, tierPerKwh: 0, demandPerKw: 0 };
  const monthsInDay = (month.whole.toMs - month.whole.fromMs) / (day.toMs - day.fromMs);
  const gridKwh = monthsInDay * gridKwhOf(bare, powerW);
  const tierPerKwh = tiersPerKwh(terms, month.month, gridKwh);
  return {
    ...day,
    powerW,
    segments: tierPerKwh === 0 ? bare : powerSegments(prices, { ...house, tierPerKwh }),
    tierPerKwh,
    demandPerKw: demandPerKw(terms, month.month) / monthsInDay,
  };
}

function pricesWithin(
  prices: readonly PriceSegment[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly PriceSegment[] | undefined {
  const within = prices
    .map((price) => ({ ...price, fromMs: Math.max(fromMs, price.fromMs), toMs: Math.min(toMs, price.toMs) }))
    .filter((price) => price.toMs > price.fromMs);
  const knownMs = within.reduce((sum, price) => sum + price.toMs - price.fromMs, 0);
  return knownMs === toMs - fromMs ? within : undefined;
}

function gridKwhOf(segments: readonly PowerSegment[], powerW: number): number {
  return segments.reduce(
    (kwh, { fromMs, toMs, solarPart }) => kwh + (1 - solarPart) * energyKwh(powerW, fromMs, toMs),
    0,
  );
}

/** Mean of what the tiers add to the miners' kilowatt-hours of a month, which come on top of the household's. */
function tiersPerKwh({ tiers = [], householdKwhPerMonth = 0 }: ContractTerms, month: number, kwh: number) {
  if (!(kwh > 0)) return 0;
  const costOf = (importKwh: number) => tierCost(tiers, month, importKwh);
  return (costOf(householdKwhPerMonth + kwh) - costOf(householdKwhPerMonth)) / kwh;
}

function demandPerKw({ demandCharges = [] }: ContractTerms, month: number): number {
  return demandCharges.reduce(
    (sum, { pricePerKw, months }) => (months?.includes(month) === false ? sum : sum + pricePerKw),
    0,
  );
}
