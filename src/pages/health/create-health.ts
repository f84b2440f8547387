import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { HealthFinding, HealthReport } from '../../domain/health/health-report.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { common } from '../../ui/text/en/common.ts';
import { health as text } from '../../ui/text/en/health.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';
import { useToast } from '../../ui/toast.tsx';
import type { HealthApi, HealthNews } from '../../workers/health-api.ts';
import { collectorFailure } from '../collector-failure.ts';
import { useFleet } from '../fleet-context.ts';

/** An entry of the maintenance log as it is written; with an id it takes the place of the one that has it. */
export type LogEntry = Parameters<HealthApi['logMaintenance']>[0];

/** The fleet's health, followed, and what its owner says to it. */
export interface FollowedHealth {
  /** Undefined until the first has come. What has not changed from one report to the next stays the same object. */
  readonly report: Accessor<HealthReport | undefined>;
  /** How much of the past is judged, 0..1; undefined once all is. */
  readonly judging: Accessor<number | undefined>;
  /** Why the watch does not answer; undefined while it does. */
  readonly failure: Accessor<string | undefined>;
  readonly askAgain: () => void;
  readonly log: (entry: LogEntry, before?: MaintenanceEvent) => Promise<boolean>;
  /** The same work on several miners, taken back together. */
  readonly logAll: (entries: readonly LogEntry[]) => Promise<void>;
  readonly removeLogged: (event: MaintenanceEvent) => Promise<void>;
  readonly judge: (finding: HealthFinding, verdict: HealthFinding['verdict']) => Promise<void>;
  readonly allow: (falseAlarmsPerMonth: number) => Promise<boolean>;
}

/** Follows the watch of the fleet on screen as long as the page is open. */
export function createHealth(): FollowedHealth {
  const { collector, nowMs } = useFleet();
  const toast = useToast();
  const [held, setHeld] = createStore<{ report?: HealthReport }>({});
  const [judging, setJudging] = createSignal<number>();
  const [failure, setFailure] = createSignal<string>();
  let left = false;
  const take = (news: HealthNews) => {
    if (left) return;
    if (news.kind === 'failed') return setFailure(news.detail);
    setFailure(undefined);
    if (news.kind === 'progress') return setJudging(news.done < 1 ? news.done : undefined);
    // By ids, so that cards which are open stay open, and charts are not drawn anew, when a report comes.
    return setHeld('report', reconcile(news.report, { key: 'id' }));
  };
  const follow = async () => {
    setFailure(undefined);
    try {
      await collector.followHealth(take);
    } catch (error) {
      if (!left) setFailure(collectorFailure(error, nowMs()).detail);
    }
  };
  void follow();
  onCleanup(() => {
    left = true;
    collector
      .stopHealth()
      .catch((error) => console.error('the watch was not told that its page is gone', error));
  });

  const kept = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      console.error('what its owner said of a miner was not kept', error);
      toast({ words: text.notKept });
      return false;
    }
  };
  return {
    report: () => held.report,
    judging,
    failure,
    askAgain: () => void follow(),
    ...createSayings(collector, kept, toast),
  };
}

type Sayings = Pick<FollowedHealth, 'log' | 'logAll' | 'removeLogged' | 'judge' | 'allow'>;

/** What an owner can say, each kept with a word and a way back. */
function createSayings(
  collector: HealthApi,
  kept: (work: () => Promise<void>) => Promise<boolean>,
  toast: ReturnType<typeof useToast>,
): Sayings {
  const judgeSilently = (id: string, verdict: HealthFinding['verdict']) =>
    kept(() => collector.judgeFinding(id, verdict));
  return {
    async log(entry, before) {
      // A name of its own, so that it can be taken back before any report has told it.
      const named = { ...entry, id: entry.id ?? crypto.randomUUID() };
      if (!(await kept(() => collector.logMaintenance(named)))) return false;
      const back =
        before?.told === 'hand'
          ? () => kept(() => collector.logMaintenance(entryOf(before)))
          : () => kept(() => collector.removeMaintenance(named.id));
      const action = { label: common.undo, run: () => void back() };
      toast({ words: before ? healthLog.changed : healthLog.added, topic: `log ${named.id}`, action });
      return true;
    },
    async logAll(entries) {
      const named = entries.map((entry) => ({ ...entry, id: crypto.randomUUID() }));
      const eachOf = (work: (entry: (typeof named)[number]) => Promise<void>) => async () => {
        for (const entry of named) await work(entry);
      };
      const back = eachOf(({ id }) => collector.removeMaintenance(id));
      const isKept = await kept(eachOf((entry) => collector.logMaintenance(entry)));
      // Of those that were kept before one was not, none is to be left.
      if (!isKept) return void (await kept(back));
      const action = { label: common.undo, run: () => void kept(back) };
      toast({ words: healthLog.added, topic: `log ${named[0]?.id}`, action });
    },
    async removeLogged(event) {
      const before = entryOf(event);
      if (!(await kept(() => collector.removeMaintenance(before.id)))) return;
      const isOffered = event.told === 'inferred';
      const back = () =>
        void kept(() => (isOffered ? collector.offerAgain(before.id) : collector.logMaintenance(before)));
      toast({
        words: isOffered ? healthLog.saidNo : healthLog.removed,
        topic: `log ${before.id}`,
        action: { label: common.undo, run: back },
      });
    },
    async judge({ id, verdict: before }, verdict) {
      if (!(await judgeSilently(id, verdict))) return;
      const back = () => void judgeSilently(id, before);
      const words = verdict === undefined ? text.findings.taken : text.findings.judged;
      toast({ words, topic: `verdict ${id}`, action: { label: common.undo, run: back } });
    },
    allow: (falseAlarmsPerMonth) => kept(() => collector.setAlarmBudget(falseAlarmsPerMonth)),
  };
}

/** A plain copy, for what a report holds cannot be sent to a worker as it is. */
function entryOf({
  id,
  minerId,
  atMs,
  kind,
  component,
  note,
  cost,
}: MaintenanceEvent): LogEntry & { readonly id: string } {
  return { id, minerId, atMs, kind, component, note, cost };
}
