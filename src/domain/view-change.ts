import type { FleetView, MinerView } from './fleet-view.ts';

/**
 * A view as it crosses from the collector to a page: a miner that stands as it did in the view before is named by its
 * id alone. Of 1,000 miners that are asked every ten seconds a hundred change between two views, and copying the
 * others would hold up the page. A whole {@link FleetView} is such a change as well.
 */
export interface ViewChange extends Omit<FleetView, 'miners'> {
  readonly miners: readonly (MinerView | string)[];
}

/** What has to be told of `after` to whoever knows `before`. Miners are the same if they are the same object. */
export function viewChange(before: FleetView | undefined, after: FleetView): ViewChange {
  const known = new Map(before?.miners.map((view): [string, MinerView] => [view.miner.id, view]));
  return {
    ...after,
    miners: after.miners.map((view) => (known.get(view.miner.id) === view ? view.miner.id : view)),
  };
}

/**
 * The view that a change tells; miners that did not change are the same objects as before.
 * @throws RangeError when the change names a miner that `before` does not have: one was missed
 */
export function changedView(before: FleetView | undefined, change: ViewChange): FleetView {
  const known = new Map(before?.miners.map((view): [string, MinerView] => [view.miner.id, view]));
  const miners = change.miners.map((told) => {
    const view = typeof told === 'string' ? known.get(told) : told;
    if (view === undefined) throw new RangeError(`a view was missed: nothing is known of miner ${told}`);
    return view;
  });
  return { ...change, miners };
}
