import { type Accessor, createSignal, onMount } from 'solid-js';
import type { AllocationAnswer, AllocationPlan, Workload } from '../../domain/allocation.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import { failureWords } from '../../ui/failure-words.ts';
import { allocate as text } from '../../ui/text/en/allocate.ts';
import { useToast } from '../../ui/toast.tsx';
import { collectorFailure } from '../collector-failure.ts';
import { useFleet } from '../fleet-context.ts';

/** What the owner wrote down, the best split of it, and the ways to change it. */
export interface Allocation {
  readonly plan: Accessor<AllocationPlan | undefined>;
  readonly failure: Accessor<CollectorFailure | undefined>;
  /** Undefined while it is worked out, and where there is nothing to share. */
  readonly answer: Accessor<AllocationAnswer | undefined>;
  /** Which figure makes no sense, in words; undefined while all do. */
  readonly problem: Accessor<string | undefined>;
  readonly change: (edit: (plan: AllocationPlan) => AllocationPlan) => Promise<void>;
  readonly changeWorkload: (id: string, edit: Partial<Workload>) => Promise<void>;
  readonly remove: (workload: Workload) => Promise<void>;
  readonly reload: () => void;
}

export function createAllocation(): Allocation {
  const { collector, nowMs } = useFleet();
  const toast = useToast();
  const [plan, setPlan] = createSignal<AllocationPlan>();
  const [failure, setFailure] = createSignal<CollectorFailure>();
  const [answer, setAnswer] = createSignal<AllocationAnswer>();
  const [problem, setProblem] = createSignal<string>();
  let asked = 0;

  async function share(shared: AllocationPlan): Promise<void> {
    asked += 1;
    const turn = asked;
    setProblem(undefined);
    if (shared.workloads.length === 0) return void setAnswer(undefined);
    try {
      const found = await collector.allocate(shared);
      if (turn === asked) setAnswer(found);
    } catch (error) {
      if (turn !== asked) return;
      setAnswer(undefined);
      const failed = collectorFailure(error, nowMs());
      setProblem(failed.kind === 'refused' ? failed.detail : failureWords(failed).sentence);
    }
  }

  async function load(): Promise<void> {
    setFailure(undefined);
    try {
      const kept = await collector.allocation();
      setPlan(kept);
      await share(kept);
    } catch (error) {
      setFailure(collectorFailure(error, nowMs()));
    }
  }
  onMount(() => void load());

  async function change(edit: (plan: AllocationPlan) => AllocationPlan): Promise<void> {
    const before = plan();
    if (!before) return;
    const next = edit(before);
    setPlan(next);
    try {
      await collector.keepAllocation(next);
      await share(next);
    } catch (error) {
      setPlan(before);
      toast({ words: failureWords(collectorFailure(error, nowMs())).sentence });
    }
  }

  return {
    plan,
    failure,
    answer,
    problem,
    change,
    changeWorkload: (id, edit) =>
      change((before) => ({
        ...before,
        workloads: before.workloads.map((each) => (each.id === id ? { ...each, ...edit } : each)),
      })),
    async remove(workload) {
      const at = plan()?.workloads.findIndex(({ id }) => id === workload.id) ?? 0;
      await change((before) => ({
        ...before,
        workloads: before.workloads.filter(({ id }) => id !== workload.id),
      }));
      const run = () =>
        void change((before) => ({
          ...before,
          workloads: [...before.workloads.slice(0, at), workload, ...before.workloads.slice(at)],
        }));
      toast({
        words: text.workloads.removed(workload.name),
        action: { label: text.workloads.undo, run },
      });
    },
    reload: () => void load(),
  };
}
