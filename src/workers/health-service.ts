import type { FleetView } from '../domain/fleet-view.ts';
import type { HealthFinding, HealthReport } from '../domain/health/health-report.ts';
import type { OwnerLog } from '../domain/health/owner-log.ts';
import { readPast } from '../insight/health/checkpoint.ts';
import { type JudgedPast, NOTHING_JUDGED } from '../insight/health/judged-past.ts';
import { oneTroubles } from '../insight/health/one-trouble.ts';
import { type EarningsPorts, judgePay } from './health/earnings-judge.ts';
import { type HealthMessage, joinHealthChannel } from './health/health-channel.ts';
import { inferWork } from './health/inferred-work.ts';
import { type JudgePorts, PlaceJudge } from './health/place-judge.ts';
import { rememberMachines } from './health/remembered-machines.ts';
import { findingsReport, type ReportPorts, withOutlooks } from './health/report-maker.ts';
import { Slices } from './health/slices.ts';
import type { HealthApi, HealthNews } from './health-api.ts';

export interface HealthPorts extends JudgePorts, ReportPorts, EarningsPorts {
  readonly view: JudgePorts['view'];
  readonly telemetry: JudgePorts['telemetry'];
  readonly kind: 'real' | 'demo';
  /** Names a new entry of the log. */
  readonly newId: () => string;
  /** Settings in the store were changed. */
  readonly storeChanged: () => Promise<void>;
  /** What it found and its owner did not call false, each time that it has judged. */
  readonly onFindings?: (findings: readonly HealthFinding[]) => void;
}

/** The part of the collector's API about health, and what the fleet tells it. */
export interface HealthService extends HealthApi {
  fleetChanged(view: FleetView): void;
  /** Resolves when nothing is read or written any more. */
  close(): Promise<void>;
}

/** How often it looks at what the fleet tells, ms: what miners say of themselves, and whether a quarter has ended. */
const LOOKS_EVERY_MS = 30_000;

/** Watches the fleet's health in the tab that leads, and reports it in all. Loaded on demand. */
export function createHealthService(ports: HealthPorts): HealthService {
  return new WatchedHealth(ports);
}

class WatchedHealth implements HealthService {
  readonly #ports: HealthPorts;
  readonly #stopped = new AbortController();
  readonly #slices: Slices;
  readonly #judge: PlaceJudge;
  readonly #channel: ReturnType<typeof joinHealthChannel>;
  #listener: ((news: HealthNews) => void) | undefined;
  #running: Promise<void> | undefined;
  /** Something came while it was judging: it judges once more. */
  #again = false;
  /** How many reports were begun. */
  #told = 0;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  /** History was still being laid down or taken over when the fleet last told. */
  #filling = false;

  constructor(ports: HealthPorts) {
    this.#ports = ports;
    this.#slices = new Slices(ports, this.#stopped.signal);
    this.#judge = new PlaceJudge(ports, this.#slices);
    this.#channel = joinHealthChannel(ports.kind, (message) => this.#hear(message));
  }

  fleetChanged(view: FleetView): void {
    const filled = this.#filling && !isFilling(view);
    this.#filling = isFilling(view);
    if (!view.leading || (!filled && Math.abs(view.atMs - this.#lookedAtMs) < LOOKS_EVERY_MS)) return;
    this.#lookedAtMs = view.atMs;
    this.#judge.note(view).catch((error: unknown) => this.#failed(error));
    if (this.#judge.isDue && !this.#running) void this.#judgeSoon();
  }

  async followHealth(listener: (news: HealthNews) => void): Promise<void> {
    this.#listener = listener;
    if (this.#ports.view().leading) void this.#judgeSoon();
    await this.#report();
  }

  async stopHealth(): Promise<void> {
    this.#listener = undefined;
  }

  async logMaintenance({ id = this.#ports.newId(), ...entry }: Parameters<HealthApi['logMaintenance']>[0]) {
    await this.#changeLog(({ events, dismissed, ...log }) => ({
      ...log,
      events: [...events.filter((event) => event.id !== id), { ...entry, id, told: 'hand' }],
      dismissed: dismissed.filter((each) => each !== id),
    }));
    if (entry.kind === 'supply-replaced') await this.#forgetSupply(entry.minerId, entry.atMs);
  }

  /** What a plug taught of a supply that is gone holds for none that came after it. */
  async #forgetSupply(minerId: string, atMs: number): Promise<void> {
    await this.#ports.entities.changeMiners([minerId], ({ meteredPairs = [], ...its }) => {
      const since = meteredPairs.filter((pair) => pair.atMs > atMs);
      return since.length > 0 ? { ...its, meteredPairs: since } : its;
    });
    await this.#ports.storeChanged();
  }

