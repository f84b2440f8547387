import type { Action } from '../domain/action.ts';
import { RAISE_WINDOW_MS } from '../domain/action.ts';
import type { ChangeRecord, SettingDifference } from '../domain/control.ts';

/** What an action comes to whose first step came to this. */
export const STATUS_OF: Readonly<Record<ChangeRecord['outcome'], Action['status']>> = {
  done: 'done',
  scheduled: 'scheduled',
  'not-applied': 'failed',
  'rolled-back': 'rolled-back',
  unconfirmed: 'failed',
  refused: 'rejected',
  failed: 'failed',
};

/** What a step that nobody followed had set, as far as the device shows it now. */
export function noted(action: Action, { differences, undo }: ChangeRecord): Action {
  return { ...action, made: joined(action.made, differences), undo: action.undo ?? undo };
}

/** Might the device be set otherwise than before? */
export function changed({ outcome }: ChangeRecord): boolean {
  return outcome === 'done' || outcome === 'unconfirmed' || outcome === 'not-applied';
}

/** Was a part of it applied, and does the next wait? */
export function isBetweenSteps({ step, made }: Action): boolean {
  return step === 'waiting' && made.length > 0;
}

/** When a raise that had to wait may be tried again. */
export function soonest(changes: readonly ChangeRecord[], nowMs: number): number {
  const sentMs = changes.map(({ atMs }) => atMs + RAISE_WINDOW_MS).filter((atMs) => atMs > nowMs);
  return sentMs.length > 0 ? Math.min(...sentMs) : nowMs + RAISE_WINDOW_MS;
}

/** How it was before the first step, and how it was left by the last. */
export function joined(
  earlier: readonly SettingDifference[],
  later: readonly SettingDifference[],
): readonly SettingDifference[] {
  const first = new Map(earlier.map((difference) => [difference.setting, difference]));
  return later.map((difference) => {
    const known = first.get(difference.setting);
    return known ? { ...difference, before: known.before } : difference;
  });
}
