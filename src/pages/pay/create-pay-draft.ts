import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { common } from '../../ui/text/en/common.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';

/** Settings as the page counts with them: what is kept, and over it what is being typed. */
export interface PayDraft {
  readonly settings: Accessor<Settings | undefined>;
  /** Count with this at once, without keeping it. */
  readonly preview: (change: Partial<Settings>) => void;
  /** Keep this, say so, and offer the way back. */
  readonly keep: (change: Partial<Settings>, words: string) => Promise<void>;
}

/** Holds what is typed on the page over what is kept, so that results follow each keystroke. */
export function createPayDraft(): PayDraft {
  const fleet = useFleet();
  const toast = useToast();
  const [typed, setTyped] = createSignal<Partial<Settings>>({});
  const kept = () => fleet.view()?.settings;
  const settings = createMemo(() => {
    const base = kept();
    return base && { ...base, ...typed() };
  });

  const save = async (change: Partial<Settings>): Promise<boolean> => {
    setTyped((before) => ({ ...before, ...change }));
    try {
      await fleet.collector.saveSettings(change);
      setTyped((now) => without(now, change));
      return true;
    } catch (error) {
      console.error('settings were not kept', error);
      toast({ words: text.saved.failed });
      return false;
    }
  };
  const keep = async (change: Partial<Settings>, words: string) => {
    const before = kept();
    if (!before) return;
    const back = pick(before, change);
    if (JSON.stringify(back) === JSON.stringify(change)) {
      setTyped((now) => without(now, change));
      return;
    }
    if (await save(change)) toast({ words, action: { label: common.undo, run: () => void save(back) } });
  };
  return { settings, preview: (change) => setTyped((before) => ({ ...before, ...change })), keep };
}

/** The parts of `settings` that `change` replaces. */
function pick(settings: Settings, change: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key in change));
}

/** What is still being typed after `kept` has been kept; newer typing in the same place stays. */
function without(typed: Partial<Settings>, kept: Partial<Settings>): Partial<Settings> {
  const same = (key: string, value: unknown) =>
    Object.entries(kept).some(([keptKey, keptValue]) => keptKey === key && keptValue === value);
  return Object.fromEntries(Object.entries(typed).filter(([key, value]) => !same(key, value)));
}
