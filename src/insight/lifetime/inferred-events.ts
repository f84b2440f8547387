import type { MaintenanceEvent, MaintenanceKind } from '../../domain/health/maintenance.ts';
import type { ParameterName } from '../../domain/health/parameter-name.ts';
import type { Trouble } from '../../domain/health/watch-finding.ts';
import { PARAMETERS, type Parameter } from '../anomaly/parameters.ts';
import type { Quarter } from '../anomaly/quarter.ts';
import type { OutlookFinding } from './miner-outlook.ts';

/** What is remembered of a miner, from which to tell what its owner did to it. */
export interface ToldPast {
  readonly minerId: string;
  /** In order; what is missing was not watched. */
  readonly quarters: readonly Quarter[];
  /** Of this miner, standing or ended. */
  readonly findings: readonly OutlookFinding[];
  /** What is written down already: nothing of it is told twice. */
  readonly log: readonly MaintenanceEvent[];
  readonly nowMs: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Held against each other: a day before a stop, and a day after it, of at least so many steady quarters. */
const COMPARED_MS = DAY_MS;
const FEWEST_QUARTERS = 8;
/** What is mended is back at its old normal, within two fifths of what was wrong. */
const RECOVERED = 0.6;
/** A part that stays away for so long is gone. */
const GONE_AFTER_MS = 7 * DAY_MS;
/** Written down by hand about then, it is the same. */
const SAME_WITHIN_MS = 2 * DAY_MS;
/** Air where nobody tells it, °C (anomaly/miner-watch.ts). */
const ASSUMED_AIR_C = 22;

/** What mends each trouble, where the figure alone tells; only heat has two. */
const MENDED_BY: Readonly<Partial<Record<Trouble, MaintenanceKind>>> = {
  'thermal-resistance': 'cleaned',
  'fan-wear': 'fan-replaced',
  'supply-sag': 'supply-replaced',
  'regulator-heat': 'regulator-repaired',
};

/**
 * What was done to a miner, as its telemetry shows it: a figure that had left its normal is back after a stop, and a part
 * that is gone for a week. Each has the same id whenever it is inferred anew.
 */
export function inferEvents(past: ToldPast): readonly MaintenanceEvent[] {
  const { findings, log } = past;
  const stops = stopsOf(past.quarters);
  const events = findings.flatMap(
    (finding) => mendingOf(finding, past, stops) ?? deathOf(finding, past) ?? [],
  );
  const ids = new Set<string>();
  const once = events.filter(({ id }) => !ids.has(id) && ids.add(id));
  return unwritten(once, log).toSorted((one, other) => one.atMs - other.atMs);
}

/** Those of which the owner has written down nothing of the kind about then. */
export function unwritten(
  events: readonly MaintenanceEvent[],
  log: readonly MaintenanceEvent[],
): readonly MaintenanceEvent[] {
  return events.filter(
    ({ minerId, kind, atMs }) =>
      !log.some(
        (known) =>
          known.minerId === minerId &&
          known.told === 'hand' &&
          known.kind === kind &&
          Math.abs(known.atMs - atMs) <= SAME_WITHIN_MS,
      ),
  );
}

interface Stop {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When it was off, did not answer, or started anew; neighbours make one. */
function stopsOf(quarters: readonly Quarter[]): readonly Stop[] {
  const stops: { fromMs: number; toMs: number }[] = [];
  const stop = (fromMs: number, toMs: number) => {
    const last = stops.at(-1);
    if (last && fromMs - last.toMs <= HOUR_MS) last.toMs = toMs;
    else stops.push({ fromMs, toMs });
  };
  for (const [at, { fromMs, toMs, answers, restarts }] of quarters.entries()) {
    const before = quarters[at - 1];
    if (before && fromMs > before.toMs) stop(before.toMs, fromMs);
    if (answers === 0 || restarts > 0) stop(fromMs, toMs);
  }
  return stops;
}

function mendingOf(
  { trouble, sinceMs, endedAtMs, evidence, size }: OutlookFinding,
  { minerId, quarters, nowMs }: ToldPast,
  stops: readonly Stop[],
): MaintenanceEvent | undefined {
  const parameter = PARAMETERS.find(({ name }) => name === evidence[0]?.figure);
  const kind = mendedBy(trouble, evidence);
  if (!parameter || !kind || !size) return undefined;
  const wrong = size.unit === 'part' ? Math.abs(Math.log1p(size.value)) : Math.abs(size.value);
  const sign = evidence[0]?.direction === 'down' ? 1 : -1;
  const mended = stops.find(({ fromMs, toMs }) => {
    if (toMs <= sinceMs || fromMs >= (endedAtMs ?? nowMs)) return false;
    const before = levelOf(parameter, quarters, Math.max(sinceMs, fromMs - COMPARED_MS), fromMs);
    const after = levelOf(parameter, quarters, toMs, toMs + COMPARED_MS);
    const back = sign * (after - before);
    return back >= RECOVERED * wrong && back > parameter.rule.tolerance;
  });
  return mended && eventOf(minerId, kind, mended.fromMs);
}

function mendedBy(trouble: Trouble, evidence: OutlookFinding['evidence']): MaintenanceKind | undefined {
  const paste = evidence.some(({ figure }) => figure === ('chip-over-sink' satisfies ParameterName));
  return trouble === 'thermal-resistance' && paste ? 'repasted' : MENDED_BY[trouble];
}

/** The figure's mean at like x, by physics' own slope; NaN of too little. */
function levelOf(parameter: Parameter, quarters: readonly Quarter[], fromMs: number, toMs: number): number {
  const { law, read } = parameter;
  const levels = quarters
    .filter((quarter) => quarter.steady && quarter.fromMs >= fromMs && quarter.toMs <= toMs)
    .flatMap((quarter) => {
      const point = read(quarter, quarter.inletC ?? quarter.roomC ?? ASSUMED_AIR_C);
      return point ? [point.y - (law?.mean ?? 0) * point.x] : [];
    });
  if (levels.length < FEWEST_QUARTERS) return Number.NaN;
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

/** A part that stood still for a week is dead, whether or not it was replaced then. */
function deathOf(
  { trouble, sinceMs, endedAtMs }: OutlookFinding,
  { minerId, nowMs }: ToldPast,
): MaintenanceEvent | undefined {
  if (trouble !== 'part-loss' || (endedAtMs ?? nowMs) - sinceMs < GONE_AFTER_MS) return undefined;
  return { ...eventOf(minerId, 'part-failed', sinceMs), component: 'board' };
}

function eventOf(minerId: string, kind: MaintenanceKind, atMs: number): MaintenanceEvent {
  return { id: `inferred ${minerId} ${kind} ${atMs}`, minerId, atMs, kind, told: 'inferred' };
}
