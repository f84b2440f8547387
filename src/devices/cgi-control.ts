import type { DeviceSettings } from '../domain/control.ts';
import { partsOf } from './bitmain-web.ts';
import { askCgi, askCgiIfKnown } from './cgi-page.ts';
import type { DeviceControl } from './control.ts';
import { withDigest } from './digest-auth.ts';
import { loginOf, ROOT_LOGIN } from './login.ts';
import { RawRecord } from './raw-record.ts';
import type { ReadOptions } from './read-options.ts';
import { askRpcIfKnown, sections } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/**
 * Changing Elphapex and Hammer, whose pages descend from Bitmain's: a restart, which is a page that is only opened, and
 * the lamp (asic-rs `asic-rs-firmwares/elphapex/src/backends/v1/web.rs`; pyasic `pyasic/web/{elphapex,hammer}.py`). Pools
 * are left out: asic-rs and the recordings of both makers disagree on the form of their configuration.
 */
export const cgiControl: DeviceControl = {
  offers: () => ['restart', 'identify'],

  async settings(transport, options) {
    const opened = withLogin(transport, options);
    const { stats } = partsOf({ stats: await askCgiIfKnown(opened, 'stats', options.signal) });
    return {
      uptimeS: stats.count('elapsed') ?? (await apiUptimeS(transport, options)),
      bounds: {},
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const opened = withLogin(transport, options);
    const { signal } = options;
    switch (change.kind) {
      case 'restart':
        return requireFine(
          await opened.http({ path: '/cgi-bin/reboot.cgi', once: true, ...(signal ? { signal } : {}) }),
        );
      case 'identify': {
        const status = new RawRecord(await askCgi(opened, 'get_blink_status', signal), []);
        return requireFine(
          await opened.http({
            method: 'POST',
            path: '/cgi-bin/blink.cgi',
            headers: { 'content-type': 'application/json' },
            // It blinks until it is told to stop: asked a second time, it stops.
            body: JSON.stringify({ blink: String(status.boolean('blink') !== true) }),
            ...(signal ? { signal } : {}),
          }),
        );
      }
      default:
        throw new DeviceError('refused', `this firmware has no ${change.kind} yet`);
    }
  },
};

/** A Hammer tells how it works over its API only. */
async function apiUptimeS(transport: DeviceTransport, { signal }: ReadOptions): Promise<number | undefined> {
  const [summary] = sections(await askRpcIfKnown(transport, 'summary', signal), 'SUMMARY', []);
  return summary?.count('Elapsed');
}

function withLogin(transport: DeviceTransport, { credentials }: ReadOptions): DeviceTransport {
  return withDigest(transport, loginOf(credentials, ROOT_LOGIN));
}

function requireFine({ status }: { readonly status: number }): void {
  if (status < 200 || status >= 300) throw new DeviceError('refused', `the miner answers ${status}`);
}
