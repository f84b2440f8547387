import type { HealthFinding, HealthReport, WatchedEarnings } from '../../src/domain/health/health-report.ts';
import type { MaintenanceEvent } from '../../src/domain/health/maintenance.ts';
import type { OwnerLog } from '../../src/domain/health/owner-log.ts';
import type { HealthApi, HealthNews } from '../../src/workers/health-api.ts';
import { fakeOutlooks } from './fake-health-outlooks.ts';
import { fakeFindings, fakeLeft, fakeLog, fakePlan, fakeStrip } from './fake-health-past.ts';
import { fakeEarnings, fakeShortfall } from './fake-health-pay.ts';
import { FAKE_OUTCOMES, fakeTried } from './fake-health-tried.ts';

/** What the fake watch has come to. */
/** How much of the past is judged, where that is not all. `filling`: it is only being laid down. */
const DONE: Readonly<Partial<Record<FakeHealthState, number>>> = { judging: 0.42, filling: 0 };

export type FakeHealthState = 'troubled' | 'well' | 'learning' | 'begun' | 'judging' | 'filling' | 'silent';

const DAY_MS = 86_400_000;
/** Mean length of a month, as the alarm budget counts it. */
const MONTH_DAYS = 365.2425 / 12;

/** Plays the watch: findings, lifetimes and work of the preview's six miners, and keeps what its owner says. */
export class FakeHealth implements HealthApi {
  state: FakeHealthState | Error = 'troubled';
  /** What saying something comes to. */
  refuses: Error | undefined;
  /** Miners that are as dusty as the one that is. */
  alsoDusty: readonly string[] = [];
  /** Repairs were tried on what stands, and one came to each end. */
  tried = false;
  /** Does a pool credit half of what it owes? */
  underpaid = false;
  /** And are the single days of it kept? */
  daysKept = true;
  readonly calls: string[] = [];
  #listener: ((news: HealthNews) => void) | undefined;
  #log: readonly MaintenanceEvent[] | undefined;
  readonly #denied = new Set<string>();
  #promised = 1;
  readonly #verdicts = new Map<string, HealthFinding['verdict']>();

  constructor(readonly nowMs: () => number) {}

  async followHealth(listener: (news: HealthNews) => void): Promise<void> {
    this.calls.push('followHealth');
    if (this.state instanceof Error) throw this.state;
    this.#listener = listener;
    if (this.state === 'silent') return;
    listener({ kind: 'progress', done: DONE[this.state] ?? 1 });
    this.tell();
  }

  async stopHealth(): Promise<void> {
    this.calls.push('stopHealth');
    this.#listener = undefined;
  }

  async logMaintenance(entry: Parameters<HealthApi['logMaintenance']>[0]): Promise<void> {
    this.calls.push(`logMaintenance ${entry.minerId} ${entry.kind}`);
    if (this.refuses) throw this.refuses;
    const id = entry.id ?? `log ${this.log.length}`;
    const others = this.log.filter((event) => event.id !== id);
    this.#log = [...others, { ...entry, id, told: 'hand' as const }].sort((a, b) => b.atMs - a.atMs);
    this.tell();
  }

  async removeMaintenance(id: string): Promise<void> {
    this.calls.push(`removeMaintenance ${id}`);
    if (this.refuses) throw this.refuses;
    if (this.log.some((event) => event.id === id && event.told === 'inferred')) this.#denied.add(id);
    else this.#log = this.log.filter((event) => event.id !== id);
    this.tell();
  }

  async offerAgain(id: string): Promise<void> {
    this.calls.push(`offerAgain ${id}`);
    this.#denied.delete(id);
    this.tell();
  }

