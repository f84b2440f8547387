import type { MinerTwin } from '../miner-twin.ts';
import { antminerChains } from './antminer-chains.ts';
import { cents, epochS, percentOf, perMinute } from './rpc-numbers.ts';
import { poolRows, shortRates } from './rpc-rows.ts';
import { invalidCommand, rpcStatus } from './rpc-status.ts';

/** What an Antminer with Bitmain's firmware of 2020–2022 replies to one cgminer command. */
export function answerAntminer(twin: MinerTwin, command: string): Record<string, unknown> {
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
      return { ...rpcStatus(twin, { code: 70, message: 'CGMiner stats' }), STATS: stats(twin) };
    default:
      return invalidCommand(twin);
  }
}

const MINER_VERSION = '49.0.1.3';
/**
 * The boards check only nonces that pass their own, higher difficulty, so that one wrong nonce in so many is counted:
 * 562 in 14 h on a recorded S19 Pro, of 26,000 nonces a second.
 */
const COUNTED_DIFFICULTY = 2_048;

function version({ options, model }: MinerTwin): Record<string, unknown> {
  return {
    API: '3.1',
    BMMiner: '1.0.0',
    CompileTime: options.firmware,
    Miner: MINER_VERSION,
    Type: model.deviceModel,
  };
}

function summary(twin: MinerTwin): Record<string, unknown> {
  const { link, measured, uptimeS } = twin;
  const { difficulty } = link.active.setup;
  return {
    Accepted: link.accepted,
    'Best Share': Math.floor(link.bestSession),
    'Device Hardware%': 0,
    'Device Rejected%': 0,
    'Difficulty Accepted': link.accepted * difficulty,
    'Difficulty Rejected': link.rejected * difficulty,
    'Difficulty Stale': link.stale * difficulty,
    Discarded: Math.floor(uptimeS * 90),
    Elapsed: Math.floor(uptimeS),
    'Found Blocks': 0,
    'GHS 30m': cents(shortRates(twin)(0.004) / 1e9),
    'GHS 5s': cents(measured.hashrateHs / 1e9),
    'GHS av': cents(measured.mean1dHs / 1e9),
    'Get Failures': 1,
    Getwork: Math.floor(uptimeS / 13),
    'Hardware Errors': Math.floor(twin.state.errors / COUNTED_DIFFICULTY),
    'Last getwork': epochS(twin.state.atMs),
    'Local Work': Math.floor(uptimeS * 90),
    'Network Blocks': Math.floor(uptimeS / 600),
    'Pool Rejected%': percentOf(link.rejected, link.accepted + link.rejected + link.stale),
    'Pool Stale%': percentOf(link.stale, link.accepted + link.rejected + link.stale),
    Rejected: link.rejected,
    'Remote Failures': 0,
    Stale: link.stale,
    'Total MH': Math.round((measured.mean1dHs / 1e6) * uptimeS),
    Utility: perMinute(link.accepted, uptimeS),
    'Work Utility': perMinute(link.accepted * difficulty, uptimeS),
  };
}

/** This firmware leaves the rates of `devs` at zero and misspells its temperature (recorded). */
function device({ link, uptimeS }: MinerTwin): Record<string, unknown> {
  const { difficulty } = link.active.setup;
  const lastS = link.lastShareAtMs === undefined ? 0 : epochS(link.lastShareAtMs);
  return {
    ASC: 0,
    Accepted: link.accepted,
    'Device Elapsed': Math.floor(uptimeS),
    'Device Hardware%': 0,
    'Device Rejected%': 0,
    'Diff1 Work': 0,
    'Difficulty Accepted': link.accepted * difficulty,
    'Difficulty Rejected': link.rejected * difficulty,
    Enabled: 'Y',
    'Hardware Errors': 0,
    ID: 0,
    'Last Share Difficulty': lastS,
    'Last Share Pool': link.usingFallback ? 1 : 0,
    'Last Share Time': lastS,
    'Last Valid Work': lastS,
    'MHS 5s': 0,
    'MHS av': 0,
    Name: 'BTM_SOC',
    Rejected: link.rejected,
    Status: 'Alive',
    Tenperature: 0,
    'Total MH': 0,
    Utility: 0,
  };
}

