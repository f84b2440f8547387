import type { Trouble, WatchFinding } from '../../../domain/health/watch-finding.ts';
import type { SeriesName } from '../../../domain/series.ts';
import type { Detector } from '../detector.ts';
import { MOST_NATS } from '../evidence-score.ts';
import type { ToldChange } from '../told-changes.ts';

/** What a miner tells itself, and no chance can raise. */

/** Clock or voltage are others than before, and neither the owner nor the miner's own protection did that. */
export const settingsChanged: Detector = {
  trouble: 'settings-changed',
  signals: 0,
  find: ({ told }) => changed('settings-changed', told.changes.settings, ['frequencyMhz', 'voltageCoreSetV']),
};

export const firmwareChanged: Detector = {
  trouble: 'firmware-changed',
  signals: 0,
  find: ({ told }) => changed('firmware-changed', told.changes.firmware, ['uptimeS']),
};

/** It mines to an address that its owner has never used: somebody else's earnings. */
export const poolAddress: Detector = {
  trouble: 'pool-address',
  signals: 0,
  find: ({ told }) => changed('pool-address', told.changes['pool-address'], ['sharesAccepted']),
};

export const poolFailover: Detector = {
  trouble: 'pool-failover',
  signals: 0,
  find: ({ failover }) =>
    failover && { ...toldFinding('pool-failover', failover.sinceMs, ['poolLatencyMs']), text: failover.pool },
};

/** It gives no answer for a whole quarter. Whether router, power or miner, the fleet's view tells: see fleet-watch.ts. */
export const network: Detector = {
  trouble: 'network',
  signals: 0,
  find: ({ unanswered }) => unanswered && toldFinding('network', unanswered.sinceMs, ['hashrateHs']),
};

function changed(
  trouble: Trouble,
  change: ToldChange | undefined,
  charts: readonly SeriesName[],
): WatchFinding | undefined {
  return change && { ...toldFinding(trouble, change.atMs, charts), text: `${change.from} → ${change.to}` };
}

function toldFinding(trouble: Trouble, sinceMs: number, charts: readonly SeriesName[]): WatchFinding {
  const evidence = [{ figure: 'told', nats: MOST_NATS, sinceMs, charts }] as const;
  return { trouble, sinceMs, confidence: 1, evidence };
}
