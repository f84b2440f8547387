import type { Accessor } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { common } from '../../ui/text/en/common.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import { useToast } from '../../ui/toast.tsx';
import { createPendingSettings } from '../create-pending-settings.ts';
import { useFleet } from '../fleet-context.ts';
import { replacedBy, sameSettings, settingsTopic } from '../settings-change.ts';

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
  const kept = () => fleet.view()?.settings;
  const { settings, add, drop, dropWhenSeen } = createPendingSettings(kept);

  const save = async (change: Partial<Settings>): Promise<boolean> => {
    add(change);
    try {
      await fleet.collector.saveSettings(change);
      dropWhenSeen(change);
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
    const back = replacedBy(before, change);
    if (sameSettings(back, change)) {
      drop(change);
      return;
    }
    if (!(await save(change))) return;
    toast({
      words,
      topic: settingsTopic(change),
      action: { label: common.undo, run: () => void save(back) },
    });
  };
  return { settings, preview: add, keep };
}
