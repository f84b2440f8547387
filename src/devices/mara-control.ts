import type { DeviceSettings } from '../domain/control.ts';
import type { DeviceControl } from './control.ts';
import { maraWeb, payload } from './mara-web.ts';
import { replyJson } from './reply-json.ts';
import { DeviceError, type DeviceHttpReply, type DeviceTransport } from './transport.ts';

/**
 * Changing MARA's firmware: a restart and its lamp (pyasic `pyasic/web/marathon.py` and
 * `pyasic/miners/backends/marathon.py`). Its sleep is left out: to wake it, the mode it had before must be named, and no
 * reply tells that.
 */
export const maraControl: DeviceControl = {
  offers: () => ['restart', 'identify'],

  async settings(transport, options) {
    const brief = payload(await told(maraWeb(transport, options), 'brief', options.signal), []);
    return { uptimeS: brief.count('elapsed'), bounds: {} } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const web = maraWeb(transport, options);
    const { signal } = options;
    switch (change.kind) {
      case 'restart':
        return requireTaken(await post(web, 'maintenance', { type: 'reboot' }, signal));
      case 'identify': {
        // It blinks until it is told to stop: asked a second time, it stops.
        const blinks = payload(await told(web, 'locate_miner', signal), []).boolean('blinking') === true;
        return requireTaken(await post(web, 'locate_miner', { blinking: !blinks }, signal));
      }
      default:
        throw new DeviceError('refused', `MARA’s firmware has no ${change.kind} yet`);
    }
  },
};

async function told(web: DeviceTransport, name: string, signal: AbortSignal | undefined): Promise<unknown> {
  const path = `/kaonsu/v1/${name}`;
  return replyJson(await web.http({ path, ...(signal ? { signal } : {}) }), path);
}

function post(
  web: DeviceTransport,
  name: string,
  body: object,
  signal: AbortSignal | undefined,
): Promise<DeviceHttpReply> {
  return web.http({
    method: 'POST',
    path: `/kaonsu/v1/${name}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

function requireTaken({ status }: DeviceHttpReply): void {
  if (status < 200 || status >= 300) throw new DeviceError('refused', `the miner answers ${status}`);
}
