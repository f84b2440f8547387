import { createSignal } from 'solid-js';
import { common } from '../../ui/text/en/common.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import { meterFailureWords } from './meter-words.ts';

/** Which plugs feed a miner, while its owner chooses; keeping them can be undone. */
export function createAssignment(minerId: string, onDone: () => void) {
  const { collector, view, nowMs } = useFleet();
  const toast = useToast();
  const plugs = () => (view()?.meters ?? []).filter(({ meter }) => meter.role.kind === 'power');
  const before = plugs().filter(({ meter }) => meter.role.minerIds.includes(minerId));
  const [ticked, setTicked] = createSignal<readonly string[]>(before.map(({ meter }) => meter.id));
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const assign = async (wanted: readonly string[]) => {
    for (const { meter } of plugs()) {
      const others = meter.role.minerIds.filter((id) => id !== minerId);
      const minerIds = wanted.includes(meter.id) ? [...others, minerId] : others;
      if (minerIds.length !== meter.role.minerIds.length)
        await collector.changeMeter(meter.id, { role: { ...meter.role, minerIds } });
    }
  };
  const save = async () => {
    setSaving(true);
    try {
      await assign(ticked());
      const run = () =>
        void assign(before.map(({ meter }) => meter.id)).catch(() => toast({ words: text.failed }));
      toast({ words: text.assign.kept, topic: `plugs of ${minerId}`, action: { label: common.undo, run } });
      onDone();
    } catch (error) {
      console.error('the plugs were not assigned', error);
      setFailure(meterFailureWords(error, nowMs()));
      setSaving(false);
    }
  };
  const toggle = (id: string, on: boolean) =>
    setTicked((all) => (on ? [...all, id] : all.filter((each) => each !== id)));
  return { plugs, ticked, toggle, saving, failure, save };
}
