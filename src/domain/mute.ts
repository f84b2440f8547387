/** A miner of which nobody is told for a while. What is wrong with it is watched, shown and kept all the same. */
export interface MinerMute {
  readonly untilMs: number;
  /** Its owner wants quiet, or Davylamp has just changed it itself and waits until it has settled. */
  readonly by: 'owner' | 'change';
}

/** Longer ones are as good as an alarm that was switched off and forgotten, ms. */
export const LONGEST_MUTE_MS = 7 * 86_400_000;

/** Is nobody told of it now? A mute ends by itself; one of more than {@link LONGEST_MUTE_MS} was left by a clock that went wrong. */
export function isMuted({ mute }: { readonly mute?: MinerMute | undefined }, nowMs: number): boolean {
  return mute !== undefined && mute.untilMs > nowMs && mute.untilMs <= nowMs + LONGEST_MUTE_MS;
}

/** The mute around a change of ours; a longer one of the owner's stays. */
export function mutedForChange(
  { mute }: { readonly mute?: MinerMute | undefined },
  nowMs: number,
  settleMs: number,
): MinerMute {
  const untilMs = nowMs + settleMs;
  return mute && isMuted({ mute }, nowMs) && mute.untilMs >= untilMs ? mute : { untilMs, by: 'change' };
}

/** The ids of the miners of whom nobody is told now. */
export function mutedIds(
  views: readonly { readonly miner: { readonly id: string; readonly mute?: MinerMute | undefined } }[],
  nowMs: number,
): ReadonlySet<string> {
  return new Set(views.filter(({ miner }) => isMuted(miner, nowMs)).map(({ miner }) => miner.id));
}

/** Is what concerns these miners nobody's business now? What concerns none in particular is everybody's. */
export function isHushed(minerIds: readonly string[], muted: ReadonlySet<string>): boolean {
  return minerIds.length > 0 && minerIds.every((id) => muted.has(id));
}
