import type { MinerFamily } from '../domain/miner.ts';
import { attempt, jsonRecord } from './evidence.ts';
import { isRecord } from './raw-record.ts';
import { askRpcIfKnown } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** A question that only one family answers with sense, for those whose start page and API tell nothing. */
export interface Probe {
  readonly family: MinerFamily;
  /**
   * `api`: a command of the cgminer API, asked where that is spoken. `page`: on the port of its web pages, asked where
   * somebody is behind that. `other`: a port of its own, asked where no API is spoken.
   */
  readonly door: 'api' | 'page' | 'other';
  readonly answered: (transport: DeviceTransport, signal?: AbortSignal) => Promise<boolean>;
}

/** Each costs a question to a device that nobody knows yet, so the commonest come first. */
export const PROBES: readonly Probe[] = [
  { family: 'whatsminer', door: 'api', answered: isWhatsminer },
  web('goldshell', '/mcb/status', ({ model }) => startsWith(model, 'Goldshell')),
  web('vnish', '/api/v1/info', ({ fw_name: name }) => startsWith(name, 'Vnish')),
  web('braiins', '/api/v1/version', ({ major, minor }) => Number.isInteger(major) && Number.isInteger(minor)),
  web('iceriver', '/user/userpanel?post=4', ({ data }) => isRecord(data) && isIceriverPanel(data)),
  web('xmrig', '/2/summary', ({ kind, ua }) => kind === 'miner' || startsWith(ua, 'XMRig')),
  web('xmrig', '/1/summary', ({ hashrate, results }) => isRecord(hashrate) && isRecord(results)),
  web('epic', '/summary', ({ Hostname, HBs }) => typeof Hostname === 'string' && Array.isArray(HBs), 4028),
  web('auradine', '/ipreport', ({ IPReport }) => Array.isArray(IPReport), 8080),
  web('elphapex', '/cgi-bin/get_system_info.cgi', ({ minertype }) => startsWith(minertype, 'DG')),
  web('antminer', '/cgi-bin/get_system_info.cgi', ({ minertype }) => startsWith(minertype, 'Antminer')),
  {
    family: 'whatsminer',
    door: 'other',
    async answered(transport, signal) {
      const body = { cmd: 'get.device.info', param: 'miner' };
      const reply = await attempt(() =>
        transport.message({ body, framing: 'length-prefixed', ...(signal ? { signal } : {}) }),
      );
      return isRecord(reply) && isRecord(reply.msg);
    },
  },
];

/** The first firmware told its name as `firmver`; its rates and its boards all of them tell. */
function isIceriverPanel(data: Readonly<Record<string, unknown>>): boolean {
  return 'softver1' in data || ('rtpow' in data && Array.isArray(data.boards));
}

/**
 * Old WhatsMiners call themselves `cgminer`, or do not know `version`. All but the first know get_version, and their
 * summary tells what no other firmware does.
 */
async function isWhatsminer(transport: DeviceTransport, signal?: AbortSignal): Promise<boolean> {
  const version = await attempt(() => askRpcIfKnown(transport, 'get_version', signal));
  if (version instanceof DeviceError) return false;
  const message = version?.body.Msg;
  if (isRecord(message) && ('fw_ver' in message || 'api_ver' in message)) return true;
  const summary = await attempt(() => askRpcIfKnown(transport, 'summary', signal));
  if (summary === undefined || summary instanceof DeviceError) return false;
  const sections = [summary.body.SUMMARY, summary.body.Msg].flat();
  return sections.some((section) => isRecord(section) && ('HS RT' in section || 'Factory GHS' in section));
}

function web(
  family: MinerFamily,
  path: string,
  isIt: (reply: Readonly<Record<string, unknown>>) => boolean,
  port?: number,
): Probe {
  return {
    family,
    door: port === undefined ? 'page' : 'other',
    async answered(transport, signal) {
      const request = { path, ...(port ? { port } : {}), ...(signal ? { signal } : {}) };
      const reply = await attempt(() => transport.http(request));
      const found = jsonRecord(reply);
      return found !== undefined && isIt(found);
    },
  };
}

function startsWith(value: unknown, prefix: string): boolean {
  return typeof value === 'string' && value.toLowerCase().startsWith(prefix.toLowerCase());
}
