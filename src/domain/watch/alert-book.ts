import type { Alert, AlertEvidence, AlertKind, FoundTrouble, Severity } from '../alert.ts';
import { signOf } from './same-trouble.ts';

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
  /** May an alert and another condition of one of its miners be one trouble? By default none is. */
  readonly mayBeOneTrouble?: ((alert: Alert, condition: Condition) => boolean) | undefined;
  /** Alerts that were open when the app was last closed. */
  readonly open?: readonly Alert[];
}

const severityRank: Readonly<Record<Severity, number>> = { info: 0, watch: 1, act: 2 };

/**
 * The book of alerts: opens one when a condition appears, keeps it up to date, closes it when the condition is gone.
 * One trouble has one alert for its whole life, and miners that fall together share one. Severity only rises: an
 * alert that was worth a notification does not sink back and rise again.
 *
 * What else a trouble shows on a miner joins the alert that stands, the one that was quicker; only what is worse than it
 * is news: it opens an alert of its own, and takes the milder one in.
 */
export class AlertBook {
  readonly #fellTogether: AlertBookOptions['fellTogether'];
  readonly #mayBeOneTrouble: NonNullable<AlertBookOptions['mayBeOneTrouble']>;
  #open: Alert[];

  constructor({ fellTogether, mayBeOneTrouble = () => false, open = [] }: AlertBookOptions) {
    this.#fellTogether = fellTogether;
    this.#mayBeOneTrouble = mayBeOneTrouble;
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
    const grown = this.#enterAll(now, nowMs);
    const over = kept.filter((alert) => alert.resolvedAtMs !== undefined);
    return [...over, ...grown, ...this.#open.filter((alert) => !sameAlert(before.get(alert.id), alert))];
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

  /** Enters what has no alert yet, the worst first. Returns the alerts that grew into a worse one. */
  #enterAll(now: ReadonlyMap<string, Condition>, nowMs: number): readonly Alert[] {
    const entered = new Set(this.#open.flatMap((alert) => alert.minerIds.map((id) => keyOf(alert, id))));
    const left = [...now]
      .flatMap(([key, condition]) => (entered.has(key) ? [] : [condition]))
      .sort((a, b) => severityRank[b.severity] - severityRank[a.severity]);
    const byMiner = this.#openByMiner();
    const parts = new Map<string, Condition[]>();
    const grown: Alert[] = [];
    for (const condition of left) {
      const own = [...(byMiner.get(condition.minerId) ?? [])].flatMap((id) => this.#find(id) ?? []);
      const related = own.filter((alert) => this.#mayBeOneTrouble(alert, condition));
      const host = related.find((alert) => takesIn(alert, condition));
      if (host) parts.set(host.id, [...(parts.get(host.id) ?? []), condition]);
      else {
        const id = this.#enter(condition, nowMs);
        const swallowed = related.filter(({ minerIds }) => minerIds.length === 1);
        grown.push(...this.#grow(swallowed, nowMs));
        byMiner.set(condition.minerId, new Set([...(byMiner.get(condition.minerId) ?? []), id]));
      }
    }
    // A milder condition whose alert was just taken in is part of the worse one from the next time on.
    this.#open = this.#open.map((alert) => withParts(alert, parts.get(alert.id) ?? [], now));
    return grown;
  }

  #grow(milder: readonly Alert[], nowMs: number): readonly Alert[] {
    const ids = new Set(milder.map(({ id }) => id));
    this.#open = this.#open.filter(({ id }) => !ids.has(id));
    return milder.map((alert) => ({ ...alert, resolvedAtMs: nowMs, endedBy: 'grown' }));
  }

  /** Opens an alert, or enters its miner into the one of those it fell with. Returns the alert's id. */
  #enter(condition: Condition, nowMs: number): string {
    const { kind, minerId } = condition;
    const index = this.#open.findIndex(
      (alert) => alert.kind === kind && this.#fellTogether(alert, condition),
    );
    const together = this.#open[index];
    if (together) {
      this.#open[index] = worsened({ ...together, minerIds: [...together.minerIds, minerId] }, [condition]);
      return together.id;
    }
    const id = `${nameOf(condition)}:${minerId}:${nowMs}`;
    this.#open.push({
      id,
      kind,
      minerIds: [minerId],
      severity: condition.severity,
      openedAtMs: nowMs,
      confidence: condition.confidence,
      evidence: condition.evidence,
    });
    return id;
  }

