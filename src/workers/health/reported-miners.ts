import { type HouseDay, houseDay } from '../../domain/economics/house-day.ts';
import { HS_PER_PHS, rejectShare, revenuePerDay } from '../../domain/economics/revenue.ts';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import { marketIn, type OutsideMarket, settingsInForce } from '../../domain/outside-market.ts';
import type { Settings } from '../../domain/settings.ts';
import { powerAndRate, rateHs } from '../../domain/steady-rate.ts';
import { temperatureLimits } from '../../domain/temperature-limits.ts';
import type { ReportedMiner } from '../../insight/health/health-report.ts';
import { sizeOf } from './place-now.ts';

/**
 * The miners as a report counts with them: by what they do now, at the prices of this local day.
 * @throws RangeError for a time zone that the browser does not know
 */
export function reportedMiners(
  { miners, settings, outside }: Pick<FleetView, 'miners' | 'settings' | 'outside'>,
  nowMs: number,
  timeZone: string,
): readonly ReportedMiner[] {
  const market = marketIn(settings.currency, outside);
  const inForce = settingsInForce(settings, market);
  const powerW = miners.reduce((sum, view) => sum + (powerAndRate(view).powerW ?? 0), 0);
  const house = houseDay({ settings, powerW, nowMs, timeZone, spotPrices: market?.powerPrices });
  return miners.map((view) => ({
    id: view.miner.id,
    size: sizeOf(view),
    money: {
      revenuePerDay: revenueOf(view, inForce, market),
      powerW: powerAndRate(view).powerW,
      pricePerKwh: house && meanPrice(house),
    },
    hotFromC: temperatureLimits(view.miner.identity).chip?.watchAtC,
  }));
}

/** The rate that its device expects of it, else the present one, H/s: what its revenue is reckoned of. */
export function reportedRateHs(view: MinerView): number | undefined {
  const { reading } = view;
  return reading?.expectedHashrateHs ?? rateHs(view) ?? reading?.hashrateAvgHs;
}

/** What it would earn in a day at the rate that its device expects of it, else at the present one. */
function revenueOf(
  view: MinerView,
  { market }: Settings,
  outside: OutsideMarket | undefined,
): number | undefined {
  const { reading, miner } = view;
  const { algorithm } = miner.identity;
  const hashrateHs = reportedRateHs(view);
  const told = outside?.work[algorithm]?.value;
  // The typed hashprice is one of SHA-256 work.
  const typed = algorithm === 'sha256' ? market.hashpricePerPhPerDay : undefined;
  const hashpricePerPhPerDay = told === undefined ? typed : told * HS_PER_PHS;
  if (hashrateHs === undefined || hashpricePerPhPerDay === undefined) return undefined;
  const refused = (reading && rejectShare(reading.shares)) ?? 0;
  return revenuePerDay({ hashrateHs, hashpricePerPhPerDay, poolFee: market.poolFee, rejectShare: refused });
}

/** Of the day's hours, each as long as it is. */
function meanPrice({ segments, fromMs, toMs }: HouseDay): number {
  return (
    segments.reduce((sum, each) => sum + each.pricePerKwh * (each.toMs - each.fromMs), 0) / (toMs - fromMs)
  );
}
