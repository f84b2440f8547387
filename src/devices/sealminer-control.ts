import type { DeviceSettings } from '../domain/control.ts';
import { beforeSending } from './before-sending.ts';
import type { DeviceControl } from './control.ts';
import { jsonOf } from './evidence.ts';
import { loginOf } from './login.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import type { ReadOptions } from './read-options.ts';
import { askRpc, sections } from './rpc-reply.ts';
import { DeviceError, type DeviceHttpRequest, type DeviceTransport } from './transport.ts';

/**
 * Changing SealMiners: a restart and the lamp, over their web side (asic-rs
 * `asic-rs-firmwares/sealminer/src/backends/v2025/web.rs`). Suspending is left out: which state they then tell is in no
 * source that is known, so that nobody could see whether it came to pass.
 */
export const sealminerControl: DeviceControl = {
  offers: () => ['restart', 'identify'],

  async settings(transport, { signal }) {
    const stats = sections(await askRpc(transport, 'stats', signal), 'STATS', []);
    return {
      uptimeS: stats.find((section) => section.has('Elapsed'))?.count('Elapsed'),
      bounds: {},
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const cookie = await beforeSending(() => logIn(transport, options));
    const send = async (request: DeviceHttpRequest) => {
      const { signal } = options;
      const headers = { ...request.headers, cookie };
      const reply = await transport.http({ ...request, headers, ...(signal ? { signal } : {}) });
      if (reply.status < 200 || reply.status >= 300)
        throw new DeviceError('refused', `the miner answers ${reply.status}`);
      return reply;
    };
    switch (change.kind) {
      case 'restart':
        await send({ path: '/cgi-bin/reboot.php', once: true });
        return;
      case 'identify': {
        const { text } = await send({ path: '/cgi-bin/get_system_info.php' });
        const info = jsonOf(text);
        // It shines until it is told to stop: asked a second time, it stops.
        const shines = new RawRecord(isRecord(info) ? info : {}, []).text('led') === 'on';
        await send({
          method: 'POST',
          path: '/cgi-bin/led_conf.php',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ key: 'led', value: shines ? 'off' : 'on' }),
        });
        return;
      }
      default:
        throw new DeviceError('refused', `a SealMiner has no ${change.kind} yet`);
    }
  },
};

const SHIPPED = { username: 'seal', password: 'seal' };

/** @throws DeviceError `refused` where it gives no session for this password */
async function logIn(transport: DeviceTransport, { credentials, signal }: ReadOptions): Promise<string> {
  const { username, password } = loginOf(credentials, SHIPPED);
  const reply = await transport.http({
    method: 'POST',
    path: '/cgi-bin/login.php',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-requested-with': 'XMLHttpRequest',
    },
    body: new URLSearchParams({ username, origin_pwd: password }).toString(),
    ...(signal ? { signal } : {}),
  });
  const cookie = reply.headers['set-cookie']?.split(';')[0];
  if (reply.status >= 400 || !cookie)
    throw new DeviceError('refused', 'the miner does not take the user name and password');
  return cookie;
}