  #find(alertId: string): Alert | undefined {
    return this.#open.find(({ id }) => id === alertId);
  }

  #openByMiner(): Map<string, ReadonlySet<string>> {
    const byMiner = new Map<string, ReadonlySet<string>>();
    for (const { id, minerIds } of this.#open)
      for (const minerId of minerIds) byMiner.set(minerId, new Set([...(byMiner.get(minerId) ?? []), id]));
    return byMiner;
  }
}

/** Of each trouble of each miner the worst condition, the first of equals. */
function worstByMiner(conditions: readonly Condition[]): ReadonlyMap<string, Condition> {
  const worst = new Map<string, Condition>();
  for (const condition of conditions) {
    const key = keyOf(condition, condition.minerId);
    const before = worst.get(key);
    if (!before || severityRank[condition.severity] > severityRank[before.severity])
      worst.set(key, condition);
  }
  return worst;
}

type Named = Pick<Condition, 'kind' | 'evidence'>;

/** Findings of the mining watch differ by their trouble. */
function nameOf(named: Named): string {
  return named.kind === 'finding' ? `finding-${signOf(named)}` : named.kind;
}

/** Tells one trouble of one miner from all others: no name holds a blank. */
function keyOf(named: Named, minerId: string): string {
  return `${nameOf(named)} ${minerId}`;
}

/**
 * Does a condition of the same trouble join the alert without being news? A finding adds its cause to the rule that was
 * quicker; what wants action is no part of what is milder, nor of what its owner has put aside as seen.
 */
function takesIn(alert: Alert, { kind, severity }: Condition): boolean {
  if (kind === 'finding' && alert.kind !== 'finding') return true;
  if (severity === 'act' && alert.acknowledgedAtMs !== undefined) return false;
  return severityRank[alert.severity] >= severityRank[severity];
}

/** The alert with what else of its trouble shows now. */
function withParts(alert: Alert, parts: readonly Condition[], now: ReadonlyMap<string, Condition>): Alert {
  const shows = alert.minerIds.some((id) => now.has(keyOf(alert, id)));
  // Of a miner that does not answer nobody knows whether the rest of its trouble is over.
  if (!shows && parts.length === 0) return alert;
  const rules = parts.flatMap(({ kind }) => (kind === 'finding' || kind === alert.kind ? [] : kind));
  const findings = alert.kind === 'finding' ? [] : parts.filter(({ kind }) => kind === 'finding');
  const surest = findings.flatMap(({ evidence }) => evidence.found ?? []).sort(bySurety)[0];
  const worst = findings.reduce((most, { severity }) => worse(most, severity), alert.severity);
  const found = alert.kind === 'finding' ? alert.evidence.found : surest;
  const also = rules.length > 0 ? [...new Set(rules)].sort() : undefined;
  return { ...alert, also, severity: worst, evidence: { ...alert.evidence, found } };
}

function bySurety(a: FoundTrouble, b: FoundTrouble): number {
  return b.confidence - a.confidence;
}

function worse(a: Severity, b: Severity): Severity {
  return severityRank[b] > severityRank[a] ? b : a;
}

/** The alert as it is now. Of a shared one, miners whose part is over leave it while the others stay. */
function refreshed(
  alert: Alert,
  conditions: ReadonlyMap<string, Condition>,
  nowMs: number,
  endingOf: (alert: Alert, minerId: string) => Ending,
): readonly Alert[] {
  const still = alert.minerIds.flatMap((id) => conditions.get(keyOf(alert, id)) ?? []);
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
  return {
    ...alert,
    severity: worse(alert.severity, worst.severity),
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
    a.also?.join() === b.also?.join() &&
    sameFound(a.evidence.found, b.evidence.found) &&
    Math.round((a.confidence ?? 0) * 1e4) === Math.round((b.confidence ?? 0) * 1e4)
  );
}

function sameFound(a: FoundTrouble | undefined, b: FoundTrouble | undefined): boolean {
  const percent = (found: FoundTrouble | undefined) => Math.round((found?.cause?.chance ?? 0) * 100);
  return a?.findingId === b?.findingId && a?.cause?.cause === b?.cause?.cause && percent(a) === percent(b);
}
