import type { Alert } from '../alert.ts';
import { worsened } from './alert-changes.ts';
import { type Condition, type Ending, keyOf } from './condition.ts';
import type { FlapDamping } from './flap-damping.ts';

/** What the end of an alert is decided by. */
export interface EndingRules {
  readonly nowMs: number;
  readonly endingOf: (alert: Alert, minerId: string) => Ending;
  readonly flaps: FlapDamping;
  /** Those that fell together come back together, within this time: one end is told, not one for each. */
  readonly togetherMs: number;
}

/**
 * The alert as it is now: itself, and the parts of it that are over. Of a shared one, miners whose part is over leave it
 * while the others stay, but not before it is seen whether the others follow.
 */
export function refreshed(
  alert: Alert,
  conditions: ReadonlyMap<string, Condition>,
  rules: EndingRules,
): readonly Alert[] {
  const { flaps, nowMs, endingOf } = rules;
  const still: Condition[] = [];
  const clearSinceMs = new Map<string, number>();
  const left = new Map<string, NonNullable<Alert['endedBy']>>();
  for (const id of alert.minerIds) {
    const key = keyOf(alert, id);
    const condition = conditions.get(key);
    const ending = condition ? 'goes-on' : endingOf(alert, id);
    if (condition) still.push(condition);
    if (condition) flaps.shows(key);
    else if (ending === undefined) clearSinceMs.set(id, flaps.isClear(key, nowMs));
    else if (ending !== 'goes-on') {
      left.set(id, ending);
      // Not over, but it shows no more: what is remembered of it expires.
      flaps.isClear(key, nowMs);
    }
  }
  const staying = stayingOf(alert, clearSinceMs, left, rules);
  const minerIds = alert.minerIds.filter((id) => !left.has(id) && (!clearSinceMs.has(id) || staying.has(id)));
  const gone = endedParts(alert, minerIds, clearSinceMs, left, nowMs);
  if (minerIds.length === 0) return gone;
  const back = minerIds.filter((id) => clearSinceMs.has(id));
  const kept = {
    ...alert,
    minerIds: minerIds.length === alert.minerIds.length ? alert.minerIds : minerIds,
    backIds: back.length > 0 ? back : undefined,
  };
  return [...gone, still.length > 0 ? worsened(kept, still) : kept];
}

/** Of the miners that are well those that stay: what came and went is held, and who is well waits for the others. */
function stayingOf(
  alert: Alert,
  clearSinceMs: ReadonlyMap<string, number>,
  left: ReadonlyMap<string, unknown>,
  { nowMs, flaps, togetherMs }: EndingRules,
): ReadonlySet<string> {
  const well = [...clearSinceMs];
  const held = well.filter(([id, sinceMs]) => nowMs - sinceMs < flaps.holdMs(alert.kind, keyOf(alert, id)));
  const othersStay = held.length > 0 || well.length + left.size < alert.minerIds.length;
  const waiting = othersStay ? well.filter(([, sinceMs]) => nowMs - sinceMs < togetherMs) : [];
  return new Set([...held, ...waiting].map(([id]) => id));
}

/** One alert that is over for each way in which miners leave: with its own id, where others stay. */
function endedParts(
  alert: Alert,
  staying: readonly string[],
  clearSinceMs: ReadonlyMap<string, number>,
  left: ReadonlyMap<string, NonNullable<Alert['endedBy']>>,
  nowMs: number,
): readonly Alert[] {
  const stay = new Set(staying);
  const byEnding = new Map<Alert['endedBy'], string[]>();
  for (const id of alert.minerIds) {
    if (stay.has(id)) continue;
    const ending = left.get(id);
    const alike = byEnding.get(ending);
    if (alike) alike.push(id);
    else byEnding.set(ending, [id]);
  }
  const whole = stay.size === 0 && byEnding.size === 1;
  return [...byEnding].map(([endedBy, minerIds]) => ({
    ...alert,
    id: whole ? alert.id : `${alert.id}:${minerIds[0]}:${nowMs}`,
    minerIds,
    backIds: undefined,
    // Over since it shows nothing of it, however long it was held.
    resolvedAtMs: Math.max(...minerIds.map((id) => clearSinceMs.get(id) ?? nowMs), alert.openedAtMs),
    ...(endedBy && { endedBy }),
  }));
}
