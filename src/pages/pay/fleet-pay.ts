import { type DailyNet, dailyNet, type MissingInput } from '../../domain/economics/daily-net.ts';
import { type HouseDay, houseDay } from '../../domain/economics/house-day.ts';
import type { NetSegment } from '../../domain/economics/net-segment.ts';
import { type OffWindow, offWindows } from '../../domain/economics/off-window.ts';
import { rejectShare } from '../../domain/economics/revenue.ts';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import type { MinerState } from '../../domain/miner-state.ts';
import { type OutsideMarket, settingsInForce } from '../../domain/outside-market.ts';
import type { Settings } from '../../domain/settings.ts';
import { powerAndRate, rateHs } from '../../domain/steady-rate.ts';
import { isLive, shownState } from '../fleet/shown-state.ts';
import { silentMiners } from '../fleet/silent-miners.ts';

/** One miner's day in money, or why nothing can be said about it. */
export interface MinerPay {
  readonly view: MinerView;
  readonly day?: DailyNet | undefined;
  /** How far the cost of its power, and so its net, may be off, money a day; 0 where nobody knows. */
  readonly costBand?: number | undefined;
  /** Inputs that are not known; empty when `day` is there or the miner does not run. */
  readonly missing: readonly MissingInput[];
  /** Why it is left out although nothing is missing. */
  readonly idle?: Idle | undefined;
}

/** It does not hash or finds nothing, so it earns nothing; or nobody knows, because it does not answer. */
export type Idle = 'no-shares' | 'no-answer';

/** The fleet's day: sums over the miners that can be counted. */
export interface FleetPay {
  readonly miners: readonly MinerPay[];
  readonly counted: number;
  readonly net: number;
  readonly revenue: number;
  readonly powerCost: number;
  /** How far the cost of power, and so the net, may be off, money a day; 0 where that is not known of all. */
  readonly costBand: number;
  /** The day's part of what the miners add to the month's highest power. */
  readonly demandCost: number;
  readonly heatCredit: number;
  readonly energyKwh: number;
  /** How much of it is the owner's own solar surplus. */
  readonly solarKwh: number;
  /** Net through the day, all counted miners together. */
  readonly segments: readonly NetSegment[];
  /** When all of them together had better be off. */
  readonly offWindows: readonly OffWindow[];
  /** What is saved when each miner keeps its own best hours, money a day. */
  readonly eachOffSaves: number;
  readonly missing: readonly MissingInput[];
}

export type PaySettings = Pick<Settings, 'currency' | 'tariff' | 'tariffIsExample' | 'market' | 'heat'>;

const RUNNING: readonly MinerState[] = ['hashing', 'degraded'];

/**
 * What running the fleet earns from local midnight to midnight, at each miner's present rate and power. Pure: the same
 * views and settings at the same moment always give the same answer.
 *
 * @param silentIds miners that claim a rate and find nothing
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function fleetPay(
  views: readonly MinerView[],
  settings: PaySettings,
  nowMs: number,
  timeZone: string,
  silentIds: ReadonlySet<string> = new Set(),
  outside?: OutsideMarket,
): FleetPay {
  const running = views.filter((view) => idleOf(view, silentIds) === undefined);
  const powerW = running.reduce((sum, view) => sum + (powerAndRate(view).powerW ?? 0), 0);
  const house = houseDay({ settings, powerW, nowMs, timeZone, spotPrices: outside?.powerPrices });
  const miners = views.map((view) => {
    const idle = idleOf(view, silentIds);
    return idle ? { view, missing: [], idle } : minerPay(view, settings, house, outside);
  });
  const days = miners.flatMap(({ day }) => day ?? []);
  const total = (part: (day: DailyNet) => number) => days.reduce((sum, day) => sum + part(day), 0);
  const segments = together(days);
  return {
    miners,
    counted: days.length,
    net: total((day) => day.net),
    revenue: total((day) => day.revenue),
    powerCost: total((day) => day.powerCost),
    costBand: days.every(({ inputs }) => inputs.powerAtWall)
      ? miners.reduce((sum, { costBand = 0 }) => sum + costBand, 0)
      : 0,
    demandCost: total((day) => day.demandCost),
    heatCredit: total((day) => day.heatCredit),
    solarKwh: total((day) => day.solarKwh),
    energyKwh: total((day) => day.energyKwh),
    segments,
    offWindows: offWindows(segments, { daily: true }),
    eachOffSaves: total((day) => day.offWindows.reduce((sum, window) => sum + window.savesPerDay, 0)),
    missing: [...new Set(miners.flatMap(({ missing }) => missing))],
  };
}

/**
 * {@link fleetPay} of what is on screen: a miner that is stale by the page's clock, or claims a rate and finds nothing,
 * earns nothing. Every page that shows money counts it so.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function shownPay(
  view: Pick<FleetView, 'miners' | 'alerts' | 'outside'>,
  settings: Settings,
  nowMs: number,
  timeZone: string,
): FleetPay {
  const miners = view.miners.map((miner) => ({ ...miner, state: shownState(miner, settings, nowMs) }));
  const { outside } = view;
  const inForce = settingsInForce(settings, outside);
  return fleetPay(miners, inForce, nowMs, timeZone, silentMiners(view.alerts), outside);
}

function idleOf(view: MinerView, silentIds: ReadonlySet<string>): Idle | undefined {
  if (silentIds.has(view.miner.id)) return 'no-shares';
  if (!isLive(view.state)) return 'no-answer';
  return RUNNING.includes(view.state) ? undefined : 'no-shares';
}

function minerPay(
  view: MinerView,
  settings: PaySettings,
  house: HouseDay | undefined,
  outside: OutsideMarket | undefined,
): MinerPay {
  const { reading, miner } = view;
  const { powerW, atWall, bandW = 0 } = powerAndRate(view);
  const answer = dailyNet({
    hashrateHs: rateHs(view) ?? reading?.hashrateAvgHs,
    algorithm: miner.identity.algorithm,
    powerW,
    powerAtWall: atWall,
    idlePowerW: 0,
    rejectShare: reading && rejectShare(reading.shares),
    settings,
    house,
    workPerHsDay: outside?.work[miner.identity.algorithm]?.value,
    // Money is written to a tenth of a cent here: a small miner's hours count as well, and the rows add up.
    offWindow: { leastSaving: 0.001 },
  });
  if ('missing' in answer) return { view, missing: answer.missing };
  // Costs go with the power, also those of its peak; heat that is saved makes less of it, never more.
  const costBand = powerW ? (bandW / powerW) * (answer.powerCost + answer.demandCost) : 0;
  return { view, day: answer, missing: [], costBand };
}

/** Days of one tariff have the same segments, so they add up piece by piece. */
function together(days: readonly DailyNet[]): NetSegment[] {
  const [first] = days;
  return (first?.segments ?? []).map((segment, i) => ({
    ...segment,
    netPerHour: days.reduce((sum, day) => sum + (day.segments[i]?.netPerHour ?? 0), 0),
    offSavesPerHour: days.reduce((sum, day) => sum + (day.segments[i]?.offSavesPerHour ?? 0), 0),
  }));
}
