import type { Accessor } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { common } from '../../ui/text/en/common.ts';
import { settings as text } from '../../ui/text/en/settings.ts';
import { useToast } from '../../ui/toast.tsx';
import { createPendingSettings } from '../create-pending-settings.ts';
import { useFleet } from '../fleet-context.ts';
import { replacedBy, sameSettings, settingsTopic } from '../settings-change.ts';

/** What the Settings page changes; all else is set where it counts. */
export type SettingsChange = Partial<Pick<Settings, keyof typeof text.kept>>;

/** The settings that are kept, and a way to keep others that can be taken back. */
export interface KeptSettings {
  readonly settings: Accessor<Settings | undefined>;
  readonly keep: (change: SettingsChange) => Promise<void>;
}

/** Keeps each change at once and offers to undo it. */
export function createSettings(): KeptSettings {
  const fleet = useFleet();
  const toast = useToast();
  const { settings, add, drop, dropWhenSeen } = createPendingSettings(() => fleet.view()?.settings);
  const save = async (change: Partial<Settings>): Promise<boolean> => {
    add(change);
    try {
      await fleet.collector.saveSettings(change);
      dropWhenSeen(change);
      return true;
    } catch (error) {
      console.error('settings were not kept', error);
      drop(change);
      toast({ words: text.failed });
      return false;
    }
  };
  const keep = async (change: SettingsChange) => {
    const before = settings();
    if (!before) return;
    const back = replacedBy(before, change);
    if (sameSettings(back, change)) return;
    if (await save(change)) {
      const action = { label: common.undo, run: () => void save(back) };
      toast({ words: keptWords(change), topic: settingsTopic(change), action });
    }
  };
  return { settings, keep };
}

function keptWords(change: SettingsChange): string {
  const kept = Object.entries(text.kept).filter(([name]) => name in change);
  return kept.map(([, words]) => words).join(' ');
}
