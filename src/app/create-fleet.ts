import { createSignal } from 'solid-js';
import type { FleetView } from '../domain/fleet-view.ts';
import { changedView, type ViewChange } from '../domain/view-change.ts';
import { staleWithoutHelper } from '../pages/fleet/shown-state.ts';
import type { Fleet, StartFailure } from '../pages/fleet-context.ts';
import type { CollectorApi } from '../workers/collector-api.ts';
import { createClock } from './create-clock.ts';

export interface FleetOptions {
  readonly kind: 'real' | 'demo';
  /** Opens one more collector worker. */
  readonly open: () => CollectorApi;
  /** From a pairing link, where the page was opened by one. */
  readonly token?: string | undefined;
  readonly show: Fleet['show'];
  readonly openLearner: Fleet['openLearner'];
}

/** Starts the collector of the fleet to be shown, and the owner's own beside a demo when something needs it. */
export function createFleet({ kind, open, token, show, openLearner }: FleetOptions): Fleet {
  const [view, setView] = createSignal<FleetView>();
  let told: FleetView | undefined;
  const take = (change: ViewChange) => {
    told = changedView(told, change);
    setView(staleWithoutHelper(told));
  };
  const [startFailure, setStartFailure] = createSignal<StartFailure>();
  const collector = open();

  const started = collector.start({ fleet: kind }).then(async (first) => {
    take(first);
    await collector.subscribe(take);
    return collector;
  });
  started.catch((thrown: unknown) => setStartFailure({ detail: detailOf(thrown) }));

  let own: Promise<CollectorApi> | undefined;
  const ownCollector = () => {
    if (own === undefined) {
      own = (kind === 'real' ? started : startBeside(open)).then((api) => paired(api, token));
      // What failed once (a store that another tab blocked) may succeed the next time it is asked for.
      own.catch(() => {
        own = undefined;
      });
    }
    return own;
  };
  return { kind, view, startFailure, collector, ownCollector, openLearner, show, nowMs: createClock() };
}

async function startBeside(open: () => CollectorApi): Promise<CollectorApi> {
  const collector = open();
  await collector.start({ fleet: 'real' });
  return collector;
}

/**
 * Hands over the token of a pairing link first, so that nobody asks the helper as a stranger meanwhile. Pairing checks
 * it, so that a wrong one does not replace the one that is kept.
 */
async function paired(collector: CollectorApi, token: string | undefined): Promise<CollectorApi> {
  if (token !== undefined) await collector.pair(token);
  return collector;
}

/** Failures of the collector carry their words in `detail`, all others in `message`. */
function detailOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === 'object' && thrown !== null && 'detail' in thrown) return String(thrown.detail);
  return String(thrown);
}
