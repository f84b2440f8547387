import { type Accessor, createResource, createSignal, onCleanup } from 'solid-js';
import type { ChangeRecord } from '../../domain/control.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import type { TuningPoint } from '../../domain/tuning.ts';
import { failureWords } from '../../ui/failure-words.ts';
import { tune as text } from '../../ui/text/en/tune.ts';
import { useToast } from '../../ui/toast.tsx';
import type { TuningView, TuningWish } from '../../workers/tuning-api.ts';
import { collectorFailure } from '../collector-failure.ts';
import { outcomeWords, recordWords } from '../control/setting-words.ts';
import { useFleet } from '../fleet-context.ts';

/** How one miner is tuned, and the ways to change that. */
export interface MinerTuning {
  readonly view: Accessor<TuningView | undefined>;
  readonly failure: Accessor<CollectorFailure | undefined>;
  readonly reload: () => void;
  /** Something that was asked for is being done. */
  readonly busy: Accessor<boolean>;
  readonly start: (wish: TuningWish) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Waits at the best point, or goes on from there. */
  readonly pause: (isPaused: boolean) => Promise<void>;
  readonly apply: (point: TuningPoint) => Promise<void>;
}

/** How often a session under way is looked at. */
const LOOK_EVERY_MS = 3_000;

export function createTuning(minerId: Accessor<string>): MinerTuning {
  const { collector, nowMs } = useFleet();
  const toast = useToast();
  const [failure, setFailure] = createSignal<CollectorFailure>();
  const [busy, setBusy] = createSignal(false);
  const [view, { refetch, mutate }] = createResource(minerId, async (id) => {
    try {
      const found = await collector.tuningOf(id);
      setFailure(undefined);
      return found;
    } catch (error) {
      setFailure(collectorFailure(error, nowMs()));
      return undefined;
    }
  });
  const timer = setInterval(() => {
    const phase = view.latest?.session?.phase;
    if (!busy() && phase !== undefined && phase !== 'ended' && document.visibilityState === 'visible')
      refetch();
  }, LOOK_EVERY_MS);
  onCleanup(() => clearInterval(timer));

  async function doing(work: () => Promise<TuningView | undefined>): Promise<void> {
    if (busy()) return;
    setBusy(true);
    try {
      const found = await work();
      if (found) mutate(found);
      else await refetch();
    } catch (error) {
      toast({ words: failureWords(collectorFailure(error, nowMs())).sentence });
      await refetch();
    } finally {
      setBusy(false);
    }
  }

  function tell(record: ChangeRecord): void {
    toast({ words: `${recordWords(record)}: ${outcomeWords(record)}` });
  }

  return {
    view: () => view.latest,
    failure,
    reload: () => void refetch(),
    busy,
    start: (wish) =>
      doing(async () => {
        const found = await collector.startTuning(minerId(), wish);
        toast({ words: text.started });
        return found;
      }),
    stop: () =>
      doing(async () => {
        toast({ words: text.stopped });
        return collector.stopTuning(minerId());
      }),
    pause: (isPaused) =>
      doing(async () => {
        toast({ words: isPaused ? text.pausing : text.goesOn });
        return collector.pauseTuning(minerId(), isPaused);
      }),
    apply: (point) =>
      doing(async () => {
        tell(await collector.applyTuned(minerId(), point));
        return undefined;
      }),
  };
}
