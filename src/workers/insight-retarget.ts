import { freshnessOf } from '../domain/freshness.ts';
import type { NetworkState } from '../domain/network-state.ts';
import type { OutsideSeries } from '../domain/outside-series.ts';
import type { Sourced } from '../domain/sourced.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { EPOCH_BLOCKS } from '../insight/difficulty-epoch.ts';
import { difficultyOutlook } from '../insight/difficulty-outlook.ts';
import { beliefFromDays } from '../insight/difficulty-outlook-past.ts';
import type { RetargetReport } from './insight-api.ts';

const DAY_MS = 86_400_000;

/** As much of the past as the sources fill in at first use; the backtest's forecasts stand on their feet after 90 days. */
export const PAST_MS = 190 * DAY_MS;

/** With fewer days of its rate a network's trend is anyone's guess. */
const FEWEST_DAYS = 14;

export interface RetargetPorts {
  readonly nowMs: () => number;
  /** The best figures of the owner's sources; empty where none is on. */
  readonly figures: () => Promise<SourcesView['figures']>;
  readonly past: (series: string, fromMs: number, toMs: number) => Promise<OutsideSeries>;
}

/**
 * The next retarget of Bitcoin from what the sources told: where the epoch stands (`retarget:BTC`), what difficulty is in
 * force (`difficulty:BTC`, else `network:BTC`), and the network's rate day by day (`rate:BTC`).
 */
export async function retargetReport({ nowMs, figures, past }: RetargetPorts): Promise<RetargetReport> {
  const told = await figures();
  const epoch = told['retarget:BTC'] as Sourced<NetworkState> | undefined;
  const { retarget } = epoch?.value ?? {};
  const startedAtMs = retarget?.previous?.atMs;
  const remainingBlocks = retarget?.remainingBlocks;
  if (epoch === undefined || startedAtMs === undefined || remainingBlocks === undefined)
    return { kind: 'untold' };
  if (freshnessOf('network', nowMs() - epoch.atMs) === 'useless') return { kind: 'old', atMs: epoch.atMs };

  const fromMs = nowMs() - PAST_MS;
  const [rates, difficulties] = await Promise.all([
    past('rate:BTC', fromMs, nowMs()),
    past('difficulty:BTC', fromMs, nowMs()),
  ]);
  const days = rates.atMs.length;
  const difficulty = inForce(difficulties, startedAtMs) ?? toldOfEpoch(told['network:BTC'], startedAtMs);
  if (difficulty === undefined || days < FEWEST_DAYS) return { kind: 'short-past', days };
  const outlook = difficultyOutlook(beliefFromDays(rates, difficulties), {
    startedAtMs,
    // A server counts from the epoch's first block on, which is itself mined: 2016 remain right after it.
    blocks: Math.min(EPOCH_BLOCKS, EPOCH_BLOCKS + 1 - remainingBlocks),
    difficulty,
    atMs: epoch.atMs,
  });
  if (outlook === undefined) return { kind: 'short-past', days };
  return {
    kind: 'outlook',
    outlook,
    provider: epoch.provider,
    atMs: epoch.atMs,
    remainingBlocks,
    days,
  };
}

/** The difficulty of the epoch that began then; its own block may be stamped minutes apart in two of the server's lists. */
function inForce({ atMs, values }: OutsideSeries, startedAtMs: number): number | undefined {
  const index = atMs.findIndex((at) => Math.abs(at - startedAtMs) < DAY_MS / 2);
  return index < 0 ? undefined : values[index];
}

/** The difficulty as a provider told it, where it did so within the epoch. */
function toldOfEpoch(figure: Sourced<unknown> | undefined, startedAtMs: number): number | undefined {
  const network = figure as Sourced<NetworkState> | undefined;
  return network && network.atMs > startedAtMs ? network.value.difficulty : undefined;
}
