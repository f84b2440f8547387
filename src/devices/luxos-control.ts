import type { Bound, DeviceChange, DeviceSettings, PresetPoint } from '../domain/control.ts';
import type { DeviceControl } from './control.ts';
import { commandInSession, type LuxCommand } from './luxos-session.ts';
import { RawRecord } from './raw-record.ts';
import { askRpc, askRpcIfKnown, sections } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/**
 * Changing LuxOS: `profileset`, `curtail`, `fanset`, `ledset`, `rebootdevice` in a session (docs.luxor.tech/firmware/api;
 * LuxorLabs/luxos-tooling; asic-rs `asic-rs-firmwares/luxminer/src/backends/v1/rpc.rs`; pyasic `pyasic/rpc/luxminer.py`).
 * Pools are not offered: LuxOS knows groups of them, and no way to put others in their place that could not end between
 * two commands, without any.
 */
export const luxosControl: DeviceControl = {
  offers: () => ['restart', 'pause', 'resume', 'identify', 'preset', 'fan', 'auto-fan'],

  async settings(transport, { signal }) {
    const ask = (command: string) => askRpcIfKnown(transport, command, signal);
    const [config] = sections(await askRpc(transport, 'config', signal), 'CONFIG', []);
    if (!config) throw new DeviceError('unreadable-reply', 'config: it does not tell how it is set');
    const profiles = sections(await ask('profiles'), 'PROFILES', []);
    const fanReply = await ask('fans');
    const stats = sections(await ask('stats'), 'STATS', []).find((section) => section.has('Elapsed'));
    const mode = sections(await ask('tempctrl'), 'TEMPCTRL', [])[0]?.text('Mode');
    const [fan] = sections(fanReply, 'FANS', []);
    const presets = profiles.flatMap((profile) => profileName(profile) ?? []);
    const points = profiles.flatMap((profile) => profilePoint(profile) ?? []);
    const autoFan = autoFanOf(mode);
    return {
      paused: isCurtailed(config),
      preset: config.text('Profile'),
      autoFan,
      // While it rules them itself, their speed is no setting.
      fanPercent: autoFan === false ? fan?.number('Speed', { min: 0, max: 100 }) : undefined,
      ...(points.length > 0 ? { presetPoints: points } : {}),
      uptimeS: stats?.count('Elapsed'),
      bounds: {
        ...(presets.length > 0 ? { presets } : {}),
        // A miner cooled by water or oil has no fans; one that does not tell who rules them could not be read back.
        ...(fan && autoFan !== undefined
          ? { fanPercent: fanBound(sections(fanReply, 'FANCTRL', [])[0]) }
          : {}),
      },
    } satisfies DeviceSettings;
  },

  async apply(transport, change, { session, signal }) {
    const command = await commandFor(transport, change, signal);
    await commandInSession(transport, command, session, signal);
  },
};

/** Asleep by command: LuxOS calls it curtailed, and keeps it so over restarts. */
export function isCurtailed(config: RawRecord): boolean | undefined {
  const mode = config.text('CurtailMode');
  return mode === undefined ? undefined : !/^(?:none|wakeup)$/i.test(mode);
}

async function commandFor(
  transport: DeviceTransport,
  change: DeviceChange,
  signal: AbortSignal | undefined,
): Promise<LuxCommand> {
  switch (change.kind) {
    case 'restart':
      return { command: 'rebootdevice' };
    case 'pause':
      return { command: 'curtail', parameter: 'sleep' };
    case 'resume':
      return { command: 'curtail', parameter: 'wakeup' };
    case 'identify':
      return {
        command: 'ledset',
        parameter: `red,${(await isBlinking(transport, signal)) ? 'auto' : 'blink'}`,
      };
    case 'preset':
      if (!isProfileName(change.preset))
        throw new DeviceError('refused', `LuxOS would take ${change.preset} for something else than a name`);
      return { command: 'profileset', parameter: change.preset };
    case 'fan':
      return { command: 'fanset', parameter: `speed=${Math.round(change.fanPercent)}` };
    case 'auto-fan':
      if (change.targetTempC !== undefined)
        throw new DeviceError('refused', 'the temperature that LuxOS keeps is not set from here');
      return { command: 'fanset', parameter: 'speed=-1' };
    default:
      throw new DeviceError('refused', `LuxOS has no ${change.kind}`);
  }
}

/** The lamp blinks until somebody says otherwise: to be asked again ends it. */
async function isBlinking(transport: DeviceTransport, signal: AbortSignal | undefined): Promise<boolean> {
  const [config = new RawRecord({}, [])] = sections(
    await askRpcIfKnown(transport, 'config', signal),
    'CONFIG',
    [],
  );
  return config.text('RedLed') === 'blink';
}

function profileName(profile: RawRecord): string | undefined {
  const name = profile.text('Profile Name');
  return name !== undefined && isProfileName(name) ? name : undefined;
}

/** What a profile does by LuxOS's own estimate: `Hashrate` in TH/s, `Watts` at the wall. */
function profilePoint(profile: RawRecord): PresetPoint | undefined {
  const preset = profileName(profile);
  const hashrateHs = profile.number('Hashrate', { min: 1e11, max: 5e15, scale: 1e12 });
  const powerW = profile.number('Watts', { min: 10, max: 50_000 });
  if (preset === undefined || hashrateHs === undefined || powerW === undefined) return undefined;
  return { preset, hashrateHs, powerW };
}

/**
 * Names that `profileset` takes for a name: not 0 to 3, which are boards of old; not `+1`, `60THs`, `1.2kW` and `1200W`,
 * by which it looks for another profile; nothing with a comma, which would begin a further parameter.
 */
function isProfileName(name: string): boolean {
  return /^[A-Za-z0-9][\w .()-]{0,63}$/.test(name) && !/^[0-3]$|(?:THs|W)$/i.test(name);
}

function autoFanOf(mode: string | undefined): boolean | undefined {
  if (mode === undefined) return undefined;
  return /^manual$/i.test(mode) ? false : /^auto/i.test(mode) ? true : undefined;
}

/** LuxOS itself goes no lower than this, nor lets its owner set a lower least speed (docs.luxor.tech, `fanset`). */
const LEAST_FAN_PERCENT = 20;

function fanBound(control: RawRecord | undefined): Bound {
  const least = control?.number('FanMinSpeed', { min: 0, max: 100 }) ?? LEAST_FAN_PERCENT;
  return {
    min: Math.max(least, LEAST_FAN_PERCENT),
    max: 100,
    source: 'LuxOS: the least that its automatic goes down to',
  };
}
