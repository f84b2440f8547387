import type { ActionReason, ActionWatch, MinerCondition, WatchMark } from '../domain/action.ts';
import { WATCH_MARKS_MS } from '../domain/action.ts';
import type { ControlKind, DeviceChange, DeviceSettings } from '../domain/control.ts';

/** Fewer readings than these tell nothing. */
const FEWEST_READINGS = 5;
/** A hashrate wavers by luck and by warmth: it has fallen where less than this part of what was to be expected is left. */
const FALLEN = 0.9;
/** In the first quarter of an hour miners still warm up. */
const FALLEN_AT_FIRST = 0.85;
/** Firmware that tunes itself after a change of its power begins low, and takes up to an hour. */
const FALLEN_WHILE_TUNING = 0.5;
const TUNES_ITSELF: ReadonlySet<ControlKind> = new Set<ControlKind>(['preset', 'power-limit']);
/** Wrong answers are many above this part, where they were few before. */
const MANY_ERRORS = 0.03;
/** Restarts beyond the one that some changes need. */
const MOST_RESTARTS = 1;
/** So many shares were to be expected where none coming is no chance: e^-12, one in 160,000. */
const SURE_SHARES = 12;

/**
 * By how much a change is to move the hashrate: in proportion to the clock (an ASIC does one hash per core and cycle), as the
 * firmware itself says of its presets, and by no more than the power where its limit is lowered. 1 where nobody knows.
 */
export function hashrateFactor(change: DeviceChange, before: DeviceSettings | undefined): number {
  if (!before) return 1;
  switch (change.kind) {
    case 'tuning':
      return ratio(change.frequencyMhz, before.frequencyMhz);
    case 'power-limit':
      return Math.min(1, ratio(change.powerLimitW, before.powerLimitW));
    case 'preset': {
      const of = (name: string | undefined) =>
        before.presetPoints?.find(({ preset }) => preset === name)?.hashrateHs;
      return ratio(of(change.preset), of(before.preset));
    }
    default:
      return 1;
  }
}

/** The mark that is due, if any, ms after the change. */
export function markDue({ sinceMs, marks }: ActionWatch, nowMs: number): number | undefined {
  return WATCH_MARKS_MS.find(
    (afterMs) => nowMs >= sinceMs + afterMs && !marks.some((mark) => mark.afterMs === afterMs),
  );
}

/** When it is next looked at; undefined when it has been watched to its end. */
export function nextMarkMs({ sinceMs, marks }: ActionWatch): number | undefined {
  const next = WATCH_MARKS_MS.find((afterMs) => !marks.some((mark) => mark.afterMs === afterMs));
  return next === undefined ? undefined : sinceMs + next;
}

/**
 * Why a miner does badly since a change; undefined where it does well, or nobody can tell.
 * @param afterMs which mark it is judged at; absent before the first, when heat alone is judged
 */
export function badSignOf(
  { before, hashrateFactor: factor }: ActionWatch,
  since: MinerCondition,
  { kind, afterMs }: { readonly kind: ControlKind; readonly afterMs?: number | undefined },
): ActionReason | undefined {
  if (since.overheated === true) return { code: 'overheated', detail: degrees(since.hottestChipC) };
  if (afterMs === undefined || since.readings < FEWEST_READINGS) return undefined;
  const { restarts = 0, errorRate, hashrateHs, sharesAccepted } = since;
  const isFirst = afterMs === WATCH_MARKS_MS[0];
  const span = before.spanMs > 0 ? since.spanMs / before.spanMs : 0;
  if (restarts > MOST_RESTARTS + span * (before.restarts ?? 0))
    return { code: 'restarts', detail: `${restarts}` };
  if (errorRate !== undefined && errorRate > Math.max(MANY_ERRORS, 2 * (before.errorRate ?? 0) + 0.01))
    return { code: 'errors', detail: `${percent(errorRate)}, ${percent(before.errorRate)} before` };
  const fallen = isFirst ? (TUNES_ITSELF.has(kind) ? FALLEN_WHILE_TUNING : FALLEN_AT_FIRST) : FALLEN;
  if (hashrateHs !== undefined && before.hashrateHs !== undefined && before.hashrateHs > 0) {
    const part = hashrateHs / (before.hashrateHs * factor);
    if (part < fallen) return { code: 'hashrate-fell', detail: percent(part) };
  }
  const expectedShares = span * (before.sharesAccepted ?? 0) * factor;
  if (sharesAccepted === 0 && expectedShares >= SURE_SHARES) return { code: 'no-shares', detail: '' };
  return undefined;
}

/** What a mark says of a miner that shows no bad sign. */
export function verdictOf(since: MinerCondition): WatchMark['verdict'] {
  return since.readings < FEWEST_READINGS ? 'unknown' : 'good';
}

function ratio(after: number | undefined, before: number | undefined): number {
  return after !== undefined && before !== undefined && before > 0 ? after / before : 1;
}

function percent(part: number | undefined): string {
  return part === undefined ? '?' : `${(100 * part).toFixed(1)} %`;
}

function degrees(tempC: number | undefined): string {
  return tempC === undefined ? '' : `${tempC.toFixed(0)} °C`;
}
