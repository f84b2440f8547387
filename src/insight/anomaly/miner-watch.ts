import type { ParameterName } from '../../domain/health/parameter-name.ts';
import { distanceFromLaw, NEW_PARAMETER, type ParameterWatch, watchParameter } from './parameter-watch.ts';
import { PARAMETERS } from './parameters.ts';
import type { Quarter } from './quarter.ts';
import { NEW_RATE, type RateWatch, watchRate } from './rate-watch.ts';
import { NEW_GAP, type ShareGap, watchGap } from './share-gap.ts';
import { NOTHING_TOLD, type ToldState, watchTold } from './told-changes.ts';

/** All that the watch remembers of one miner. A plain value: it can be stored, and sent between threads. */
export interface MinerWatch {
  readonly parameters: Readonly<Record<ParameterName, ParameterWatch>>;
  readonly rejected: RateWatch;
  readonly stale: RateWatch;
  readonly gap: ShareGap;
  readonly told: ToldState;
  /** The part that stood still in the last quarters, and since when. */
  readonly stalled?:
    | { readonly part: string; readonly sinceMs: number; readonly quarters: number }
    | undefined;
  /** Since when it has not answered; absent while it does. */
  readonly unanswered?: { readonly sinceMs: number; readonly quarters: number } | undefined;
  /** Since when it mines to another pool than its owner's first. */
  readonly failover?: { readonly sinceMs: number; readonly pool: string } | undefined;
  /** When the air was last told by the miner or a thermometer; absent where it never was. */
  readonly airToldAtMs?: number | undefined;
  readonly atMs: number;
}

export const NEW_MINER: MinerWatch = {
  parameters: Object.fromEntries(PARAMETERS.map(({ name }) => [name, NEW_PARAMETER])) as Record<
    ParameterName,
    ParameterWatch
  >,
  rejected: NEW_RATE,
  stale: NEW_RATE,
  gap: NEW_GAP,
  told: NOTHING_TOLD,
  atMs: 0,
};

/** How much warmer than usual others find the air, and how far that may be off, K. */
export interface FoundAir {
  readonly shiftK: number;
  readonly doubtK: number;
}

/** Air where nobody tells it, °C. Only what changes is judged, so its level matters little. */
const ASSUMED_AIR_C = 22;
/** Air of a heated home stays so close to its usual over the seasons, K. */
export const UNKNOWN_AIR: FoundAir = { shiftK: 0, doubtK: 4 };
const KNOWN_AIR = { shared: 0, doubt: 0 };

/**
 * One more quarter of a miner: what it tells, its shares, its parts. Its physics goes by the hour: {@link watchHour}.
 * @param ownChangesAtMs when the owner changed this miner
 */
export function watchQuarter(
  watch: MinerWatch,
  quarter: Quarter,
  ownChangesAtMs?: readonly number[],
): MinerWatch {
  const { fromMs, answers, accepted, rejected, stale, dueShares } = quarter;
  const told = watchTold(watch.told, quarter, ownChangesAtMs);
  const base = { ...watch, told, atMs: fromMs, ...partsAndPools(watch, quarter) };
  if (answers === 0) {
    const quarters = (watch.unanswered?.quarters ?? 0) + 1;
    return { ...base, unanswered: { sinceMs: watch.unanswered?.sinceMs ?? fromMs, quarters } };
  }
  const all = (accepted ?? 0) + (rejected ?? 0) + (stale ?? 0);
  return {
    ...base,
    unanswered: undefined,
    rejected: rejected === undefined ? watch.rejected : watchRate(watch.rejected, rejected, all, fromMs),
    stale: stale === undefined ? watch.stale : watchRate(watch.stale, stale, all, fromMs),
    gap:
      dueShares === undefined || accepted === undefined || !quarter.steady
        ? watch.gap
        : watchGap(watch.gap, dueShares, all, fromMs),
  };
}

/**
 * One more hour of a miner's steady quarters: see hour.ts.
 * @param air what the other machines of the place find of it; absent where there are none
 */
