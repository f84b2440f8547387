import type { MinerFamily } from '../domain/miner.ts';
import { attempt, jsonRecord } from './evidence.ts';
import { isRecord } from './raw-record.ts';
import type { DeviceTransport } from './transport.ts';

/** A question that only one family answers with sense, for those whose start page and API tell nothing. */
export interface Probe {
  readonly family: MinerFamily;
  /** `page`: on the port of its web pages, so there is no need to ask where nobody is behind that. */
  readonly door: 'page' | 'other';
  readonly answered: (transport: DeviceTransport, signal?: AbortSignal) => Promise<boolean>;
}

/** Each costs a question to a device that nobody knows yet, so the commonest come first. */
export const PROBES: readonly Probe[] = [
  web('goldshell', '/mcb/status', ({ model }) => startsWith(model, 'Goldshell')),
  web('vnish', '/api/v1/info', ({ fw_name: name }) => startsWith(name, 'Vnish')),
  web('braiins', '/api/v1/version', ({ major, minor }) => Number.isInteger(major) && Number.isInteger(minor)),
  web('iceriver', '/user/userpanel?post=4', ({ data }) => isRecord(data) && 'softver1' in data),
  web('xmrig', '/2/summary', ({ kind, ua }) => kind === 'miner' || startsWith(ua, 'XMRig')),
  web('epic', '/summary', ({ Hostname, HBs }) => typeof Hostname === 'string' && Array.isArray(HBs), 4028),
  web('auradine', '/ipreport', ({ IPReport }) => Array.isArray(IPReport), 8080),
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
