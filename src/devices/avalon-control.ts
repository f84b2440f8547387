import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import { avalonModes } from '../domain/work-mode.ts';
import { avalonModules } from './avalon-modules.ts';
import type { DeviceControl } from './control.ts';
import type { ReadOptions } from './read-options.ts';
import { askRpc, sections } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/**
 * Changing Avalons for the home (Q, Nano, Mini) by `ascset`: `0,workmode,set,N`, `0,softoff,1:TIME`, `0,softon,1:TIME`,
 * `0,reboot,0` (facts, section 9; asic-rs asic-rs-firmwares/avalonminer/src/backends/avalon_q/mod.rs; evcc-io/evcc and
 * further clients send the same). Rack machines take other forms and are only watched.
 */
export const avalonControl: DeviceControl = {
  offers: (identity) => (avalonModes(identity) ? ['restart', 'pause', 'resume', 'preset'] : []),

  async settings(transport, options) {
    const stats = await askRpc(transport, 'stats', options.signal);
    const [version] = sections(await askRpc(transport, 'version', options.signal), 'VERSION', []);
    const [section] = sections(stats, 'STATS', []);
    const [module] = avalonModules(stats, []);
    if (!module) throw new DeviceError('unreadable-reply', 'stats: it does not tell how it is set');
    const modes = avalonModes({ model: version?.text('PROD') ?? version?.text('MODEL') }) ?? [];
    const mode = module.number('WORKMODE', { min: 0, max: 10 });
    return {
      // Idle by command, and not while it starts.
      paused: (module.number('SoftOFF') ?? 0) !== 0,
      preset: mode === undefined ? undefined : modes[mode],
      uptimeS: section?.count('Elapsed') ?? module.count('Elapsed'),
      bounds: { presets: modes },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, options) {
    const parameter = await parameterFor(transport, change, options);
    const { body } = await askRpc(transport, 'ascset', options.signal, parameter);
    const [status] = sections({ failed: false, body }, 'STATUS', []);
    if (status?.text('STATUS') !== 'S')
      throw new DeviceError('refused', `the miner answers ${status?.text('Msg') ?? 'nothing that is known'}`);
  },
};

/** Switching takes effect at a time of the miner’s own clock: a moment ahead, for one in the past is passed over. */
const AHEAD_S = 5;

async function parameterFor(
  transport: DeviceTransport,
  change: DeviceChange,
  options: ReadOptions & { readonly settings: DeviceSettings },
): Promise<string> {
  switch (change.kind) {
    case 'restart':
      return '0,reboot,0';
    case 'pause':
      return `0,softoff,1:${(await clockS(transport, options)) + AHEAD_S}`;
    case 'resume':
      return `0,softon,1:${(await clockS(transport, options)) + AHEAD_S}`;
    case 'preset': {
      const mode = (options.settings.bounds.presets ?? []).indexOf(change.preset);
      if (mode < 0) throw new DeviceError('refused', `it has no mode ${change.preset}`);
      return `0,workmode,set,${mode}`;
    }
    default:
      throw new DeviceError('refused', `an Avalon has no ${change.kind}`);
  }
}

/** What time the miner has; ours where it does not tell. It often knows no time server. */
async function clockS(transport: DeviceTransport, { nowMs, signal }: ReadOptions): Promise<number> {
  const { body } = await askRpc(transport, 'version', signal);
  const [status] = sections({ failed: false, body }, 'STATUS', []);
  return status?.number('When', { min: 1 }) ?? Math.floor(nowMs() / 1_000);
}
