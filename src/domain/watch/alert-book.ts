import type { Alert, SharedCause } from '../alert.ts';
import { outgrows, sameAlert, takesIn, withParts, worsened } from './alert-changes.ts';
import { refreshed } from './alert-endings.ts';
import { bySeverity, type Condition, type Ending, keyOf, nameOf, worstByMiner } from './condition.ts';
import { FlapDamping, type FlapMemory } from './flap-damping.ts';
import { isOverByRule } from './same-trouble.ts';

/** The mining watch judges a quarter once that has ended, and lets go of it some quarters later; in a day it surely has, ms. */
const REMEMBERED_MS = 24 * 60 * 60_000;

type Told = Pick<Alert, 'kind' | 'evidence'>;

export interface AlertBookOptions {
  /** Does this condition of another miner belong to the same event as an open alert of its kind? */
  readonly fellTogether: (alert: Alert, condition: Condition) => boolean;
  /** May an alert and another condition of one of its miners be one trouble? By default none is. */
  readonly mayBeOneTrouble?: ((alert: Told, condition: Told) => boolean) | undefined;
  /** Miners that fell together and are well again wait so long for the others, ms; by default not at all. */
  readonly togetherMs?: (() => number) | undefined;
  /** What the miners of a shared alert have in common; asked when they change. */
  readonly sharedBy?: ((alert: Alert) => SharedCause | undefined) | undefined;
  /** Alerts that were open when the app was last closed. */
  readonly open?: readonly Alert[];
  /** How troubles had come and gone by then. */
  readonly flaps?: FlapMemory | undefined;
}

/**
 * The book of alerts: opens one when a condition appears, keeps it up to date, closes it when the condition is gone.
 * One trouble has one alert for its whole life, and miners that fall together share one. Severity only rises: an
 * alert that was worth a notification does not sink back and rise again.
 *
 * What else a trouble shows on a miner joins the alert that stands, the one that was quicker; only what is worse than it
 * is news: it opens an alert of its own, and takes the milder one in.
 */
export class AlertBook {
  readonly #options: AlertBookOptions;
  readonly #flaps: FlapDamping;
  /** Alerts of rules that are over, by {@link keyOf}, for as long as the mining watch may still find the same. */
  readonly #overByRule = new Map<string, Alert>();
  #open: Alert[];

  constructor(options: AlertBookOptions) {
    this.#options = options;
    this.#open = [...(options.open ?? [])];
    this.#flaps = new FlapDamping(this.#stillKnown(options.flaps ?? {}));
  }

  get open(): readonly Alert[] {
    return this.#open;
  }

