import type { MinerFamily } from '../domain/miner.ts';
import type { DeviceAdapter, ReadOptions } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { hasPackedText } from './avalon-modules.ts';
import { isRecord, type RawRecord } from './raw-record.ts';
import { looksLike } from './reply-json.ts';
import { askRpcIfKnown, type RpcReply, sections } from './rpc-reply.ts';
import {
  DeviceError,
  type DeviceErrorKind,
  type DeviceHttpReply,
  type DeviceTransport,
} from './transport.ts';

/** A device that an adapter exists for. */
export interface Detected {
  readonly family: MinerFamily;
  readonly adapter: DeviceAdapter;
}

/** Failures of the way, not of the device: no other question would fare better. */
const FINAL: ReadonlySet<DeviceErrorKind> = new Set<DeviceErrorKind>([
  'no-proxy',
  'not-paired',
  'forbidden-target',
]);

/**
 * Finds out who answers, by identity and not by a mere "200 OK" (facts, section 0): the web API of AxeOS and NerdOS
 * first, then the cgminer API. Reads nothing but what tells the family.
 * @throws DeviceError `not-a-miner`, `unreadable-reply`, `refused`, or why nothing could be asked
 */
export async function detect(transport: DeviceTransport, { signal }: ReadOptions): Promise<Detected> {
  const web = await answer(() => askWeb(transport, signal));
  if (!(web instanceof DeviceError)) return { family: web, adapter: adapterOf(web) };
  const api = await answer(() => askApi(transport, signal));
  if (!(api instanceof DeviceError)) return { family: api, adapter: adapterOf(api) };
  throw moreTelling(web, api);
}

/** The family, or why this side of the device tells none. */
async function answer(ask: () => Promise<MinerFamily>): Promise<MinerFamily | DeviceError> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DeviceError) || FINAL.has(error.kind)) throw error;
    return error;
  }
}

/** Whoever answered, however oddly, tells more than a door that nobody opened. */
function moreTelling(web: DeviceError, api: DeviceError): DeviceError {
  const said = ({ kind }: DeviceError) => (kind === 'unreachable' ? 0 : kind === 'timeout' ? 1 : 2);
  return said(api) > said(web) ? api : web;
}

async function askWeb(transport: DeviceTransport, signal: AbortSignal | undefined): Promise<MinerFamily> {
  const reply = await transport.http({ path: '/api/system/info', ...(signal ? { signal } : {}) });
  const family = espFamily(reply);
  if (family === undefined) throw noMiner(reply);
  return family;
}

/** AxeOS and NerdOS share the path; NerdOS is told by fields that only it has, and must be asked for first. */
function espFamily(reply: DeviceHttpReply): 'axeos' | 'nerdos' | undefined {
  const info = jsonOf(reply.text);
  if (!isRecord(info) || typeof info.ASICModel !== 'string') return undefined;
  const named = typeof info.deviceModel === 'string' && /nerd|q1370/i.test(info.deviceModel);
  const nerd = named || 'hostip' in info || 'asicTemps' in info || isRecord(info.stratum);
  return nerd ? 'nerdos' : 'axeos';
}

function noMiner(reply: DeviceHttpReply): DeviceError {
  if (reply.status === 401 || reply.status === 403)
    return new DeviceError('refused', `the device refuses (${reply.status})`);
  if (reply.status >= 300 && reply.status < 400)
    return new DeviceError('not-a-miner', `a redirect (${reply.status})`);
  if (jsonOf(reply.text) !== undefined)
    return new DeviceError('not-a-miner', 'its answer is not that of a miner');
  const looks = looksLike(reply.text);
  return new DeviceError(looks === 'a reply that is cut off' ? 'unreadable-reply' : 'not-a-miner', looks);
}

/**
 * Which family speaks the cgminer API there.
 * @throws DeviceError `unreadable-reply` when somebody answers, but nothing that a miner says
 */
async function askApi(transport: DeviceTransport, signal: AbortSignal | undefined): Promise<MinerFamily> {
  const version = await askRpcIfKnown(transport, 'version', signal);
  if (sections(version, 'VERSION', []).some(namesAvalon)) return 'avalon';
  const stats = await askRpcIfKnown(transport, 'stats', signal);
  if (hasPackedText(stats)) return 'avalon';
  if (speaksCgminer(version) || speaksCgminer(stats)) return 'cgminer';
  if (speaksCgminer(await askRpcIfKnown(transport, 'summary', signal))) return 'cgminer';
  throw new DeviceError('unreadable-reply', 'its API answers nothing that a miner says');
}

function namesAvalon(version: RawRecord): boolean {
  return version.names().some((name) => /avalon/i.test(version.text(name) ?? ''));
}

/** JSON alone is no identity: a reply of cgminer names its state or its section. */
function speaksCgminer(reply: RpcReply | undefined): boolean {
  return ['STATUS', 'VERSION', 'STATS', 'SUMMARY'].some((name) => reply && Object.hasOwn(reply.body, name));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anything else than JSON is no ESP miner; what it is, `looksLike` says.
    return undefined;
  }
}
