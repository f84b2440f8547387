import type { Bound, DeviceChange, DeviceSettings } from '../domain/control.ts';
import { onceTaken } from './before-sending.ts';
import type { DeviceControl } from './control.ts';
import {
  boundOf,
  ESP_FAN,
  get,
  mainAndFallback,
  patch,
  poolSettings,
  requireNoneLeftOver,
  requireTaken,
} from './esp-control.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';
import { DeviceError, type DeviceHttpRequest } from './transport.ts';

/**
 * Changing NerdOS (facts, section 3; shufps/ESP-Miner-NerdQAxePlus, PATCH_update_settings of its http server). It passes
 * over what it does not know and what is not whole, without a word: only reading back tells.
 */
export const nerdosControl: DeviceControl = {
  // Shut down by command it stays off until it is started anew.
  offers: () => ['restart', 'pause', 'resume', 'tuning', 'fan', 'auto-fan', 'pools'],

  async settings(transport, { signal }) {
    const info = replyJson(await get(transport, '/api/system/info', signal), '/api/system/info');
    const asic = await get(transport, '/api/system/asic', signal);
    return nerdosSettings(info, asic.status === 200 ? replyJson(asic, '/api/system/asic') : {});
  },

  async apply(transport, change, { signal, settings }) {
    if (change.kind === 'pools') requireNoneLeftOver(change.pools, settings.pools);
    const send = (request: DeviceHttpRequest) =>
      transport.http({ ...request, ...(signal ? { signal } : {}) });
    requireTaken(await send(requestFor(change)));
    // Its pools are looked at when it starts.
    if (change.kind === 'pools') await onceTaken(async () => requireTaken(await send(RESTART)));
  },
};

/** `autofanspeed` is the way in which the fan is driven. */
const BY_HAND = 0;
const TO_TEMPERATURE = 2;
const RESTART: DeviceHttpRequest = { method: 'POST', path: '/api/system/restart' };
/** The firmware takes any number; its own page offers these. */
const TARGET: Bound = { min: 35, max: 65, source: 'Davylamp: within what its maker’s page offers' };

/** `/api/system/info` and `/api/system/asic` → what is set, and what may be. */
export function nerdosSettings(info: unknown, asic: unknown): DeviceSettings {
  const fields = new RawRecord(info, []);
  const options = new RawRecord(asic, []);
  const fanMode = fields.number('autofanspeed', { min: 0, max: 10 });
  return {
    paused: fields.boolean('shutdown'),
    frequencyMhz: fields.number('frequency', { min: 1, max: 5_000 }),
    coreVoltageMv: fields.number('coreVoltage', { min: 1, max: 20_000 }),
    autoFan: fanMode === undefined ? undefined : fanMode !== BY_HAND,
    fanPercent:
      fields.number('manualFanSpeed', { min: 0, max: 100 }) ??
      (fanMode === BY_HAND ? fields.number('fanspeed', { min: 0, max: 100 }) : undefined),
    // −1 on boards that cannot be driven to a temperature.
    targetTempC: fields.number('pidTargetTemp', { min: 1, max: 120 }),
    pools: poolSettings(fields),
    uptimeS: fields.count('uptimeSeconds'),
    bounds: {
      frequencyMhz: withMost(boundOf(options, 'frequencyOptions'), options, 'absMaxFrequency'),
      coreVoltageMv: withMost(boundOf(options, 'voltageOptions'), options, 'absMaxVoltage'),
      fanPercent: ESP_FAN,
      targetTempC: (fields.number('pidTargetTemp') ?? -1) > 0 ? TARGET : undefined,
      mostPools: 2,
    },
  };
}

/** Its options are what is usual; what the board bears at most it tells apart, and that may be less. */
function withMost(bound: Bound | undefined, asic: RawRecord, name: string): Bound | undefined {
  const most = asic.number(name, { min: 1 });
  return bound && most !== undefined && most < bound.max ? { ...bound, max: most } : bound;
}

function requestFor(change: DeviceChange): DeviceHttpRequest {
  switch (change.kind) {
    case 'restart':
    case 'resume':
      return RESTART;
    case 'pause':
      return { method: 'POST', path: '/api/system/shutdown' };
    case 'tuning':
      return patch({ frequency: whole(change.frequencyMhz), coreVoltage: whole(change.coreVoltageMv) });
    case 'fan':
      // The older and the newer name of one setting.
      return patch({
        autofanspeed: BY_HAND,
        fanspeed: whole(change.fanPercent),
        manualFanSpeed: whole(change.fanPercent),
      });
    case 'auto-fan':
      return patch({ autofanspeed: TO_TEMPERATURE, pidTargetTemp: whole(change.targetTempC) });
    case 'pools':
      return patch(mainAndFallback(change.pools));
    default:
      throw new DeviceError('refused', `NerdOS has no ${change.kind}`);
  }
}

/** Fractions are passed over by the firmware (`is<uint16_t>()`). */
function whole(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
