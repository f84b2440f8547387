import type { Alert } from '../../domain/alert.ts';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import { type MinerState, STATES_WORST_FIRST } from '../../domain/miner-state.ts';
import { powerAndRate, rateHs } from '../../domain/steady-rate.ts';
import { isLive, shownState } from './shown-state.ts';

export const SORTS = ['worst', 'name', 'hashrate', 'efficiency', 'temperature'] as const;
export type Sort = (typeof SORTS)[number];

/** One for all comparisons: to make one for each takes most of the time of sorting a large fleet. */
const byAlphabet = new Intl.Collator(undefined, { numeric: true });

/**
 * The miners as the owner wants them: worst first, by name, or by a figure (largest first; for efficiency the most
 * wasteful first). What has no live figure stands last; equals stand by name.
 */
export function orderedMiners(view: FleetView, sort: Sort, nowMs: number): readonly MinerView[] {
  const worst = sort === 'worst' ? worstSeverities(view.alerts) : undefined;
  return view.miners
    .map((miner) => {
      const state = shownState(miner, view.settings, nowMs);
      return {
        miner,
        rank: worst ? badness(state, worst.get(miner.miner.id)) : -figureOf(miner, state, sort),
      };
    })
    .sort(
      (a, b) =>
        // Equal infinities differ by NaN.
        (a.rank === b.rank ? 0 : a.rank - b.rank) ||
        byAlphabet.compare(a.miner.miner.name, b.miner.miner.name),
    )
    .map(({ miner }) => miner);
}

/** Open alerts that a miner still shows, worst first, newest first among equals. */
export function openAlertsOf(minerId: string, alerts: readonly Alert[]): readonly Alert[] {
  return openAlerts(alerts).filter(
    ({ minerIds, backIds }) => minerIds.includes(minerId) && !backIds?.includes(minerId),
  );
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

/** The worst severity of each miner's open alerts. */
function worstSeverities(alerts: readonly Alert[]): ReadonlyMap<string, Alert['severity']> {
  const worst = new Map<string, Alert['severity']>();
  // The worst stand first, so that the first one of a miner is the one that counts.
  for (const { minerIds, severity } of openAlerts(alerts)) {
    for (const id of minerIds) if (!worst.has(id)) worst.set(id, severity);
  }
  return worst;
}

/** Lower is worse. An alert that wants action comes before every state, one to watch before mere degradation. */
function badness(state: MinerState, worst: Alert['severity'] | undefined): number {
  const byState = STATES_WORST_FIRST.indexOf(state);
  if (worst === 'act') return -1;
  if (worst === 'watch') return Math.min(byState, STATES_WORST_FIRST.indexOf('degraded') - 0.5);
  return byState;
}

/** What a miner is sorted by; by name all are alike, and what is not live or not told stands below everything. */
function figureOf(miner: MinerView, state: MinerState, sort: Sort): number {
  if (sort === 'name') return 0;
  return (isLive(state) ? liveFigure(miner, sort) : undefined) ?? Number.NEGATIVE_INFINITY;
}

function liveFigure(miner: MinerView, sort: Sort): number | undefined {
  if (sort === 'temperature') return miner.reading?.tempChipMaxC;
  if (sort === 'hashrate') return rateHs(miner);
  const { powerW, hashrateHs } = powerAndRate(miner);
  return hashrateHs !== undefined && hashrateHs > 0 && powerW !== undefined ? powerW / hashrateHs : undefined;
}
