import type { Bound, DeviceSettings, PoolSetting } from '../domain/control.ts';
import { BRAIINS_REST_LOGIN, powerTargetW } from './braiins-rest.ts';
import type { DeviceControl } from './control.ts';
import { requireTaken } from './esp-control.ts';
import { RawRecord } from './raw-record.ts';
import { TokenApi } from './token-api.ts';
import { DeviceError } from './transport.ts';

/**
 * Changing Braiins OS by REST, since 25.07 (facts, section 6; 256foundation/asic-rs
 * asic-rs-firmwares/braiins/src/backends/{v25_07,v26_04}/mod.rs; evcc-io/evcc charger/braiins.go for the constraints).
 * Fans are left out: clients disagree on the form of PUT /cooling/mode, and one saw it stall a hashing miner.
 */
export const braiinsRestControl: DeviceControl = {
  offers: () => ['restart', 'pause', 'resume', 'identify', 'power-limit', 'pools'],

  async settings(transport, options) {
    const api = new TokenApi(transport, BRAIINS_REST_LOGIN, options);
    const details = new RawRecord(await api.json('/api/v1/miner/details'), []);
    const tuner = new RawRecord(await api.jsonIfKnown('/api/v1/performance/tuner-state'), []);
    const constraints = new RawRecord(await api.jsonIfKnown('/api/v1/configuration/constraints'), []);
    const groups = poolGroups(await api.jsonIfKnown('/api/v1/pools'));
    const status = details.number('status', { min: 0, max: 100 });
    const powerLimitW = powerTargetW(tuner);
    return {
      paused: status === undefined ? undefined : status === PAUSED,
      powerLimitW,
      pools: groups?.[0]?.records('pools').flatMap(poolOf),
      uptimeS: details.count('system_uptime_s') ?? details.count('bosminer_uptime_s'),
      bounds: {
        // In another mode than that of a power target there would be no way back.
        powerLimitW: powerLimitW === undefined ? undefined : powerBound(constraints),
        mostPools: MOST_POOLS,
      },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const api = new TokenApi(transport, BRAIINS_REST_LOGIN, options);
    switch (change.kind) {
      case 'restart':
        return requireTaken(await api.command('PUT', '/api/v1/actions/reboot'));
      case 'pause':
      case 'resume':
        return requireTaken(await api.command('PUT', `/api/v1/actions/${change.kind}`));
      case 'identify': {
        // It blinks until it is told to stop: asked a second time, it stops.
        const blinks = (await api.jsonIfKnown('/api/v1/actions/locate')) === true;
        return requireTaken(await api.command('PUT', '/api/v1/actions/locate', !blinks));
      }
      case 'power-limit': {
        const watt = Math.round(change.powerLimitW);
        return requireTaken(await api.command('PUT', '/api/v1/performance/power-target', { watt }));
      }
      case 'pools': {
        const groups = poolGroups(await api.json('/api/v1/pools'));
        const batch = [groupWith(groups, change.pools)];
        return requireTaken(await api.command('PUT', '/api/v1/pools/batch', batch));
      }
      default:
        throw new DeviceError('refused', `Braiins OS has no ${change.kind}`);
    }
  },
};

/** `MinerStatus` of braiins/bos-plus-api, proto/bos/v1/miner.proto. */
const PAUSED = 3;
/** A main pool and what to fall back to; the device sets no bound that it tells. */
const MOST_POOLS = 3;

function powerBound(constraints: RawRecord): Bound | undefined {
  const power = constraints.record('tuner_constraints').record('power_target');
  const min = power.record('min').number('watt', { min: 1, max: 100_000 });
  const max = power.record('max').number('watt', { min: 1, max: 100_000 });
  if (min === undefined || max === undefined || min > max) return undefined;
  return { min, max, source: 'the miner’s own limits' };
}

function poolGroups(found: unknown): readonly RawRecord[] | undefined {
  return Array.isArray(found) ? new RawRecord({ groups: found }, []).records('groups') : undefined;
}

/**
 * All groups are sent anew, so that a miner that shares its work among several is left as it is.
 * @throws DeviceError `refused`
 */
function groupWith(groups: readonly RawRecord[] | undefined, pools: readonly PoolSetting[]): object {
  const [group, another] = groups ?? [];
  if (another) throw new DeviceError('refused', 'the miner has several groups of pools; they would be lost');
  const quota = group?.record('strategy').record('quota').number('value', { min: 1 }) ?? 1;
  return {
    name: group?.text('name') ?? 'Davylamp',
    pools: pools.map(({ url, user, password }) => ({ url, user, password: password ?? 'x' })),
    load_balance_strategy: { quota: { value: quota } },
  };
}

function poolOf(pool: RawRecord): readonly PoolSetting[] {
  const url = pool.text('url');
  return url === undefined ? [] : [{ url, user: pool.text('user') ?? '' }];
}
