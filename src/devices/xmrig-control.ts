import type { DeviceSettings } from '../domain/control.ts';
import { beforeSending } from './before-sending.ts';
import type { DeviceControl } from './control.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { DeviceError } from './transport.ts';
import { xmrigJson } from './xmrig-web.ts';

/**
 * Pausing XMRig: `pause` and `resume` of its JSON-RPC (xmrig/xmrig `src/core/Miner.cpp`, `onRequest`, and
 * `src/base/api/requests/HttpApiRequest.cpp`), which its owner has to allow (`doc/API.md`, `restricted`).
 */
export const xmrigControl: DeviceControl = {
  offers: () => ['pause', 'resume'],

  async settings(transport, options) {
    const summary = new RawRecord(await xmrigJson(transport, '/2/summary', options), []);
    return {
      paused: summary.boolean('paused'),
      uptimeS: summary.count('uptime'),
      bounds: {},
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    if (change.kind !== 'pause' && change.kind !== 'resume')
      throw new DeviceError('refused', `XMRig has no ${change.kind} yet`);
    const summary = new RawRecord(await beforeSending(() => xmrigJson(transport, '/2/summary', options)), []);
    if (summary.boolean('restricted') === true)
      throw new DeviceError(
        'refused',
        'XMRig may only be watched: set "restricted": false and an access token in its settings',
      );
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: change.kind });
    const reply = await xmrigJson(transport, '/json_rpc', options, { method: 'POST', body });
    if (isRecord(reply) && isRecord(reply.error))
      throw new DeviceError(
        'refused',
        `XMRig answers: ${new RawRecord(reply.error, []).text('message') ?? 'no reason given'}`,
      );
  },
};
