import type { MinerTwin } from '../miner-twin.ts';
import { HASHES_PER_DIFFICULTY } from '../share-arrivals.ts';
import { avalonLiteText, avalonText } from './avalon-text.ts';
import { cents, epochS, percentOf, perMinute } from './rpc-numbers.ts';
import { poolRows, shortRates } from './rpc-rows.ts';
import { invalidCommand, rpcStatus } from './rpc-status.ts';

/** What an Avalon Nano 3S replies to one cgminer command, with the keys of a recorded one. */
export function answerAvalon(twin: MinerTwin, command: string): Record<string, unknown> {
  switch (command) {
    case 'version':
      return { ...rpcStatus(twin, { code: 22, message: 'CGMiner versions' }), VERSION: [version(twin)] };
    case 'summary':
      return { ...rpcStatus(twin, { code: 11, message: 'Summary' }), SUMMARY: [summary(twin)] };
    case 'devs':
      return { ...rpcStatus(twin, { code: 9, message: '1 ASC(s)' }), DEVS: [device(twin)] };
    case 'pools':
      return { ...rpcStatus(twin, { code: 7, message: '2 Pool(s)' }), POOLS: pools(twin) };
    case 'stats':
    case 'estats':
      return { ...rpcStatus(twin, { code: 70, message: 'CGMiner stats' }), STATS: stats(twin) };
    case 'litestats':
      return {
        ...rpcStatus(twin, { code: 70, message: 'CGMiner stats' }),
        STATS: [{ 'MM ID0': avalonLiteText(twin), 'MM Count': 1, 'Nonce Mask': 25 }],
      };
    default:
      return invalidCommand(twin);
  }
}

function version({ options }: MinerTwin): Record<string, unknown> {
  return {
    CGMiner: '4.11.1',
    API: '3.7',
    PROD: 'Avalon Nano3s',
    MODEL: 'Nano3s',
    HWTYPE: 'N_MM1v1_X1',
    SWTYPE: 'MM319',
    LVERSION: options.firmware,
    BVERSION: options.firmware,
    CGVERSION: options.firmware,
    DNA: `0201${options.mac.toLowerCase().replaceAll(':', '')}`,
    MAC: options.mac.toLowerCase().replaceAll(':', ''),
    UPAPI: '2',
  };
}

function summary(twin: MinerTwin): Record<string, unknown> {
  const { link, uptimeS } = twin;
  const { difficulty } = link.active.setup;
  return {
    Elapsed: Math.floor(uptimeS),
    ...rates(twin),
    'Found Blocks': 0,
    Getworks: Math.floor(uptimeS / 15),
    Accepted: link.accepted,
    Rejected: link.rejected,
    'Hardware Errors': 0,
    Utility: perMinute(link.accepted, uptimeS),
    Discarded: 0,
    Stale: link.stale,
    'Get Failures': 0,
    'Local Work': Math.floor(uptimeS * 0.8),
    'Remote Failures': 0,
    'Network Blocks': Math.floor(uptimeS / 600),
    'Total MH': Math.round((twin.measured.mean1dHs / 1e6) * uptimeS),
    'Work Utility': perMinute(link.accepted * difficulty, uptimeS),
    'Difficulty Accepted': link.accepted * difficulty,
    'Difficulty Rejected': link.rejected * difficulty,
    'Difficulty Stale': link.stale * difficulty,
    'Best Share': Math.floor(link.bestSession),
    'Device Hardware%': 0,
    'Device Rejected%': percentOf(link.rejected, link.accepted),
    'Pool Rejected%': percentOf(link.rejected, link.accepted + link.rejected + link.stale),
    'Pool Stale%': percentOf(link.stale, link.accepted + link.rejected + link.stale),
    'Last getwork': 0,
  };
}

function device(twin: MinerTwin): Record<string, unknown> {
  const { link, uptimeS } = twin;
  const { difficulty } = link.active.setup;
  const lastS = link.lastShareAtMs === undefined ? 0 : epochS(link.lastShareAtMs);
  return {
    ASC: 0,
    Name: 'AVALON',
    ID: 0,
    Enabled: 'Y',
    Status: 'Alive',
    Temperature: 0,
    ...rates(twin),
    Accepted: link.accepted,
    Rejected: link.rejected,
    'Hardware Errors': 0,
    Utility: perMinute(link.accepted, uptimeS),
    'Last Share Pool': link.usingFallback ? 1 : 0,
    'Last Share Time': lastS,
    'Total MH': Math.round((twin.measured.mean1dHs / 1e6) * uptimeS),
    'Diff1 Work': Math.round((twin.measured.mean1dHs * uptimeS) / HASHES_PER_DIFFICULTY),
    'Difficulty Accepted': link.accepted * difficulty,
    'Difficulty Rejected': link.rejected * difficulty,
    'Last Share Difficulty': difficulty,
    'Last Valid Work': lastS,
    'Device Hardware%': 0,
    'Device Rejected%': percentOf(link.rejected, link.accepted),
    'Device Elapsed': Math.floor(uptimeS),
  };
}