  async verdicts(): Promise<OwnerLog['verdicts']> {
    const said = [...this.#verdicts].flatMap(([id, verdict]) => (verdict ? [[id, verdict] as const] : []));
    return Object.fromEntries(said);
  }

  async judgeFinding(id: string, verdict: HealthFinding['verdict']): Promise<void> {
    this.calls.push(`judgeFinding ${id} ${verdict}`);
    if (this.refuses) throw this.refuses;
    this.#verdicts.set(id, verdict);
    this.tell();
  }

  async setAlarmBudget(falseAlarmsPerMonth: number): Promise<void> {
    this.calls.push(`setAlarmBudget ${falseAlarmsPerMonth}`);
    if (this.refuses) throw this.refuses;
    this.#promised = falseAlarmsPerMonth;
    this.tell();
  }

  get log(): readonly MaintenanceEvent[] {
    return this.#log ?? [...(this.tried ? fakeTried(this.nowMs()) : []), ...fakeLog(this.nowMs())];
  }

  /** Tells the page its report anew, as the watch does after a quarter of an hour; copied, as through a port. */
  tell(): void {
    this.#listener?.({ kind: 'report', report: structuredClone(this.report()) });
  }

  report(): HealthReport {
    const nowMs = this.nowMs();
    const judgedToMs = Math.floor(nowMs / 900_000) * 900_000;
    const isWell = this.state === 'well' || this.state === 'learning';
    const hasBegun = this.state !== 'begun' && this.state !== 'filling';
    const isTroubled = hasBegun && !isWell;
    const pay = this.underpaid && isTroubled ? [fakeShortfall(judgedToMs)] : [];
    const findings = isTroubled ? [...pay, ...fakeFindings(judgedToMs)] : [];
    const judged = findings
      .map((told) => this.#shared(told))
      .map((finding) => ({
        ...finding,
        verdict: this.#verdicts.has(finding.id) ? this.#verdicts.get(finding.id) : finding.verdict,
        repairs: this.#repairs(finding),
      }));
    return {
      ...(hasBegun ? { fromMs: judgedToMs - 30 * DAY_MS, judgedToMs } : {}),
      findings: judged,
      strip: hasBegun ? fakeStrip(judgedToMs, judged) : { fromMs: judgedToMs, stepMs: DAY_MS / 4, rows: [] },
      learning: this.#learning(),
      budget: this.#budget(judged),
      outlooks: fakeOutlooks(),
      plan: isWell || !hasBegun ? [] : fakePlan(judgedToMs),
      left: isWell || !hasBegun ? [] : fakeLeft(),
      partsUnpriced: true,
      earnings: pay.length > 0 ? [this.#earnings(judgedToMs)] : [],
      offered: this.log.filter(({ id, told }) => told === 'inferred' && !this.#denied.has(id)),
      log: this.log.filter(({ told }) => told === 'hand'),
    };
  }

  #earnings(judgedToMs: number): WatchedEarnings {
    const { judged, ...watched } = fakeEarnings(judgedToMs);
    return this.daysKept ? { ...watched, judged } : watched;
  }

  #shared(finding: HealthFinding): HealthFinding {
    const others = finding.trouble === 'thermal-resistance' ? this.alsoDusty : [];
    return { ...finding, minerIds: [...finding.minerIds, ...others] };
  }

  /** Whatever is done on a miner while something is wrong with it waits, unless it is one that was tried long ago. */
  #repairs({ minerIds, sinceMs, endedAtMs }: HealthFinding): HealthFinding['repairs'] {
    return this.log
      .filter(
        ({ minerId, atMs }) => minerIds.includes(minerId) && atMs >= sinceMs && atMs <= (endedAtMs ?? atMs),
      )
      .map(({ id, minerId, kind, atMs }) => {
        const came = FAKE_OUTCOMES[id] ?? { outcome: 'waiting' };
        return { eventId: id, minerId, kind, atMs, ...came };
      });
  }

  #learning() {
    const needed = 14 * 24;
    const ids = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'];
    const known = (minerId: string) => (minerId === 'a1' && this.state !== 'well' ? 9.4 * 24 : needed);
    return ids.map((minerId) => ({ minerId, hours: known(minerId), needed }));
  }

  #budget(findings: readonly HealthFinding[]): HealthReport['budget'] {
    const calledFalse = findings.filter(({ verdict }) => verdict === 'false-alarm').length;
    const watchedDays = this.state === 'begun' ? 0 : 30;
    const perMonth = MONTH_DAYS / Math.max(1, watchedDays);
    // Garwood's limits of a Poisson count, 90 %: of 0 and of 1 as printed in every table of them, then roughly.
    const limits = [
      [0, 2.996],
      [0.051, 4.744],
      [0.355, 6.296],
    ][Math.min(2, calledFalse)] ?? [0, 0];
    return {
      promisedPerMonth: this.#promised,
      watchedDays,
      raised: findings.filter(({ confidence }) => confidence < 1).length,
      calledFalse,
      seenPerMonth: {
        value: calledFalse * perMonth,
        low: (limits[0] ?? 0) * perMonth,
        high: (limits[1] ?? 0) * perMonth,
      },
      byFixedRules: 11,
    };
  }
}
