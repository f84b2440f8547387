import type { DeviceChange, DeviceSettings, PoolSetting } from '../domain/control.ts';
import type { ApplyOptions, DeviceControl } from './control.ts';
import { RawRecord } from './raw-record.ts';
import { rpcPools } from './rpc-pools.ts';
import { askRpc, askRpcIfKnown } from './rpc-reply.ts';
import { DeviceError } from './transport.ts';
import { messageOf, told } from './whatsminer-v2.ts';
import { commandSealed } from './whatsminer-v2-command.ts';

/**
 * Changing WhatsMiner API v2 (the maker's `WhatsminerAPI V2.0.4` and `V2.0.5`; asic-rs
 * `asic-rs-firmwares/whatsminer/src/backends/v2/mod.rs`; pyasic `pyasic/rpc/btminer.py`). Its power limit it refuses itself
 * where it is above what the machine draws ordinarily; how much that is it does not tell, so that only the catalogue can.
 */
export const whatsminerV2Control: DeviceControl = {
  offers: () => ['restart', 'pause', 'resume', 'identify', 'preset', 'power-limit', 'pools'],

  async settings(transport, { signal }) {
    const [summary = new RawRecord({}, [])] = told(await askRpc(transport, 'summary', signal), 'SUMMARY', []);
    const status = messageOf(await askRpcIfKnown(transport, 'status', signal), []);
    const pools = await askRpcIfKnown(transport, 'pools', signal);
    const preset = POWER_MODES.find((mode) => mode === capitalised(summary.text('Power Mode')));
    const powerLimitW = summary.number('Power Limit', { min: 1, max: 100_000 });
    return {
      paused: status.boolean('mineroff'),
      preset,
      powerLimitW,
      ...(pools ? { pools: rpcPools(told(pools, 'POOLS', [])).map(asSetting) } : {}),
      uptimeS: summary.count('Uptime') ?? summary.count('Elapsed'),
      bounds: { mostPools: MOST_POOLS, ...(preset ? { presets: POWER_MODES } : {}) },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const ledIsOurs = change.kind === 'identify' && (await blinks(transport, options));
    const command = ledIsOurs ? LED_AUTO : commandFor(change);
    await commandSealed(transport, command, options);
  },
};

/** `Power Mode` by their names; the commands have no parameter. */
const POWER_MODES = ['Low', 'Normal', 'High'] as const;
export const MOST_POOLS = 3;

const LED_AUTO = { cmd: 'set_led', param: 'auto' } as const;
/** Milliseconds of a flash, of its light, and from when on: the values that asic-rs sends. */
export const RED_FLASH = { color: 'red', period: 200, duration: 100, start: 0 } as const;

function commandFor(change: DeviceChange): Readonly<Record<string, unknown>> & { readonly cmd: string } {
  switch (change.kind) {
    case 'restart':
      return { cmd: 'reboot' };
    case 'pause':
      // A word, not a truth value: "Has to be string for some reason" (asic-rs).
      return { cmd: 'power_off', respbefore: 'true' };
    case 'resume':
      return { cmd: 'power_on' };
    case 'identify':
      return { cmd: 'set_led', ...RED_FLASH };
    case 'preset': {
      const mode = POWER_MODES.find((name) => name === change.preset);
      if (!mode) throw new DeviceError('refused', `a WhatsMiner has no mode ${change.preset}`);
      return { cmd: `set_${mode.toLowerCase()}_power` };
    }
    case 'power-limit':
      return { cmd: 'adjust_power_limit', power_limit: String(Math.round(change.powerLimitW)) };
    case 'pools':
      return { cmd: 'update_pools', ...threePools(change.pools) };
    default:
      throw new DeviceError('refused', `a WhatsMiner has no ${change.kind}`);
  }
}

/** All three are told at once; an empty one is none. */
function threePools(pools: readonly PoolSetting[]): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (let place = 1; place <= MOST_POOLS; place += 1) {
    const pool = pools[place - 1];
    fields[`pool${place}`] = pool?.url ?? '';
    fields[`worker${place}`] = pool?.user ?? '';
    fields[`passwd${place}`] = pool ? poolPassword(pool) : '';
  }
  return fields;
}

/** The miner does not keep the password of a pool it has; pools that want none are given this by custom. */
export function poolPassword({ password }: PoolSetting): string {
  return password ?? 'x';
}

/** The lamp blinks until somebody says otherwise: to be asked again ends it. */
async function blinks(
  transport: Parameters<DeviceControl['apply']>[0],
  { signal }: ApplyOptions,
): Promise<boolean> {
  const led = messageOf(await askRpcIfKnown(transport, 'get_miner_info', signal), []).text('ledstat');
  return led !== undefined && led !== 'auto';
}

function asSetting({ url, user }: ReturnType<typeof rpcPools>[number]): PoolSetting {
  return { url, user: user ?? '' };
}

function capitalised(text: string | undefined): string | undefined {
  return text === undefined ? undefined : text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
