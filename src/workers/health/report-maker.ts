import { TIER_MS } from '../../domain/buckets.ts';
import { convert } from '../../domain/economics/conversion.ts';
import { type PriceSegment, priceSegments } from '../../domain/economics/tariff.ts';
import { exchangeRates } from '../../domain/exchange-rates.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import type { HealthReport } from '../../domain/health/health-report.ts';
import { marketIn } from '../../domain/outside-market.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { readEarnings } from '../../insight/health/earnings-past.ts';
import { healthReport } from '../../insight/health/health-report.ts';
import { HEARD_DAYS, type JudgedPast } from '../../insight/health/judged-past.ts';
import { lastDay, type MinerMeans } from '../../insight/health/miner-means.ts';
import { readInferred } from '../../insight/health/offered-work.ts';
import { outlookSteps } from '../../insight/lifetime/miner-outlook.ts';
import { readWatchedMachines } from '../../insight/lifetime/watched-machines.ts';
import { leftWork } from '../../insight/maintenance/left-work.ts';
import { maintenancePlan } from '../../insight/maintenance/maintenance-plan.ts';
import { outlookMachines } from './outlook-machines.ts';
import type { HealthEntities } from './place-now.ts';
import { reportedMiners } from './reported-miners.ts';
import type { Slices } from './slices.ts';

export interface ReportPorts {
  readonly nowMs: () => number;
  /** The owner's time zone (IANA). */
  readonly zone: () => string;
  readonly view: () => FleetView;
  readonly entities: HealthEntities;
  /** What sources told last; none where no source is on. */
  readonly figures: () => Promise<SourcesView['figures']>;
}

/** What the watch found, with the alerts, prices and log of now; outlooks and plan are not in it. @throws StoreError */
export async function findingsReport(
  past: JudgedPast,
  { entities, nowMs, view, zone }: ReportPorts,
): Promise<HealthReport> {
  const now = view();
  const sinceMs = Math.min(past.fromMs ?? nowMs(), nowMs() - HEARD_DAYS * TIER_MS.day);
  // A follower's view still has the settings of before when its owner has just set them.
  const [settings, log, alerts, earnings, inferred] = await Promise.all([
    entities.settings(),
    entities.health.log(),
    entities.alertsBetween(sinceMs, nowMs() + 1),
    entities.health.kept('health-earnings'),
    entities.health.kept('health-inferred'),
  ]);
  return healthReport(past, {
    earnings: readEarnings(earnings),
    inferred: readInferred(inferred),
    miners: reportedMiners(now, nowMs(), zone()),
    log,
    falseAlarmsPerMonth: settings.falseAlarmsPerMonth,
    perWorkHour: settings.perWorkHour,
    alerts,
  });
}

/** A report with what is to be expected of each miner, and what is worth doing. @throws the reason of the slices' signal */
export async function withOutlooks(
  report: HealthReport,
  past: JudgedPast,
  { entities, figures, nowMs, view, zone }: ReportPorts,
  slices: Slices,
): Promise<HealthReport> {
  const { log, findings } = report;
  const now = view();
  const watched = readWatchedMachines(await entities.health.kept('health-machines'));
  const machines = outlookMachines(past, now, watched);
  const outlooks = await slices.run(outlookSteps({ nowMs: nowMs(), machines, log, findings }));
  const miners = reportedMiners(now, nowMs(), zone()).map((miner) => ({
    ...miner,
    chipOverAirK: chipOverAirK(past.means[miner.id]),
  }));
  const [{ perWorkHour }, told] = await Promise.all([entities.settings(), figures()]);
  const dollar = perUsd(now.settings.currency, told, nowMs());
  const prices = {
    perWorkHour,
    perUsd: dollar,
    powerPrices: powerPrices(now, nowMs(), zone()),
  };
  const weighed = { nowMs: nowMs(), miners, findings, outlooks, ...prices };
  const plan = maintenancePlan(weighed);
  return { ...report, outlooks, plan, left: leftWork(weighed, plan), partsUnpriced: dollar === undefined };
}

/** Of its last steady day; undefined where it or the air is not told. */
function chipOverAirK(means: MinerMeans | undefined): number | undefined {
  const { chipC, inletC, roomC } = (means && lastDay(means)) ?? {};
  const airC = inletC ?? roomC;
  return chipC === undefined || airC === undefined ? undefined : chipC - airC;
}

/**
 * What a US dollar costs, since parts are priced in it: by what sources told last of coins in both currencies. Undefined
 * where none did within the time that a price counts.
 */
function perUsd(currency: string, figures: SourcesView['figures'], nowMs: number): number | undefined {
  const rates = exchangeRates(figures).filter(({ atMs }) => freshnessOf('price', nowMs - atMs) !== 'useless');
  return convert(1, 'USD', currency, rates)?.amount;
}

/** What a kilowatt-hour costs in the next week, hour by hour, as far as it is known; none where it always costs the same. */
function powerPrices(
  { settings: { tariff, currency }, outside }: FleetView,
  nowMs: number,
  timeZone: string,
): readonly PriceSegment[] {
  if (tariff.kind === 'flat') return [];
  const toMs = nowMs + 7 * TIER_MS.day;
  if (tariff.kind === 'time-of-use') return priceSegments(tariff, nowMs, toMs, timeZone);
  return marketIn(currency, outside)?.powerPrices?.filter((price) => price.toMs > nowMs) ?? [];
}