/** Rates in MH/s. Those of cgminer are made of shares, so they swing far more than the board's own count. */
function rates(twin: MinerTwin): Record<string, number> {
  const swing = shortRates(twin);
  return {
    'MHS av': cents(twin.measured.mean1dHs / 1e6),
    'MHS 5s': cents(swing(0.15) / 1e6),
    'MHS 1m': cents(swing(0.06) / 1e6),
    'MHS 5m': cents(swing(0.03) / 1e6),
    'MHS 15m': cents(swing(0.02) / 1e6),
  };
}

function pools(twin: MinerTwin): Record<string, unknown>[] {
  return poolRows(twin, ({ account, index, active, url, uptimeS }) => ({
    POOL: index,
    URL: url,
    Status: 'Alive',
    Priority: index,
    Quota: 1,
    'Long Poll': 'N',
    Getworks: active ? Math.floor(uptimeS / 15) : 1,
    Accepted: account.accepted,
    Rejected: account.rejected,
    Works: active ? Math.floor(uptimeS / 3) : 0,
    Discarded: 0,
    Stale: account.stale,
    'Get Failures': 0,
    'Remote Failures': 0,
    User: account.setup.user,
    'Last Share Time': account.lastShareAtMs === undefined ? 0 : epochS(account.lastShareAtMs),
    'Diff1 Shares': account.accepted * account.setup.difficulty,
    'Proxy Type': '',
    Proxy: '',
    'Difficulty Accepted': account.accepted * account.setup.difficulty,
    'Difficulty Rejected': account.rejected * account.setup.difficulty,
    'Difficulty Stale': account.stale * account.setup.difficulty,
    'Last Share Difficulty': account.accepted > 0 ? account.setup.difficulty : 0,
    'Work Difficulty': account.setup.difficulty,
    'Has Stratum': true,
    'Stratum Active': active,
    'Stratum URL': active ? account.setup.host : '',
    'Stratum Difficulty': active ? account.setup.difficulty : 0,
    'Has Vmask': true,
    'Has GBT': false,
    'Best Share': Math.floor(account.best),
    'Pool Rejected%': percentOf(account.rejected, account.accepted + account.rejected + account.stale),
    'Pool Stale%': percentOf(account.stale, account.accepted + account.rejected + account.stale),
    'Bad Work': 0,
    'Current Block Height': 958_210,
    'Current Block Version': 536_870_912,
  }));
}

function stats(twin: MinerTwin): Record<string, unknown>[] {
  const common = {
    Elapsed: Math.floor(twin.uptimeS),
    Calls: 0,
    Wait: 0,
    Max: 0,
    Min: 99_999_999,
  };
  return [
    { STATS: 0, ID: 'AVALON0', ...common, 'MM ID0': avalonText(twin), 'MM Count': 1, 'Nonce Mask': 25 },
    ...poolRows(twin, ({ account, index }) => ({
      STATS: index + 1,
      ID: `POOL${index}`,
      ...common,
      ...POOL_STATS,
      'Work Diff': account.setup.difficulty,
      'Min Diff': account.setup.difficulty,
      'Max Diff': account.setup.difficulty,
      'Min Diff Count': 1,
      'Max Diff Count': 1,
      'Times Sent': account.accepted + account.rejected + 3,
      'Bytes Sent': 130 * (account.accepted + account.rejected) + 529,
      'Times Recv': 2 * account.accepted + 27,
      'Bytes Recv': 330 * account.accepted + 24_942,
      'Net Bytes Sent': 130 * (account.accepted + account.rejected) + 529,
      'Net Bytes Recv': 330 * account.accepted + 24_942,
    })),
  ];
}

/** Counters of the getwork protocol, which stratum leaves at zero. */
const POOL_STATS = {
  'Pool Calls': 0,
  'Pool Attempts': 0,
  'Pool Wait': 0,
  'Pool Max': 0,
  'Pool Min': 99_999_999,
  'Pool Av': 0,
  'Work Had Roll Time': false,
  'Work Can Roll': false,
  'Work Had Expire': false,
  'Work Roll Time': 0,
} as const;
