import type { MinerFamily } from '../domain/miner.ts';
import type { DeviceAdapter, ReadOptions } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { hasPackedText } from './avalon-modules.ts';
import { apiEvidence, attempt, type Evidence, jsonOf, jsonRecord, saidIn, webPage } from './evidence.ts';
import { PROBES, type Probe } from './probes.ts';
import { looksLike } from './reply-json.ts';
import { askRpcIfKnown, type RpcReply } from './rpc-reply.ts';
import { espFamily, SIGNS } from './signs.ts';
import { DeviceError, type DeviceHttpReply, type DeviceTransport } from './transport.ts';

/** A device that an adapter exists for. */
export interface Detected {
  readonly family: MinerFamily;
  readonly adapter: DeviceAdapter;
}

/**
 * Finds out who answers, by identity and not by a mere "200 OK" (facts, section 0), in one pass: what the start page and
 * the cgminer API show, then the questions that only one family answers, then the plain cgminer API. Reads nothing but
 * what tells the family.
 * @throws DeviceError `not-a-miner`, `unreadable-reply`, `refused`, or why nothing could be asked
 */
export async function detect(transport: DeviceTransport, { signal }: ReadOptions): Promise<Detected> {
  const info = await webPage(transport, '/api/system/info', signal);
  // An ESP miner has told all; asking further would only cost it time.
  const esp = espFamily(jsonRecord(info));
  if (esp) return detected(esp);
  const away = info instanceof DeviceError && info.kind === 'unreachable';
  const page = away ? info : await webPage(transport, '/', signal);
  const evidence: Evidence = { info, page, ...(await apiEvidence(transport, signal)) };
  const shown = SIGNS.find((sign) => sign.shown(evidence))?.family;
  if (shown) return detected(shown);
  const api = await plainApi(transport, evidence, signal);
  if (!(api instanceof DeviceError) && api !== 'cgminer') return detected(api);
  // What speaks cgminer may still be of a maker with a web API, but not one with its API at another port.
  const spoken = !(api instanceof DeviceError);
  const worthIt = { api: spoken, page: !away, other: !spoken };
  const probes = PROBES.filter(({ door }) => worthIt[door]);
  const family = (await familyAnswering(probes, transport, signal)) ?? api;
  if (family instanceof DeviceError) throw moreTelling(noMiner(info), family);
  return detected(family);
}

async function detected(family: MinerFamily): Promise<Detected> {
  return { family, adapter: await adapterOf(family) };
}

async function familyAnswering(
  probes: readonly Probe[],
  transport: DeviceTransport,
  signal: AbortSignal | undefined,
): Promise<MinerFamily | undefined> {
  for (const probe of probes) if (await probe.answered(transport, signal)) return probe.family;
  return undefined;
}

/** Who speaks the cgminer API there without naming a maker in `version`; else why nobody is known there. */
async function plainApi(
  transport: DeviceTransport,
  evidence: Evidence,
  signal: AbortSignal | undefined,
): Promise<MinerFamily | DeviceError> {
  const { version } = evidence;
  if (version instanceof DeviceError) return version;
  const stats = await attempt(() => askRpcIfKnown(transport, 'stats', signal));
  if (stats instanceof DeviceError) return stats;
  if (hasPackedText(stats)) return 'avalon';
  // The first section of an Antminer's stats names its model as `version` would have done.
  const named = SIGNS.find((sign) => sign.shown({ ...evidence, said: saidIn(stats) }))?.family;
  if (named) return named;
  if (speaksCgminer(version) || speaksCgminer(stats)) return 'cgminer';
  const summary = await attempt(() => askRpcIfKnown(transport, 'summary', signal));
  if (!(summary instanceof DeviceError) && speaksCgminer(summary)) return 'cgminer';
  return new DeviceError('unreadable-reply', 'its API answers nothing that a miner says');
}

/** Whoever answered, however oddly, tells more than a door that nobody opened. */
function moreTelling(web: DeviceError, api: DeviceError): DeviceError {
  const said = ({ kind }: DeviceError) => (kind === 'unreachable' ? 0 : kind === 'timeout' ? 1 : 2);
  return said(api) > said(web) ? api : web;
}

function noMiner(reply: DeviceHttpReply | DeviceError): DeviceError {
  if (reply instanceof DeviceError) return reply;
  if (reply.status === 401 || reply.status === 403)
    return new DeviceError('refused', `the device refuses (${reply.status})`);
  if (reply.status >= 300 && reply.status < 400)
    return new DeviceError('not-a-miner', `a redirect (${reply.status})`);
  if (jsonOf(reply.text) !== undefined)
    return new DeviceError('not-a-miner', 'its answer is not that of a miner');
  const looks = looksLike(reply.text);
  return new DeviceError(looks === 'a reply that is cut off' ? 'unreadable-reply' : 'not-a-miner', looks);
}

/** JSON alone is no identity: a reply of cgminer names its state or its section. */
function speaksCgminer(reply: RpcReply | undefined): boolean {
  return ['STATUS', 'VERSION', 'STATS', 'SUMMARY'].some((name) => reply && Object.hasOwn(reply.body, name));
}
