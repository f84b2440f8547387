import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import { failureWords } from '../../ui/failure-words.ts';
import { useToast } from '../../ui/toast.tsx';
import type { CollectorApi } from '../../workers/collector-api.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import { collectorFailure } from '../collector-failure.ts';
import { useFleet } from '../fleet-context.ts';

/** The plan on screen, and the way to change it. */
export interface ShownPlan {
  readonly view: Accessor<PlanView | undefined>;
  readonly failure: Accessor<CollectorFailure | undefined>;
  readonly reload: () => void;
  /** Something that was asked for is being done. */
  readonly busy: Accessor<boolean>;
  /** Asks for a change, shows what comes of it, and tells words with a way back where there are any. */
  readonly ask: (work: (collector: CollectorApi) => Promise<PlanView>, words?: string) => Promise<void>;
}

export function createPlan(): ShownPlan {
  const { collector, nowMs } = useFleet();
  const toast = useToast();
  const [view, setView] = createSignal<PlanView>();
  const [failure, setFailure] = createSignal<CollectorFailure>();
  const [busy, setBusy] = createSignal(false);

  async function follow(): Promise<void> {
    setFailure(undefined);
    try {
      await collector.onPlan((told) => {
        setFailure(undefined);
        setView(told);
      });
    } catch (error) {
      setFailure(collectorFailure(error, nowMs()));
    }
  }
  onMount(() => void follow());
  // A worker that has gone has nobody to tell any more.
  onCleanup(() => void collector.stopPlan().catch(() => undefined));

  /** What is asked for while other work is under way has its turn after it: a switch that was set must not be passed over. */
  let turn: Promise<void> = Promise.resolve();
  let waiting = 0;
  function ask(work: (collector: CollectorApi) => Promise<PlanView>, words?: string): Promise<void> {
    waiting += 1;
    setBusy(true);
    turn = turn.then(() => answered(work, words));
    return turn;
  }

  async function answered(
    work: (collector: CollectorApi) => Promise<PlanView>,
    words: string | undefined,
  ): Promise<void> {
    try {
      setView(await work(collector));
      if (words !== undefined) toast({ words });
    } catch (error) {
      toast({ words: failureWords(collectorFailure(error, nowMs())).sentence });
    } finally {
      waiting -= 1;
      setBusy(waiting > 0);
    }
  }

  return { view, failure, reload: () => void follow(), busy, ask };
}
