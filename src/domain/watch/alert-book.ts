import type { Alert, AlertEvidence, AlertKind, Severity } from '../alert.ts';

/** Something that is wrong with one miner at this moment, as its watch sees it. */
export interface Condition {
  readonly kind: AlertKind;
  readonly minerId: string;
  readonly severity: Severity;
  readonly confidence?: number | undefined;
  readonly evidence: AlertEvidence;
}

/**
 * What is known of a trouble of a miner that shows no condition now: it `goes-on` (nobody could tell that it ended), it
 * was ended by something that is no recovery, or, undefined, the miner is well.
 */
export type Ending = 'goes-on' | NonNullable<Alert['endedBy']> | undefined;

export interface AlertBookOptions {
  /** Does this condition of another miner belong to the same event as an open alert of its kind? */
  readonly fellTogether: (alert: Alert, condition: Condition) => boolean;
  /** Alerts that were open when the app was last closed. */
  readonly open?: readonly Alert[];
}

const severityRank: Readonly<Record<Severity, number>> = { info: 0, watch: 1, act: 2 };

/**
 * The book of alerts: opens one when a condition appears, keeps it up to date, closes it when the condition is gone.
 * One trouble has one alert for its whole life, and miners that fall together share one. Severity only rises: an
 * alert that was worth a notification does not sink back and rise again.
 */
export class AlertBook {
  readonly #fellTogether: AlertBookOptions['fellTogether'];
  #open: Alert[];

  constructor({ fellTogether, open = [] }: AlertBookOptions) {
    this.#fellTogether = fellTogether;
    this.#open = [...open];
  }

  get open(): readonly Alert[] {
    return this.#open;
  }

  /**
   * Brings the book up to the present.
   * @param conditions everything that is wrong now, over all miners
   * @param endingOf asked of each open alert and miner without a condition of its kind
   * @returns the alerts that changed, opened and resolved ones included, to be stored and announced
   */
  update(
    conditions: readonly Condition[],
    nowMs: number,
    endingOf: (alert: Alert, minerId: string) => Ending = () => undefined,
  ): readonly Alert[] {
    const before = new Map(this.#open.map((alert) => [alert.id, alert]));
    const now = worstByMiner(conditions);
    const kept = this.#open.flatMap((alert) => refreshed(alert, now, nowMs, endingOf));
    this.#open = kept.filter((alert) => alert.resolvedAtMs === undefined);
    const entered = new Set(
      this.#open.flatMap(({ kind, minerIds }) => minerIds.map((id) => keyOf(kind, id))),
    );
    for (const [key, condition] of now) if (!entered.has(key)) this.#enter(condition, nowMs);
    const resolved = kept.filter((alert) => alert.resolvedAtMs !== undefined);
    return [...resolved, ...this.#open.filter((alert) => !sameAlert(before.get(alert.id), alert))];
  }

  /** The owner has seen it. Returns the changed alert, or undefined when it is no longer open. */
  acknowledge(alertId: string, nowMs: number): Alert | undefined {
    const index = this.#open.findIndex((alert) => alert.id === alertId);
    const alert = this.#open[index];
    if (!alert) return undefined;
    const seen = { ...alert, acknowledgedAtMs: alert.acknowledgedAtMs ?? nowMs };
    this.#open[index] = seen;
    return seen;
  }

  /** A removed miner has no alerts; returns those that changed. */
  forget(minerId: string, nowMs: number): readonly Alert[] {
    const touched = this.#open.filter((alert) => alert.minerIds.includes(minerId));
    const changed = touched.map((alert) => {
      const others = alert.minerIds.filter((id) => id !== minerId);
      return others.length > 0 ? { ...alert, minerIds: others } : { ...alert, resolvedAtMs: nowMs };
    });
    const byId = new Map(changed.map((alert) => [alert.id, alert]));
    this.#open = this.#open
      .map((alert) => byId.get(alert.id) ?? alert)
      .filter((alert) => alert.resolvedAtMs === undefined);
    return changed;
  }

  #enter(condition: Condition, nowMs: number): void {
    const { kind, minerId } = condition;
    const index = this.#open.findIndex(
      (alert) => alert.kind === kind && this.#fellTogether(alert, condition),
    );
    const together = this.#open[index];
    if (together) {
      this.#open[index] = worsened({ ...together, minerIds: [...together.minerIds, minerId] }, [condition]);
      return;
    }
    this.#open.push({
      id: `${kind}:${minerId}:${nowMs}`,
      kind,
      minerIds: [minerId],
      severity: condition.severity,
      openedAtMs: nowMs,
      confidence: condition.confidence,
      evidence: condition.evidence,
    });
  }
}

/** Of each trouble of each miner the worst condition, the first of equals. */
function worstByMiner(conditions: readonly Condition[]): ReadonlyMap<string, Condition> {
  const worst = new Map<string, Condition>();
  for (const condition of conditions) {
    const key = keyOf(condition.kind, condition.minerId);
    const before = worst.get(key);
    if (!before || severityRank[condition.severity] > severityRank[before.severity])
      worst.set(key, condition);
  }
  return worst;
}

/** Tells one trouble of one miner from all others: no kind holds a blank. */
function keyOf(kind: AlertKind, minerId: string): string {
  return `${kind} ${minerId}`;
}

/** The alert as it is now. Of a shared one, miners whose part is over leave it while the others stay. */
function refreshed(
  alert: Alert,
  conditions: ReadonlyMap<string, Condition>,
  nowMs: number,
  endingOf: (alert: Alert, minerId: string) => Ending,
): readonly Alert[] {
  const still = alert.minerIds.flatMap((id) => conditions.get(keyOf(alert.kind, id)) ?? []);
  const ill = new Set(still.map(({ minerId }) => minerId));
  const endings = new Map<Ending, string[]>();
  for (const id of alert.minerIds) {
    const ending = ill.has(id) ? 'goes-on' : endingOf(alert, id);
    const alike = endings.get(ending);
    if (alike) alike.push(id);
    else endings.set(ending, [id]);
  }
  const whole = endings.size === 1;
  return [...endings].map(([ending, minerIds]) => {
    const part = whole ? alert : { ...alert, minerIds };
    if (ending === 'goes-on') return still.length > 0 ? worsened(part, still) : part;
    const id = whole ? alert.id : `${alert.id}:${minerIds.join('+')}`;
    return { ...part, id, resolvedAtMs: nowMs, ...(ending && { endedBy: ending }) };
  });
}

/** The alert with the facts of its worst present condition. */
function worsened(alert: Alert, conditions: readonly Condition[]): Alert {
  const worst = conditions.reduce((a, b) => (severityRank[b.severity] > severityRank[a.severity] ? b : a));
  const severity =
    severityRank[worst.severity] > severityRank[alert.severity] ? worst.severity : alert.severity;
  return {
    ...alert,
    severity,
    confidence: worst.confidence ?? alert.confidence,
    evidence: { ...worst.evidence, sinceMs: Math.min(alert.evidence.sinceMs, worst.evidence.sinceMs) },
  };
}

/** Alerts whose difference is worth storing and telling: not every tick of a growing confidence is. */
function sameAlert(a: Alert | undefined, b: Alert): boolean {
  if (!a) return false;
  return (
    a.severity === b.severity &&
    a.minerIds.length === b.minerIds.length &&
    a.acknowledgedAtMs === b.acknowledgedAtMs &&
    a.resolvedAtMs === b.resolvedAtMs &&
    Math.round((a.confidence ?? 0) * 1e4) === Math.round((b.confidence ?? 0) * 1e4)
  );
}