export function watchHour(watch: MinerWatch, hour: Quarter, found?: FoundAir): MinerWatch {
  const { told } = watch;
  // Other firmware may tell the same of the same otherwise.
  const settings = `${told.frequencyMhz ?? ''}/${told.coreSetV ?? ''}/${told.firmware ?? ''}`;
  const air = airOf(hour);
  const airToldAtMs = air.source === 'told' ? hour.fromMs : watch.airToldAtMs;
  const airIsAway = air.source === 'assumed' && hour.fromMs - (airToldAtMs ?? Number.NaN) < AIR_AWAY_MS;
  const parameters = { ...watch.parameters };
  for (const parameter of PARAMETERS) {
    const ofAir = COOLING.includes(parameter);
    const point = ofAir && airIsAway ? undefined : parameter.read(hour, air.airC);
    if (!point) continue;
    const { x, y } = point;
    const others = ofAir && air.source === 'assumed' ? airOfOthers(hour, air.airC, found) : KNOWN_AIR;
    parameters[parameter.name] = watchParameter(parameters[parameter.name], parameter, {
      atMs: hour.fromMs,
      x,
      y,
      // What was learned against one air says nothing against another.
      belongsTo: `${parameter.bySettings ? settings : ''} ${ofAir ? air.source : ''}`,
      slopeTold: !ofAir || air.source === 'told',
      ...others,
    });
  }
  return { ...watch, parameters, airToldAtMs };
}

/** A thermometer that is silent for less is waited for, ms; then the miner's heat is learned anew without it. */
const AIR_AWAY_MS = 3 * 86_400_000;

interface Air {
  readonly airC: number;
  readonly source: 'told' | 'assumed';
}

function airOf({ roomC, inletC }: Quarter): Air {
  const toldC = inletC ?? roomC;
  return toldC === undefined ? { airC: ASSUMED_AIR_C, source: 'assumed' } : { airC: toldC, source: 'told' };
}

/** What warmer air does to ln of the rise above the assumed one, and how far that may be off. */
function airOfOthers({ chipC = Number.NaN }: Quarter, airC: number, air = UNKNOWN_AIR) {
  const riseK = Math.max(5, chipC - airC);
  const part = Math.min(0.8, air.shiftK / riseK);
  return { shared: -Math.log1p(-part), doubt: Math.min(air.doubtK, UNKNOWN_AIR.doubtK) / riseK };
}

/** The parameters that depend on the air. */
const COOLING = PARAMETERS.filter(({ name }) => name === 'cooling' || name === 'cooling-by-clock');

/**
 * How much warmer than usual a miner finds its air, K: the temperature above its own law of cooling, as if the law still
 * held. Undefined while that is learned, or where the air is told anyway.
 */
export function impliedAirShiftK({ parameters }: MinerWatch, hour: Quarter): number | undefined {
  const { airC, source } = airOf(hour);
  if (source === 'told') return undefined;
  for (const cooling of COOLING) {
    const watch = parameters[cooling.name];
    const point = watch.belongsTo.endsWith(source) ? cooling.read(hour, airC) : undefined;
    const off = point && distanceFromLaw(watch, cooling, { ...point, slopeTold: false });
    if (off) return -((hour.chipC ?? Number.NaN) - airC) * Math.expm1(-off.residual);
  }
  return undefined;
}

function partsAndPools(
  watch: MinerWatch,
  { stalled: part, identity, fromMs, answers }: Quarter,
): Pick<MinerWatch, 'stalled' | 'failover'> {
  if (answers === 0) return { stalled: watch.stalled, failover: watch.failover };
  const { stalled, failover } = watch;
  const quarters = stalled?.part === part ? (stalled?.quarters ?? 0) + 1 : 1;
  const sinceMs = stalled?.part === part ? (stalled?.sinceMs ?? fromMs) : fromMs;
  const place = identity?.poolInUse;
  const pool = place === undefined ? undefined : identity?.pools[place]?.url;
  return {
    stalled: part === undefined ? undefined : { part, sinceMs, quarters },
    failover:
      place === undefined || pool === undefined || place === 0
        ? undefined
        : { sinceMs: failover?.sinceMs ?? fromMs, pool },
  };
}
