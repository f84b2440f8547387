import { TIER_MS } from '../../domain/buckets.ts';
import { type PriceSegment, priceSegments } from '../../domain/economics/tariff.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { HealthReport } from '../../domain/health/health-report.ts';
import { marketIn } from '../../domain/outside-market.ts';
import { temperatureLimits } from '../../domain/temperature-limits.ts';
import { readEarnings } from '../../insight/health/earnings-past.ts';
import { healthReport } from '../../insight/health/health-report.ts';
import { HEARD_DAYS, type JudgedPast } from '../../insight/health/judged-past.ts';
import { lastDay, loadOf, type MinerMeans } from '../../insight/health/miner-means.ts';
import { type OutlookMachine, outlookSteps } from '../../insight/lifetime/miner-outlook.ts';
import { maintenancePlan } from '../../insight/maintenance/maintenance-plan.ts';
import { type HealthEntities, sizeOf } from './place-now.ts';
import { reportedMiners } from './reported-miners.ts';
import type { Slices } from './slices.ts';

export interface ReportPorts {
  readonly nowMs: () => number;
  /** The owner's time zone (IANA). */
  readonly zone: () => string;
  readonly view: () => FleetView;
  readonly entities: HealthEntities;
}

/**
 * What an hour of the owner's work counts, in the owner's currency: the least that an hour of work may be paid, €13.90 in
 * Germany from 2026 (Fünfte Mindestlohnanpassungsverordnung). Only what is looked at first depends on it.
 */
const WORK_HOUR = 13.9;

/** What the watch found, with the alerts, prices and log of now; outlooks and plan are not in it. @throws StoreError */
export async function findingsReport(
  past: JudgedPast,
  { entities, nowMs, view, zone }: ReportPorts,
): Promise<HealthReport> {
  const now = view();
  const sinceMs = Math.min(past.fromMs ?? nowMs(), nowMs() - HEARD_DAYS * TIER_MS.day);
  // A follower's view still has the settings of before when its owner has just set them.
  const [settings, log, alerts, kept] = await Promise.all([
    entities.settings(),
    entities.health.log(),
    entities.alertsBetween(sinceMs, nowMs() + 1),
    entities.health.kept('health-earnings'),
  ]);
  return healthReport(past, {
    earnings: readEarnings(kept),
    miners: reportedMiners(now, nowMs(), zone()),
    log,
    falseAlarmsPerMonth: settings.falseAlarmsPerMonth,
    perWorkHour: WORK_HOUR,
    alerts,
  });
}

/** A report with what is to be expected of each miner, and what is worth doing. @throws the reason of the slices' signal */
export async function withOutlooks(
  report: HealthReport,
  past: JudgedPast,
  { nowMs, view, zone }: ReportPorts,
  slices: Slices,
): Promise<HealthReport> {
  const { log, findings } = report;
  const now = view();
  const machines = outlookMachines(past, now);
  const outlooks = await slices.run(outlookSteps({ nowMs: nowMs(), machines, log, findings }));
  const miners = reportedMiners(now, nowMs(), zone()).map((miner) => ({
    ...miner,
    chipOverAirK: chipOverAirK(past.means[miner.id]),
  }));
  const prices = {
    perWorkHour: WORK_HOUR,
    perUsd: perUsd(now),
    powerPrices: powerPrices(now, nowMs(), zone()),
  };
  const plan = maintenancePlan({ nowMs: nowMs(), miners, findings, outlooks, ...prices });
  return { ...report, outlooks, plan };
}

/** Of its last steady day; undefined where it or the air is not told. */
function chipOverAirK(means: MinerMeans | undefined): number | undefined {
  const { chipC, inletC, roomC } = (means && lastDay(means)) ?? {};
  const airC = inletC ?? roomC;
  return chipC === undefined || airC === undefined ? undefined : chipC - airC;
}

/** Parts are priced in dollars. In other currencies nobody here knows what one costs, and work that needs parts is not weighed. */
function perUsd({ settings }: FleetView): number | undefined {
  return settings.currency === 'USD' ? 1 : undefined;
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

/** Miners that have answered at least once: of others nothing is known to go by. */
function outlookMachines({ means }: JudgedPast, { miners }: FleetView): readonly OutlookMachine[] {
  return miners.flatMap((view) => {
    const { id, identity, purchase } = view.miner;
    const own = means[id];
    if (!own) return [];
    const { chip, regulator } = temperatureLimits(identity);
    return [
      {
        minerId: id,
        watchedFromMs: own.fromMs,
        newAtMs: purchase?.boughtAtMs,
        size: sizeOf(view),
        load: loadOf(own),
        lastDay: lastDay(own),
        limits: { chipC: chip?.stopsAtC, regulatorC: regulator?.stopsAtC },
      },
    ];
  });
}
