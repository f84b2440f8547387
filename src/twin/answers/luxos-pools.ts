import type { MinerTwin } from '../miner-twin.ts';
import { percentOf } from './rpc-numbers.ts';
import { poolRows } from './rpc-rows.ts';

/** `POOLS` of LuxOS; the twin has them all in one group. */
export function luxPools(twin: MinerTwin): Record<string, unknown>[] {
  return poolRows(twin, ({ account, index, active, url, uptimeS }) => ({
    Accepted: account.accepted,
    AsicBoost: true,
    'Bad Work': 0,
    'Best Share': Math.floor(account.best),
    'Current Block Height': 0,
    'Current Block Version': 536_870_912,
    Diff: `${Math.round(account.setup.difficulty / 1000)}K`,
    'Diff1 Shares': account.accepted * account.setup.difficulty,
    'Difficulty Accepted': account.accepted * account.setup.difficulty,
    'Difficulty Rejected': account.rejected * account.setup.difficulty,
    'Difficulty Stale': account.stale * account.setup.difficulty,
    Discarded: 0,
    GROUP: 0,
    'Get Failures': 0,
    Getworks: active ? Math.floor(uptimeS / 10) : 0,
    'Has GBT': false,
    'Has Stratum': true,
    'Has Vmask': true,
    'Last Share Difficulty': account.accepted > 0 ? account.setup.difficulty : 0,
    'Last Share Time': clockSince(account.lastShareAtMs, twin.state.atMs),
    'Long Pool': 'N',
    POOL: index,
    'Pool Rejected%': percentOf(account.rejected, account.accepted + account.rejected + account.stale),
    'Pool Stale%': percentOf(account.stale, account.accepted + account.rejected + account.stale),
    Priority: index,
    Proxy: '',
    'Proxy Type': '',
    Quota: 1,
    Rejected: account.rejected,
    'Remote Failures': 0,
    Stale: account.stale,
    Status: 'Alive',
    'Stratum Active': active,
    'Stratum Difficulty': active ? account.setup.difficulty : 0,
    'Stratum URL': `${account.setup.host}:${account.setup.port}`,
    URL: url,
    User: account.setup.user,
    'Work Difficulty': active ? account.setup.difficulty : 0,
    Works: 0,
  }));
}

/** `00:57:33` since the last share. */
function clockSince(sinceMs: number | undefined, nowMs: number): string {
  const seconds = sinceMs === undefined ? 0 : Math.floor((nowMs - sinceMs) / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
