import type { Bound, ControlKind } from '../domain/control.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { ANTMINER_POOLS, confSettings, confWith } from './antminer-conf.ts';
import { partsOf } from './bitmain-web.ts';
import { askCgi, askCgiIfKnown } from './cgi-page.ts';
import { isHydro } from './cgminer-identity.ts';
import type { DeviceControl } from './control.ts';
import { withDigest } from './digest-auth.ts';
import { jsonOf } from './evidence.ts';
import { loginOf, ROOT_LOGIN } from './login.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import type { ReadOptions } from './read-options.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/**
 * Changing stock Antminers by their web pages, which exist since the S19 of 2020 (256foundation/asic-rs
 * asic-rs-firmwares/antminer/src/backends/{v2020,v2023_07}/{web,mod}.rs; UpstreamData/pyasic pyasic/web/antminer.py,
 * `AntminerModernWebAPI`). Clock and voltage are not theirs to set.
 */
export const antminerControl: DeviceControl = {
  offers({ model }) {
    if (isOlderWeb(model)) return [];
    const always: readonly ControlKind[] = ['restart', 'identify', 'pause', 'resume', 'pools'];
    return isHydro(model) ? always : [...always, 'fan', 'auto-fan'];
  },

  async settings(transport, options) {
    const opened = withLogin(transport, options);
    const conf = confSettings(await askCgi(opened, 'get_miner_conf', options.signal));
    const { stats } = partsOf({ stats: await askCgiIfKnown(opened, 'stats', options.signal) });
    return {
      ...conf,
      uptimeS: stats.count('elapsed'),
      bounds: { fanPercent: conf.fanPercent === undefined ? undefined : FAN, mostPools: ANTMINER_POOLS },
    };
  },

  async apply(transport, change, options) {
    const opened = withLogin(transport, options);
    const { signal } = options;
    switch (change.kind) {
      case 'restart':
        return post(opened, 'reboot', {}, signal);
      case 'identify': {
        // It blinks until it is told to stop: asked a second time, it stops.
        const status = new RawRecord(await askCgi(opened, 'get_blink_status', signal), []);
        return post(opened, 'blink', { blink: String(!status.boolean('blink')) }, signal);
      }
      default: {
        const conf = await askCgi(opened, 'get_miner_conf', signal);
        return post(opened, 'set_miner_conf', confWith(conf, change), signal);
      }
    }
  },
};

/** Below this a kilowatt is not carried away: the firmware itself would take 0 and stop when it is too hot. */
const FAN: Bound = { min: 40, max: 100, source: 'Davylamp: never below 40 % on a machine of kilowatts' };

/** Up to the X17 the pages take forms instead of JSON (pyasic, `AntminerOldWebAPI`), and no mode. */
function isOlderWeb(model: MinerIdentity['model']): boolean {
  return /\b(?:[ST](?:\d|1[0-7])|[LD][1-5]|Z9|Z11|E3|A3|B[37]|V9|R4|X3|DR[1-5])(?!\d)/i.test(model ?? '');
}

function withLogin(transport: DeviceTransport, { credentials }: ReadOptions): DeviceTransport {
  return withDigest(transport, loginOf(credentials, ROOT_LOGIN));
}

/** @throws DeviceError `refused` with the device's own words; a reply without any says yes by its status */
async function post(
  opened: DeviceTransport,
  name: string,
  body: object,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { status, text } = await opened.http({
    method: 'POST',
    path: `/cgi-bin/${name}.cgi`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  if (status < 200 || status >= 300)
    throw new DeviceError('refused', `${name}.cgi: the miner answers ${status}`);
  const told = jsonOf(text);
  const words = new RawRecord(isRecord(told) ? told : {}, []);
  const stats = words.text('stats');
  if (stats !== undefined && stats !== 'success')
    throw new DeviceError('refused', `${name}.cgi: the miner answers ${words.text('msg') ?? stats}`);
}
