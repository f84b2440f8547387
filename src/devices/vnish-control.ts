import type { DeviceChange, DeviceSettings, PoolSetting } from '../domain/control.ts';
import { onceTaken } from './before-sending.ts';
import type { DeviceControl } from './control.ts';
import { partsOf, requireTaken } from './esp-control.ts';
import { poolUrl } from './esp-fields.ts';
import { jsonOf } from './evidence.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { TokenApi } from './token-api.ts';
import { DeviceError } from './transport.ts';
import { VNISH_LOGIN } from './vnish-login.ts';
import { vnishPresetPoints, vnishPresets } from './vnish-presets.ts';
import { hasWebApi } from './vnish-rpc.ts';
import { vnishUptimeS } from './vnish-uptime.ts';

/**
 * Changing VNish 1.2 and 1.3 (facts, section 5; 256foundation/asic-rs asic-rs-firmwares/vnish/src/backends/v1_2_0/
 * {web,mod}.rs; UpstreamData/pyasic pyasic/web/vnish.py). Clock, voltage and fans have no write path that is verified.
 */
export const vnishControl: DeviceControl = {
  // Nothing is verified of what VNish 3 takes.
  offers: (identity) =>
    hasWebApi(identity) ? ['restart', 'pause', 'resume', 'identify', 'preset', 'pools'] : [],

  async settings(transport, options) {
    const api = new TokenApi(transport, VNISH_LOGIN, options);
    const info = new RawRecord(await api.jsonIfKnown('/api/v1/info'), []);
    const status = new RawRecord(await api.json('/api/v1/status'), []);
    const settings = new RawRecord(await api.json('/api/v1/settings'), []).record('miner');
    const presets = await api.jsonIfKnown('/api/v1/autotune/presets');
    const state = status.text('miner_state');
    const preset = settings.record('overclock').text('preset');
    const points = vnishPresetPoints(presets);
    return {
      paused: state === undefined ? undefined : HALTED.has(state),
      preset,
      pools: settings.records('pools').flatMap(poolOf),
      ...(points.length > 0 ? { presetPoints: points } : {}),
      uptimeS: vnishUptimeS(info.record('system')),
      bounds: { presets: vnishPresets(presets, preset), mostPools: settings.records('pools').length || 1 },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const api = new TokenApi(transport, VNISH_LOGIN, options);
    switch (change.kind) {
      case 'restart':
        return requireTaken(await api.command('POST', '/api/v1/system/reboot', {}));
      case 'pause':
        return requireTaken(await api.command('POST', '/api/v1/mining/pause'));
      case 'resume': {
        // What was stopped is started; resuming is for what was paused.
        const stopped = (await statusOf(api)).text('miner_state') === 'stopped';
        return requireTaken(await api.command('POST', `/api/v1/mining/${stopped ? 'start' : 'resume'}`));
      }
      case 'identify': {
        // It blinks until it is told to stop: asked a second time, it stops.
        const on = (await statusOf(api)).boolean('find_miner') !== true;
        return requireTaken(await api.command('POST', '/api/v1/find-miner', { on }));
      }
      default:
        return save(api, change);
    }
  },
};

const HALTED: ReadonlySet<string> = new Set(['paused', 'stopped']);

async function statusOf(api: TokenApi): Promise<RawRecord> {
  return new RawRecord(await api.json('/api/v1/status'), []);
}

/** Saves settings, and starts mining anew where the reply says that they wait for it. */
async function save(api: TokenApi, change: DeviceChange): Promise<void> {
  const found = await api.json('/api/v1/settings');
  const miner = isRecord(found) && isRecord(found.miner) ? found.miner : {};
  const reply = await api.command('POST', '/api/v1/settings', { miner: changed(miner, change) });
  requireTaken(reply);
  const told = new RawRecord(jsonOf(reply.text), []);
  if (told.boolean('restart_required') !== true) return;
  await onceTaken(async () => requireTaken(await api.command('POST', '/api/v1/mining/restart')));
}

/** Of a section that is changed, all goes back: asic-rs and pyasic send `overclock` as a whole. */
function changed(miner: Readonly<Record<string, unknown>>, change: DeviceChange): object {
  if (change.kind === 'pools') return { pools: poolsFor(change.pools, miner.pools) };
  const { overclock } = miner;
  if (change.kind !== 'preset' || !isRecord(overclock))
    throw new DeviceError('refused', `VNish: ${change.kind} cannot be set here`);
  const preset = typeof overclock.preset === 'number' ? Number(change.preset) : change.preset;
  return { overclock: { ...overclock, preset } };
}

/** `host:port` (asic-rs, `set_pools_config`); a pool that is there already keeps its password. */
function poolsFor(pools: readonly PoolSetting[], present: unknown): readonly object[] {
  const known = Array.isArray(present) ? present.filter(isRecord) : [];
  return pools.map((pool, place) => {
    const { host, port } = partsOf(pool);
    const same = known.find(
      ({ url, user }) => poolUrl(String(url), undefined) === pool.url && user === pool.user,
    );
    const pass = pool.password ?? same?.pass ?? 'x';
    return { url: `${host}:${port}`, user: pool.user, pass, order: place, id: place };
  });
}

function poolOf(pool: RawRecord): readonly PoolSetting[] {
  const url = pool.text('url');
  return url === undefined ? [] : [{ url: poolUrl(url, undefined), user: pool.text('user') ?? '' }];
}