function pools(twin: MinerTwin): Record<string, unknown>[] {
  return poolRows(twin, ({ account, index, active, url, uptimeS }) => ({
    Accepted: account.accepted,
    'Best Share': Math.floor(account.best),
    Diff: active ? `${Math.round(account.setup.difficulty / 1000)}K` : '',
    'Diff1 Shares': 0,
    'Difficulty Accepted': account.accepted * account.setup.difficulty,
    'Difficulty Rejected': account.rejected * account.setup.difficulty,
    'Difficulty Stale': account.stale * account.setup.difficulty,
    Discarded: active ? Math.floor(uptimeS * 90) : 0,
    'Get Failures': active ? 1 : 0,
    Getworks: active ? Math.floor(uptimeS / 13) : 3,
    'Has GBT': false,
    'Has Stratum': true,
    'Last Share Difficulty': account.accepted > 0 ? account.setup.difficulty : 0,
    'Last Share Time': clockSince(account.lastShareAtMs, twin.state.atMs),
    'Long Poll': 'N',
    POOL: index,
    'Pool Rejected%': percentOf(account.rejected, account.accepted + account.rejected + account.stale),
    'Pool Stale%%': percentOf(account.stale, account.accepted + account.rejected + account.stale),
    Priority: index,
    Proxy: '',
    'Proxy Type': '',
    Quota: 1,
    Rejected: account.rejected,
    'Remote Failures': 0,
    Stale: account.stale,
    Status: 'Alive',
    'Stratum Active': active,
    'Stratum URL': active ? account.setup.host : '',
    URL: url,
    User: account.setup.user,
  }));
}

function stats(twin: MinerTwin): Record<string, unknown>[] {
  const { measured, model, options, settings, uptimeS } = twin;
  return [
    { BMMiner: '1.0.0', CompileTime: options.firmware, Miner: MINER_VERSION, Type: model.deviceModel },
    {
      STATS: 0,
      ID: 'BTM_SOC0',
      Elapsed: Math.floor(uptimeS),
      Calls: 0,
      Wait: 0,
      Max: 0,
      Min: 99_999_999,
      'GHS 5s': cents(measured.hashrateHs / 1e9),
      'GHS av': cents(measured.mean1dHs / 1e9),
      rate_30m: cents(shortRates(twin)(0.004) / 1e9),
      Mode: 2,
      miner_count: model.boards,
      frequency: settings.frequencyMhz,
      ...fans(twin),
      temp_num: model.boards,
      ...antminerChains(twin),
      temp_max: 0,
      no_matching_work: twin.state.errors,
      rate_unit: 'GH',
      miner_version: MINER_VERSION,
      miner_id: options.mac.toLowerCase().replaceAll(':', '').padStart(16, '8'),
      'total rate': cents(measured.mean1dHs / 1e9),
      total_acn: model.boards * model.chipsPerBoard,
      total_freqavg: settings.frequencyMhz,
      total_rateideal: cents(twin.expectedHashrateHs / 1e9),
    },
  ];
}

function fans({ measured, model }: MinerTwin): Record<string, number> {
  return {
    fan_num: model.fanCount,
    ...Object.fromEntries(antminerFansRpm(measured.fanRpm).map((each, index) => [`fan${index + 1}`, each])),
  };
}

/** Two fans push and two pull; the pulling pair turns slower (recorded: 6000, 5880, 5040, 5040), in steps of 120 rpm. */
export function antminerFansRpm(firstRpm: number): readonly number[] {
  return [1, 0.98, 0.84, 0.84].map((part) => Math.round((firstRpm * part) / 120) * 120);
}

/** `0:00:03` since the last share; `0` before the first. */
function clockSince(sinceMs: number | undefined, nowMs: number): string {
  if (sinceMs === undefined) return '0';
  const seconds = Math.floor((nowMs - sinceMs) / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
