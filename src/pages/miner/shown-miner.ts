import type { MinerView } from '../../domain/fleet-view.ts';
import type { MinerState } from '../../domain/miner-state.ts';
import type { Settings } from '../../domain/settings.ts';
import { isLive } from '../fleet/shown-state.ts';

/** A miner as its page shows it at one moment. */
export interface ShownMiner {
  readonly view: MinerView;
  /** By the page's own clock: see shownState. */
  readonly state: MinerState;
  /** It has an open alert for silent death: it claims a rate, and finds no shares. */
  readonly silent: boolean;
  readonly settings: Settings;
  readonly nowMs: number;
}

/** Is what its Reading says old? Then no figure may look live. */
export function isAged({ state }: ShownMiner): boolean {
  return !isLive(state);
}
