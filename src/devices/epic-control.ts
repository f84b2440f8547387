import type { DeviceChange, DeviceSettings, PoolSetting } from '../domain/control.ts';
import type { DeviceControl } from './control.ts';
import { EPIC_PORT, epicJson } from './epic-web.ts';
import { loginOf } from './login.ts';
import { RawRecord } from './raw-record.ts';
import type { ReadOptions } from './read-options.ts';
import { replyJson } from './reply-json.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/**
 * Changing ePIC PowerPlay: POST with `param` and the password (epicblockchain/epic-dashboard `docs/APIv3.md`; asic-rs
 * `asic-rs-firmwares/epic/src/backends/v1/{mod,web}.rs`; pyasic `pyasic/web/epic.py`). Fans, tuning and presets are left
 * out: the forms of their parameters differ among these.
 */
export const epicControl: DeviceControl = {
  offers: () => ['restart', 'pause', 'resume', 'identify', 'pools'],

  async settings(transport, options) {
    const summary = new RawRecord(await epicJson(transport, '/summary', options), []);
    const state = summary.record('Status').text('Operating State');
    return {
      paused: state === undefined ? undefined : state === 'Idling',
      pools: configs(summary).map(({ url, user }) => ({ url, user })),
      uptimeS: summary.record('Session').count('Uptime'),
      bounds: { mostPools: MOST_POOLS },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const { path, param } = await requestFor(transport, change, options);
    const { password } = loginOf(options.credentials, SHIPPED);
    const reply = await transport.http({
      method: 'POST',
      path,
      port: EPIC_PORT,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ param, password }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const answer = new RawRecord(replyJson(reply, path), []);
    const taken = answer.boolean('result');
    if (taken === false)
      throw new DeviceError('refused', `the miner answers: ${answer.text('error') ?? 'no reason given'}`);
    if (taken === undefined) throw new DeviceError('unreadable-reply', `${path}: neither yes nor no`);
  },
};

/** pyasic `pyasic/web/epic.py`. */
const SHIPPED = { username: 'root', password: 'letmein' };
const MOST_POOLS = 3;

async function requestFor(
  transport: DeviceTransport,
  change: DeviceChange,
  options: ReadOptions,
): Promise<{ readonly path: string; readonly param: unknown }> {
  switch (change.kind) {
    case 'restart':
      // So many seconds from now.
      return { path: '/reboot', param: 0 };
    case 'pause':
      return { path: '/miner', param: 'Stop' };
    case 'resume':
      return { path: '/miner', param: 'Autostart' };
    case 'identify': {
      const misc = new RawRecord(await epicJson(transport, '/summary', options), []).record('Misc');
      // It shines until it is told to stop: asked a second time, it stops.
      return { path: '/identify', param: misc.boolean('Locate Miner State') !== true };
    }
    case 'pools':
      return { path: '/coin', param: coinWith(await epicJson(transport, '/summary', options), change.pools) };
    default:
      throw new DeviceError('refused', `ePIC has no ${change.kind} yet`);
  }
}

/** Coin and worker names stay as they are. @throws DeviceError `refused` where it does not tell them */
function coinWith(found: unknown, pools: readonly PoolSetting[]): unknown {
  const summary = new RawRecord(found, []);
  const coin = summary.record('Mining').text('Coin');
  const uniqueId =
    summary.record('Stratum').boolean('Worker Unique Id') ??
    summary.record('Misc').boolean('Append Unique Id To Worker');
  if (coin === undefined || uniqueId === undefined)
    throw new DeviceError(
      'refused',
      'the miner does not tell what else it would have to be told with its pools',
    );
  const known = configs(summary);
  return {
    coin,
    unique_id: uniqueId,
    stratum_configs: pools.map(({ url, user, password }) => ({
      pool: url,
      login: user,
      // The miner tells the passwords of its pools: that of one that stays, stays.
      password: password ?? known.find((pool) => pool.url === url && pool.user === user)?.password ?? 'x',
    })),
  };
}

function configs(summary: RawRecord): readonly PoolSetting[] {
  return summary.records('StratumConfigs').flatMap((config) => {
    const url = config.text('pool');
    if (url === undefined) return [];
    return [{ url, user: config.text('login') ?? '', password: config.text('password') }];
  });
}