  /** What must outlive this book beside its alerts, so that what comes and goes stays damped. */
  get flaps(): FlapMemory {
    return this.#flaps.memory;
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
    const { flaps, togetherMs } = { flaps: this.#flaps, togetherMs: this.#options.togetherMs?.() ?? 0 };
    flaps.forgetPast(nowMs);
    const kept = this.#open.flatMap((alert) => refreshed(alert, now, { nowMs, endingOf, flaps, togetherMs }));
    this.#open = kept.filter((alert) => alert.resolvedAtMs === undefined);
    const over = kept.filter((alert) => alert.resolvedAtMs !== undefined);
    this.#noteOver(over, nowMs);
    const grown = this.#enterAll(now, nowMs);
    this.#open = this.#open.map((alert) => this.#withShared(before.get(alert.id), alert));
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
    for (const alert of touched) this.#flaps.forget(keyOf(alert, minerId));
    const changed = touched.map((alert) => {
      const others = alert.minerIds.filter((id) => id !== minerId);
      const backIds = alert.backIds?.filter((id) => id !== minerId);
      return others.length > 0 ? { ...alert, minerIds: others, backIds } : { ...alert, resolvedAtMs: nowMs };
    });
    const byId = new Map(changed.map((alert) => [alert.id, alert]));
    this.#open = this.#open
      .map((alert) => byId.get(alert.id) ?? alert)
      .filter((alert) => alert.resolvedAtMs === undefined);
    return changed;
  }

  /** What showed when it was kept and has no alert any more was ended by somebody else: nobody knows when. */
  #stillKnown(flaps: FlapMemory): FlapMemory {
    const open = new Set(this.#open.flatMap((alert) => alert.minerIds.map((id) => keyOf(alert, id))));
    const known = Object.entries(flaps).filter(
      ([key, { clearSinceMs }]) => clearSinceMs !== undefined || open.has(key),
    );
    return Object.fromEntries(known);
  }

  /** Enters what has no alert yet: rules before findings of the same moment, the worst first. Returns the alerts that grew into a worse one. */
  #enterAll(now: ReadonlyMap<string, Condition>, nowMs: number): readonly Alert[] {
    const entered = new Set(this.#open.flatMap((alert) => alert.minerIds.map((id) => keyOf(alert, id))));
    const left = [...now]
      .flatMap(([key, condition]) => (entered.has(key) ? [] : [condition]))
      .sort((a, b) => byFinding(a, b) || bySeverity(b.severity, a.severity));
    const parts = new Map<string, Condition[]>();
    const news = new Set<string>();
    const byMiner = left.length > 0 ? this.#openByMiner() : new Map<string, Alert[]>();
    for (const condition of left) {
      const own = byMiner.get(condition.minerId) ?? [];
      const host = own.find((alert) => this.#isOneTrouble(alert, condition) && takesIn(alert, condition));
      if (host) parts.set(host.id, [...(parts.get(host.id) ?? []), condition]);
      else if (!this.#isOver(condition)) {
        const alert = this.#enter(condition, nowMs);
        news.add(alert.id);
        byMiner.set(condition.minerId, [...own, alert]);
      }
    }
    this.#open = this.#open.map((alert) => withParts(alert, parts.get(alert.id) ?? [], now));
    return this.#takeInMilder(news, nowMs);
  }

  /**
   * What stood before, of the same trouble of the same miners, is over with the worse one that has just opened; it is part
   * of that from the next time on.
   */
  #takeInMilder(news: ReadonlySet<string>, nowMs: number): readonly Alert[] {
    const worse = this.#open
      .filter(({ id }) => news.has(id))
      .map((alert) => ({ alert, has: new Set(alert.minerIds) }));
    if (worse.length === 0) return [];
    const isTakenIn = (milder: Alert) =>
      !news.has(milder.id) &&
      worse.some(
        ({ alert, has }) =>
          (outgrows(alert, milder) || milder.acknowledgedAtMs !== undefined) &&
          milder.minerIds.every((id) => has.has(id)) &&
          this.#isOneTrouble(milder, alert),
      );
    const grown = new Set(this.#open.filter(isTakenIn));
    this.#open = this.#open.filter((alert) => !grown.has(alert));
    return [...grown].map((alert) => ({ ...alert, resolvedAtMs: nowMs, endedBy: 'grown' }));
  }

  #noteOver(over: readonly Alert[], nowMs: number): void {
    for (const [key, { resolvedAtMs = nowMs }] of this.#overByRule)
      if (Math.abs(nowMs - resolvedAtMs) > REMEMBERED_MS) this.#overByRule.delete(key);
    for (const alert of over)
      if (alert.kind !== 'finding')
        for (const id of alert.minerIds) this.#overByRule.set(keyOf(alert, id), alert);
  }

  /** Does the mining watch still find what a rule has seen end since? */
  #isOver(condition: Condition): boolean {
    if (!isOverByRule(condition)) return false;
    return [...this.#overByRule.values()].some(
      (alert) =>
        alert.minerIds.includes(condition.minerId) &&
        (alert.resolvedAtMs ?? 0) >= condition.evidence.sinceMs &&
        this.#isOneTrouble(alert, condition),
    );
  }

  /** Opens an alert, or enters its miner into the one of those it fell with. */
  #enter(condition: Condition, nowMs: number): Alert {
    const { kind, minerId, severity, confidence, evidence } = condition;
    this.#flaps.shows(keyOf(condition, minerId));
    const index = this.#open.findIndex(
      (alert) => alert.kind === kind && this.#options.fellTogether(alert, condition),
    );
    const together = this.#open[index];
    const id = `${nameOf(condition)}:${minerId}:${nowMs}`;
    const alert = together
      ? worsened({ ...together, minerIds: [...together.minerIds, minerId] }, [condition])
      : { id, kind, minerIds: [minerId], severity, openedAtMs: nowMs, confidence, evidence };
    this.#open[together ? index : this.#open.length] = alert;
    return alert;
  }

  #isOneTrouble(alert: Told, condition: Told): boolean {
    return this.#options.mayBeOneTrouble?.(alert, condition) ?? false;
  }

  #withShared(before: Alert | undefined, alert: Alert): Alert {
    if (before?.minerIds === alert.minerIds) return alert;
    if (alert.minerIds.length === 1) return alert.shared ? { ...alert, shared: undefined } : alert;
    return { ...alert, shared: this.#options.sharedBy?.(alert) };
  }

  #openByMiner(): Map<string, Alert[]> {
    const byMiner = new Map<string, Alert[]>();
    for (const alert of this.#open)
      for (const minerId of alert.minerIds) byMiner.set(minerId, [...(byMiner.get(minerId) ?? []), alert]);
    return byMiner;
  }
}

/** A finding joins the rule that tells the same. */
function byFinding(a: Condition, b: Condition): number {
  return Number(a.kind === 'finding') - Number(b.kind === 'finding');
}
