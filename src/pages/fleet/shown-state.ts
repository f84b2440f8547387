import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import { type MinerState, STALE_AFTER_POLLS } from '../../domain/miner-state.ts';
import type { Settings } from '../../domain/settings.ts';

/** Later than this many missed polls the page no longer takes the collector's word that a miner is live. */
const PAGE_PATIENCE_POLLS = STALE_AFTER_POLLS + 2;

/**
 * The state to show at `nowMs`. It is the collector's, except that a figure whose collector itself fell silent (a
 * crashed worker, a leading tab that the browser froze) turns stale by the page's own clock.
 */
export function shownState(
  { state, answeredAtMs }: Pick<MinerView, 'state' | 'answeredAtMs'>,
  { pollMs }: Pick<Settings, 'pollMs'>,
  nowMs: number,
): MinerState {
  if (state === 'lost' || answeredAtMs === undefined) return state;
  const ageMs = nowMs - answeredAtMs;
  return ageMs > PAGE_PATIENCE_POLLS * pollMs ? 'stale' : state;
}

/** Without the helper nobody is asked any more, so from that moment on nothing in a view is live. */
export function staleWithoutHelper(view: FleetView): FleetView {
  if (view.proxyProblem === undefined) return view;
  const miners = view.miners.map((miner) =>
    isLive(miner.state) ? { ...miner, state: 'stale' as const } : miner,
  );
  return { ...view, miners };
}

/** Is what is shown of it true now? */
export function isLive(state: MinerState): boolean {
  return state !== 'stale' && state !== 'lost';
}