  async removeMaintenance(id: string): Promise<void> {
    await this.#changeLog((log) => {
      const isWritten = log.events.some((event) => event.id === id);
      return {
        ...log,
        events: log.events.filter((event) => event.id !== id),
        dismissed: isWritten ? log.dismissed : [...log.dismissed.filter((each) => each !== id), id],
      };
    });
  }

  async offerAgain(id: string): Promise<void> {
    await this.#changeLog((log) => ({ ...log, dismissed: log.dismissed.filter((each) => each !== id) }));
  }

  async verdicts(): Promise<OwnerLog['verdicts']> {
    return (await this.#ports.entities.health.log()).verdicts;
  }

  async judgeFinding(id: string, verdict: HealthFinding['verdict']): Promise<void> {
    // What is one to the owner may be several: each miner's own, and what it brought about.
    const troubles = oneTroubles((await this.#keptPast()).book);
    const judged = troubles.find(({ group: [first] }) => first.id === id);
    const ids = judged ? [...judged.group, ...judged.consequences].map((booked) => booked.id) : [id];
    // What was said of an alert before the watch found the same gives way to what is said now.
    const alerts = await this.#ports.entities.alertsBetween(0, this.#ports.nowMs() + 1);
    const called = alerts.flatMap((alert) => (alert.evidence.found?.findingId === id ? [alert.id] : []));
    await this.#changeLog((log) => {
      const verdicts = { ...log.verdicts };
      for (const each of called) delete verdicts[each];
      for (const each of ids)
        if (verdict === undefined) delete verdicts[each];
        else verdicts[each] = verdict;
      return { ...log, verdicts };
    });
  }

  async setAlarmBudget(falseAlarmsPerMonth: number): Promise<void> {
    await this.#ports.entities.saveSettings({ falseAlarmsPerMonth });
    await this.#ports.storeChanged();
    this.#channel.tell({ kind: 'logged' });
    await this.#report();
  }

  async close(): Promise<void> {
    this.#listener = undefined;
    this.#stopped.abort();
    this.#channel.close();
    await this.#running;
  }

  async #changeLog(edit: (log: OwnerLog) => OwnerLog): Promise<void> {
    await this.#ports.entities.health.changeLog(edit);
    this.#channel.tell({ kind: 'logged' });
    if (this.#ports.view().leading) void this.#judgeSoon();
    await this.#report();
  }

  #hear(message: HealthMessage): void {
    if (message.kind === 'progress') this.#listener?.({ kind: 'progress', done: message.done });
    else if (message.kind === 'logged' && this.#ports.view().leading) void this.#judgeSoon();
    else this.#report().catch((error: unknown) => this.#failed(error));
  }

  /** Judges up to now; one that asks while it does has it done once more. */
  #judgeSoon(): Promise<void> {
    this.#again = this.#running !== undefined;
    this.#running ??= this.#judgeNow().finally(() => {
      this.#running = undefined;
      if (this.#again && !this.#stopped.signal.aborted) void this.#judgeSoon();
    });
    return this.#running;
  }

  async #judgeNow(): Promise<void> {
    const { entities, view, onFindings } = this.#ports;
    // What is still being taken over would come late.
    if (isFilling(view())) return this.#listener?.({ kind: 'progress', done: 0 });
    try {
      const log = await entities.health.log();
      const past = await this.#judge.catchUp(log, (done) => {
        this.#channel.tell({ kind: 'progress', done });
        this.#listener?.({ kind: 'progress', done });
      });
      await rememberMachines(past, this.#ports);
      await inferWork(past, this.#ports, this.#slices);
      await judgePay(past, log, this.#ports, this.#slices);
      this.#channel.tell({ kind: 'judged' });
      const report = await findingsReport(past, this.#ports);
      onFindings?.(report.findings.filter(({ verdict }) => verdict !== 'false-alarm'));
      await this.#tell(report, past);
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (this.#stopped.signal.aborted) return;
    this.#listener?.({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
  }

  async #report(): Promise<void> {
    if (!this.#listener) return;
    const past = await this.#keptPast();
    await this.#tell(await findingsReport(past, this.#ports), past);
  }

  /** Tells the page, if one listens, with what is to be expected. */
  async #tell(found: HealthReport, past: JudgedPast): Promise<void> {
    const listener = this.#listener;
    if (!listener) return;
    this.#told += 1;
    const turn = this.#told;
    const report = await withOutlooks(found, past, this.#ports, this.#slices);
    // A later one may be told already.
    if (this.#listener === listener && this.#told === turn) listener({ kind: 'report', report });
  }

  async #keptPast(): Promise<JudgedPast> {
    return readPast(await this.#ports.entities.health.kept('health-judged')) ?? NOTHING_JUDGED;
  }
}

/** Is history still being laid down or taken over? */
function isFilling({ asking, recorder, historyProgress }: FleetView): boolean {
  return asking === true || recorder?.taken !== undefined || historyProgress !== undefined;
}
