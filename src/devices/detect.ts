import type { MinerFamily } from '../domain/miner.ts';
import type { DeviceAdapter, ReadOptions } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { hasPackedText } from './avalon.ts';
import { isRecord } from './raw-record.ts';
import { looksLike } from './reply-json.ts';
import { askRpcIfKnown } from './rpc-reply.ts';
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
  const web = await askWeb(transport, signal);
  if (web.family) return { family: web.family, adapter: adapterOf(web.family) };
  const family = await askApi(transport, signal);
  if (family) return { family, adapter: adapterOf(family) };
  throw web.failure;
}

interface WebAnswer {
  readonly family?: MinerFamily;
  /** Why the web side tells no family; what the owner hears when the other side does not either. */
  readonly failure: DeviceError;
}

async function askWeb(transport: DeviceTransport, signal: AbortSignal | undefined): Promise<WebAnswer> {
  try {
    const reply = await transport.http({ path: '/api/system/info', ...(signal ? { signal } : {}) });
    const family = espFamily(reply);
    return { ...(family ? { family } : {}), failure: noMiner(reply) };
  } catch (error) {
    if (!(error instanceof DeviceError) || FINAL.has(error.kind)) throw error;
    return { failure: error };
  }
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
  if (isRecord(jsonOf(reply.text)))
    return new DeviceError('not-a-miner', 'its answer is not that of a miner');
  const looks = looksLike(reply.text);
  return new DeviceError(looks === 'a reply that is cut off' ? 'unreadable-reply' : 'not-a-miner', looks);
}

/** Which family speaks the cgminer API there; undefined when nobody does. */
async function askApi(
  transport: DeviceTransport,
  signal: AbortSignal | undefined,
): Promise<MinerFamily | undefined> {
  try {
    const version = await askRpcIfKnown(transport, 'version', signal);
    if (version && /AVALON/i.test(JSON.stringify(version.body))) return 'avalon';
    const stats = await askRpcIfKnown(transport, 'stats', signal);
    if (hasPackedText(stats)) return 'avalon';
    if (version || stats) return 'cgminer';
    return (await askRpcIfKnown(transport, 'summary', signal)) ? 'cgminer' : undefined;
  } catch (error) {
    if (!(error instanceof DeviceError) || FINAL.has(error.kind)) throw error;
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anything else than JSON is no ESP miner; what it is, `looksLike` says.
    return undefined;
  }
}
