import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { DataRepair, RepairOffer } from '../../domain/data-repair.ts';
import { common } from '../../ui/text/en/common.ts';
import { quality as text } from '../../ui/text/en/quality.ts';
import { useToast } from '../../ui/toast.tsx';
import type { MinerQuality } from '../../workers/quality-api.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';

/** The checks of one miner's data, and the ways to have something put right. */
export interface CheckedQuality {
  /** Of the miner and the time that are asked for; undefined while they are checked for the first time. */
  readonly report: Accessor<MinerQuality | undefined>;
  readonly failed: Accessor<boolean>;
  /** A repair is being kept, or taken back. */
  readonly busy: Accessor<boolean>;
  readonly checkAgain: () => void;
  readonly repair: (change: RepairOffer) => Promise<void>;
  readonly undo: (repair: Pick<DataRepair, 'id'>) => Promise<void>;
}

/** Checks when the page opens, when another miner or time is chosen, and after each repair. */
export function createQuality(minerId: Accessor<string>, days: Accessor<number>): CheckedQuality {
  const { collector } = useFleet();
  const toast = useToast();
  const [busy, setBusy] = createSignal(false);
  const asked = createMemo(() => ({ minerId: minerId(), days: days() }), undefined, {
    equals: (a, b) => a.minerId === b.minerId && a.days === b.days,
  });
  const answer = createAnswer(asked, async (question) => ({
    question,
    report: await collector.dataQuality(question.minerId, question.days),
  }));
  const report = () => {
    const latest = answer.latest();
    return latest?.question === asked() ? latest.report : undefined;
  };
  const kept = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    try {
      const done = await work();
      answer.askAgain();
      return done;
    } catch (error) {
      console.error('a repair of data was not kept', error);
      toast({ words: text.repair.failed });
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const undo: CheckedQuality['undo'] = async ({ id }) => {
    const done = await kept(async () => {
      await collector.undoRepair(id);
      return true;
    });
    if (done) toast({ words: text.repair.undone, topic: id });
  };
  return {
    report,
    failed: answer.failed,
    busy,
    checkAgain: answer.askAgain,
    async repair(change) {
      const made = await kept(() => collector.repairData(minerId(), change));
      if (!made) return;
      const action = { label: common.undo, run: () => void undo(made) };
      toast({ words: text.repair.done, topic: made.id, action });
    },
    undo,
  };
}
