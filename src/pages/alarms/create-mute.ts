import type { Miner } from '../../domain/miner.ts';
import { formatClock, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { common } from '../../ui/text/en/common.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';

const words = text.muted;

/** Mutes a miner of the fleet on screen for a while, or ends that; says so, with a way back. */
export interface Mute {
  readonly mute: (miner: Miner, untilMs: number) => Promise<void>;
  readonly unmute: (miner: Miner) => Promise<void>;
}

export function createMute(): Mute {
  const { collector, nowMs } = useFleet();
  const toast = useToast();
  const kept = async ({ id }: Miner, untilMs: number | undefined): Promise<boolean> => {
    try {
      await collector.muteMiners([id], untilMs);
      return true;
    } catch (error) {
      console.error('the mute of a miner was not kept', error);
      toast({ words: words.failed });
      return false;
    }
  };
  return {
    async mute(miner, untilMs) {
      if (!(await kept(miner, untilMs))) return;
      const action = { label: common.undo, run: () => void kept(miner, undefined) };
      toast({
        words: words.done(miner.name, mutedUntilWords(untilMs, nowMs())),
        topic: `mute ${miner.id}`,
        action,
      });
    },
    async unmute(miner) {
      const before = miner.mute;
      if (!(await kept(miner, undefined))) return;
      const back = before && before.untilMs > nowMs() ? before.untilMs : undefined;
      const action =
        back === undefined ? undefined : { label: common.undo, run: () => void kept(miner, back) };
      toast({ words: words.ended(miner.name), topic: `mute ${miner.id}`, action });
    },
  };
}

const DAY_MS = 86_400_000;

/** `17:00`, or with its day where that is not within a day. */
export function mutedUntilWords(untilMs: number, nowMs: number): string {
  return untilMs - nowMs < DAY_MS ? formatClock(untilMs) : formatDayAndClock(untilMs);
}
