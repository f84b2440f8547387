import type { Algorithm } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { antminerControl } from './antminer-control.ts';
import { hydroTemps } from './antminer-hydro.ts';
import { PLAIN_UNITS } from './bitmain-chains.ts';
import {
  askBitmainPages,
  type BitmainDialect,
  type BitmainPages,
  parseBitmainPages,
  partsOf,
  tellsWork,
} from './bitmain-web.ts';
import { refuseBlank } from './blank-reading.ts';
import { readCgminer } from './cgminer.ts';
import { withDigest } from './digest-auth.ts';
import { attempt } from './evidence.ts';
import { loginOf, ROOT_LOGIN } from './login.ts';
import { RawRecord } from './raw-record.ts';
import { statsFrequencyMhz } from './rpc-chains.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';
import { askRpcIfKnown, type RpcReply, sections } from './rpc-reply.ts';
import { withLoginRefused } from './token-api.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** What a stock Antminer answers by both doors; either may stay closed. */
export interface AntminerReplies extends BitmainPages {
  /** Of the old API: counts of shares and the pool in use, which the web pages leave out. */
  readonly apiSummary?: RpcReply | undefined;
  readonly apiPools?: RpcReply | undefined;
  /** The clock of the whole: pages tell that of each board alone. */
  readonly apiStats?: RpcReply | undefined;
}

/** Stock firmware counts in GH/s what it names no unit for; on other coins it has always named one, or was older. */
const DIALECT: BitmainDialect = {
  family: 'antminer',
  make: 'Antminer',
  units: PLAIN_UNITS,
  usualUnitHs: (algorithm: Algorithm) =>
    algorithm === 'equihash' ? 1e3 : algorithm === 'scrypt' ? 1e6 : 1e9,
  workMode: ['miner-mode', 'bitmain-work-mode'],
};

/**
 * Stock Bitmain firmware: the web pages (digest login, since about 2020) tell most, the cgminer API on 4028 the rest;
 * an S9, or one whose password nobody gave us, is read over the API alone.
 */
export const antminer: DeviceAdapter = {
  async read(transport, options) {
    const { signal, credentials } = options;
    const opened = withDigest(transport, loginOf(credentials, ROOT_LOGIN));
    const pages = await attempt(() => askBitmainPages(opened, signal));
    if (pages instanceof DeviceError || !tellsWork(pages)) return readOverApi(opened, options, pages);
    return readParts(transport, options, pages);
  },
  control: antminerControl,
};

/** What the pages tell, with what only the old API counts. */
async function readParts(
  transport: DeviceTransport,
  { nowMs, signal }: ReadOptions,
  pages: BitmainPages,
): Promise<DeviceSnapshot> {
  const summary = await attempt(() => askRpcIfKnown(transport, 'summary', signal));
  const isOpen = !(summary instanceof DeviceError);
  const apiSummary = isOpen ? summary : undefined;
  const apiPools = isOpen ? await askIfOpen(transport, 'pools', signal) : undefined;
  const apiStats = isOpen ? await askIfOpen(transport, 'stats', signal) : undefined;
  const replies = { ...pages, apiSummary, apiPools, apiStats };
  return refuseBlank(parseAntminer(replies, nowMs()), 'stats.cgi and summary.cgi');
}

/** The replies → one moment. Any of them may be missing. */
export function parseAntminer(replies: AntminerReplies, atMs: number): DeviceSnapshot {
  const { identity, reading } = parseBitmainPages(replies, DIALECT, atMs);
  const oddities = [...reading.oddities];
  const [summary = new RawRecord({}, oddities)] = sections(replies.apiSummary, 'SUMMARY', oddities);
  const pools = sections(replies.apiPools, 'POOLS', oddities);
  const frequencyMhz = sections(replies.apiStats, 'STATS', oddities)
    .map(statsFrequencyMhz)
    .find((mhz) => mhz !== undefined);
  const fromApi: Partial<Reading> = {
    frequencyMhz,
    shares: {
      accepted: summary.count('Accepted'),
      rejected: summary.count('Rejected'),
      stale: summary.count('Stale'),
    },
    bestShare: reading.bestShare ?? summary.difficulty('Best Share'),
    hwErrors: reading.hwErrors ?? summary.count('Hardware Errors'),
    hwErrorPct: reading.hwErrorPct ?? summary.number('Device Hardware%', { min: 0, max: 100 }),
    ...(pools.length === 0 ? {} : { pools: rpcPools(pools) }),
    poolDifficulty: rpcPoolDifficulty(pools) ?? reading.poolDifficulty,
  };
  return {
    identity,
    reading: { ...reading, ...fromApi, ...hydroTemps(replies.stats, identity.model, reading), oddities },
  };
}

/** @throws DeviceError what the web side said, where the API says nothing either */
async function readOverApi(
  transport: DeviceTransport,
  options: ReadOptions,
  pages: BitmainPages | DeviceError,
): Promise<DeviceSnapshot> {
  const refused = pages instanceof DeviceError && pages.kind === 'refused';
  const stats = refused ? await newStats(transport, options.signal) : undefined;
  if (stats !== undefined) return withLoginRefused(await readParts(transport, options, { stats }));
  const snapshot = await attempt(() => readCgminer(transport, options, 'antminer'));
  if (!(snapshot instanceof DeviceError)) return refused ? withLoginRefused(snapshot) : snapshot;
  throw pages instanceof DeviceError && (refused || snapshot.kind === 'unreachable') ? pages : snapshot;
}

/**
 * What stats.cgi would have told, by the old API: newer firmware has it there for whoever asks so (asic-rs
 * `antminer/src/backends/telemetry.rs`), with the power that its plain `stats` leaves out. Undefined where it has not.
 */
async function newStats(transport: DeviceTransport, signal: AbortSignal | undefined): Promise<unknown> {
  const body = { command: 'stats', new_api: true };
  const ask = () => transport.message({ body, framing: 'cgminer', ...(signal ? { signal } : {}) });
  const stats = await attempt(ask);
  return !(stats instanceof DeviceError) && partsOf({ stats }).stats.has('chain') ? stats : undefined;
}

/** A door that is closed costs the miner nothing of what its other door tells. */
async function askIfOpen(
  transport: DeviceTransport,
  command: string,
  signal: AbortSignal | undefined,
): Promise<RpcReply | undefined> {
  const reply = await attempt(() => askRpcIfKnown(transport, command, signal));
  return reply instanceof DeviceError ? undefined : reply;
}
