import type { Alert } from '../../domain/alert.ts';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import { type MinerState, STATES_WORST_FIRST } from '../../domain/miner-state.ts';
import { rateHs } from './fleet-figures.ts';
import { isLive, shownState } from './shown-state.ts';

export const SORTS = ['worst', 'name', 'hashrate', 'efficiency', 'temperature'] as const;
export type Sort = (typeof SORTS)[number];

/**
 * The miners as the owner wants them: worst first, by name, or by a figure (largest first; for efficiency the most
 * wasteful first). What has no live figure stands last; equals stand by name.
 */
export function orderedMiners(view: FleetView, sort: Sort, nowMs: number): readonly MinerView[] {
  const shown = (miner: MinerView) => shownState(miner, view.settings, nowMs);
  const figure = (miner: MinerView) =>
    isLive(shown(miner)) ? (figureOf(miner, sort) ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
  const byName = (a: MinerView, b: MinerView) =>
    a.miner.name.localeCompare(b.miner.name, undefined, { numeric: true });
  return view.miners.toSorted((a, b) => {
    if (sort === 'name') return byName(a, b);
    if (sort === 'worst')
      return badness(a, shown(a), view.alerts) - badness(b, shown(b), view.alerts) || byName(a, b);
    const [first, second] = [figure(a), figure(b)];
    return first === second ? byName(a, b) : second - first;
  });
}

/** Open alerts of a miner, worst first, newest first among equals. */
export function openAlertsOf(minerId: string, alerts: readonly Alert[]): readonly Alert[] {
  return openAlerts(alerts).filter(({ minerIds }) => minerIds.includes(minerId));
}

/** All open alerts, worst first; those the owner has seen already after the others of their severity. */
export function openAlerts(alerts: readonly Alert[]): readonly Alert[] {
  const rank = { act: 0, watch: 1, info: 2 } as const;
  const seen = ({ acknowledgedAtMs }: Alert) => Number(acknowledgedAtMs !== undefined);
  return alerts
    .filter(({ resolvedAtMs }) => resolvedAtMs === undefined)
    .toSorted(
      (a, b) => rank[a.severity] - rank[b.severity] || seen(a) - seen(b) || b.openedAtMs - a.openedAtMs,
    );
}

/** Lower is worse. An alert that wants action comes before every state, one to watch before mere degradation. */
function badness({ miner }: MinerView, state: MinerState, alerts: readonly Alert[]): number {
  const byState = STATES_WORST_FIRST.indexOf(state);
  const [worst] = openAlertsOf(miner.id, alerts);
  if (worst?.severity === 'act') return -1;
  if (worst?.severity === 'watch') return Math.min(byState, STATES_WORST_FIRST.indexOf('degraded') - 0.5);
  return byState;
}

function figureOf(miner: MinerView, sort: Sort): number | undefined {
  if (sort === 'temperature') return miner.reading?.tempChipMaxC;
  const rate = rateHs(miner);
  if (sort === 'hashrate') return rate;
  const powerW = miner.reading?.powerW;
  return rate !== undefined && rate > 0 && powerW !== undefined ? powerW / rate : undefined;
}
