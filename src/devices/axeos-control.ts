import type { Bound, ControlKind, DeviceChange, DeviceSettings, PoolSetting } from '../domain/control.ts';
import { onceTaken } from './before-sending.ts';
import type { DeviceControl } from './control.ts';
import {
  boundOf,
  ESP_FAN,
  get,
  mainAndFallback,
  partsOf,
  patch,
  poolSettings,
  requireNoneLeftOver,
  requireTaken,
} from './esp-control.ts';
import { isFirmwareAtLeast } from './firmware-version.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';
import { DeviceError, type DeviceHttpRequest } from './transport.ts';

/**
 * Changing AxeOS (facts, section 2; bitaxeorg/ESP-Miner main/http_server/openapi.yaml and main/nvs_config.c). Its PATCH
 * takes all or nothing, and has no bound of its own for clock and voltage: it would take 65 V.
 */
export const axeosControl: DeviceControl = {
  offers({ firmware }) {
    const always: readonly ControlKind[] = ['restart', 'tuning', 'fan', 'auto-fan', 'pools'];
    return [
      ...always,
      ...(isFirmwareAtLeast(firmware, 2, 12) ? (['identify'] as const) : []),
      ...(isFirmwareAtLeast(firmware, 2, 14) ? (['pause', 'resume'] as const) : []),
    ];
  },

  async settings(transport, { signal }) {
    const info = replyJson(await get(transport, '/api/system/info', signal), '/api/system/info');
    const asic = await get(transport, '/api/system/asic', signal);
    // Before 2.7 nobody tells what the board takes; then only the catalogue can.
    return axeosSettings(info, asic.status === 200 ? replyJson(asic, '/api/system/asic') : {});
  },

  async apply(transport, change, { identity, signal, settings }) {
    if (change.kind === 'pools' && isFirmwareAtLeast(identity.firmware, 2, 15))
      requireNoneLeftOver(change.pools, settings.pools);
    const request = requestFor(change, identity.firmware);
    const reply = await transport.http({ ...request, ...(signal ? { signal } : {}) });
    requireTaken(reply);
    // Before 2.15 a pool is looked at when the miner starts.
    if (change.kind !== 'pools' || isFirmwareAtLeast(identity.firmware, 2, 15)) return;
    const restart = { method: 'POST', path: '/api/system/restart', ...(signal ? { signal } : {}) } as const;
    await onceTaken(async () => requireTaken(await transport.http(restart)));
  },
};

/** `/api/system/info` and `/api/system/asic` → what is set, and what may be. */
export function axeosSettings(info: unknown, asic: unknown): DeviceSettings {
  const fields = new RawRecord(info, []);
  const options = new RawRecord(asic, []);
  const autoFan = fields.boolean('autofanspeed');
  return {
    paused: fields.boolean('miningPaused'),
    frequencyMhz: fields.number('frequency', { min: 1, max: 5_000 }),
    coreVoltageMv: fields.number('coreVoltage', { min: 1, max: 20_000 }),
    autoFan,
    // Until 2.10 one field is both what is asked for and what is; it is the owner's only while the fan is not automatic.
    fanPercent:
      fields.number('manualFanSpeed', { min: 0, max: 100 }) ??
      (autoFan === false ? fields.number('fanspeed', { min: 0, max: 100 }) : undefined),
    targetTempC: fields.number('temptarget', { min: 1, max: 120 }),
    pools: poolSettings(fields),
    uptimeS: fields.count('uptimeSeconds'),
    bounds: {
      frequencyMhz: boundOf(options, 'frequencyOptions'),
      coreVoltageMv: boundOf(options, 'voltageOptions'),
      fanPercent: ESP_FAN,
      targetTempC: fields.has('temptarget') ? TARGET : undefined,
      mostPools: fields.has('pools') ? 8 : 2,
    },
  };
}

const TARGET: Bound = { min: 35, max: 66, source: 'ESP-Miner main/nvs_config.c' };

function requestFor(change: DeviceChange, firmware: string | undefined): DeviceHttpRequest {
  switch (change.kind) {
    case 'restart':
    case 'identify':
    case 'pause':
    case 'resume':
      return { method: 'POST', path: `/api/system/${change.kind}` };
    case 'tuning':
      return patch({ frequency: change.frequencyMhz, coreVoltage: change.coreVoltageMv });
    case 'fan':
      return patch({
        autofanspeed: 0,
        [isFirmwareAtLeast(firmware, 2, 11) ? 'manualFanSpeed' : 'fanspeed']: change.fanPercent,
      });
    case 'auto-fan':
      return patch({ autofanspeed: 1, temptarget: change.targetTempC });
    case 'pools':
      return patch(
        isFirmwareAtLeast(firmware, 2, 15)
          ? slotsFor(change.pools)
          : { ...NO_FALLBACK, ...mainAndFallback(change.pools) },
      );
    default:
      throw new DeviceError('refused', `AxeOS has no ${change.kind}`);
  }
}

/** Without an address there is no fallback (bitaxeorg/ESP-Miner main/tasks/stratum_task.c, "No url configured"). */
const NO_FALLBACK = { fallbackStratumURL: '' } as const;

/** Since 2.15; five stars keep the password that the slot has. */
function slotsFor(pools: readonly PoolSetting[]): Readonly<Record<string, unknown>> {
  return {
    pools: pools.map((pool, id) => {
      const { host, port } = partsOf(pool);
      return {
        id,
        stratumURL: host,
        stratumPort: port,
        stratumUser: pool.user,
        stratumPassword: pool.password ?? '*****',
      };
    }),
    primaryPoolIndex: 0,
    ...(pools.length > 1 ? { secondaryPoolIndex: 1 } : {}),
  };
}
