import { type Accessor, createContext, useContext } from 'solid-js';
import type { FleetView } from '../domain/fleet-view.ts';
import type { CollectorApi } from '../workers/collector-api.ts';
import type { Learner } from '../workers/learner-client.ts';

/** What every page may know of the fleet and ask of its collector. */
export interface Fleet {
  /** Whose miners are on screen. Real and demo never mix: a change of it loads the app anew. */
  readonly kind: 'real' | 'demo';
  /** The latest view; undefined until the collector has opened its store. */
  readonly view: Accessor<FleetView | undefined>;
  /** Why the collector could not start; undefined while it starts and when it runs. */
  readonly startFailure: Accessor<StartFailure | undefined>;
  /** Asks about the fleet on screen. */
  readonly collector: CollectorApi;
  /**
   * Asks about the owner's own miners, also while the demo is on screen: what adding a miner and pairing need. Starts
   * that collector on first use; rejects when it cannot start.
   */
  readonly ownCollector: () => Promise<CollectorApi>;
  /** Starts a learner worker of whoever asks: it closes it again. Rejects when it cannot be loaded. */
  readonly openLearner: () => Promise<Learner>;
  /** Shows the other fleet, remembers the choice, and goes to `path`. */
  readonly show: (kind: 'real' | 'demo', path?: string) => void;
  /** The page's clock, epoch ms: moves once a second while the page is visible, so that ages grow. */
  readonly nowMs: Accessor<number>;
}

export interface StartFailure {
  readonly detail: string;
}

export const FleetContext = createContext<Fleet>();

/**
 * The fleet that the app shows.
 * @throws Error outside of the app's FleetContext.
 */
export function useFleet(): Fleet {
  const fleet = useContext(FleetContext);
  if (!fleet) throw new Error('useFleet: no FleetContext above this component');
  return fleet;
}
