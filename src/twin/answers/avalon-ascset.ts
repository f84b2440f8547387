import type { MinerTwin } from '../miner-twin.ts';
import { rpcStatus } from './rpc-status.ts';

/** Clock and core voltage of each mode, as parts of the highest: a Nano 3S draws about 65, 100 and 140 W. */
const MODES = [
  { clock: 0.62, voltage: 0.92 },
  { clock: 0.84, voltage: 0.96 },
  { clock: 1, voltage: 1 },
] as const;

/** An Avalon's reply to `ascset`: modes, switching off and on, and a restart. */
export function answerAscset(twin: MinerTwin, parameter: string): Record<string, unknown> {
  const [asic, command, ...rest] = parameter.split(',');
  const taken = asic === '0' && carryOut(twin, command ?? '', rest);
  return taken
    ? rpcStatus(twin, { code: 119, message: 'ASC 0 set OK' })
    : rpcStatus(twin, { code: 120, message: 'ASC 0 set failed: parameter invalid', error: true });
}

function carryOut(twin: MinerTwin, command: string, rest: readonly string[]): boolean {
  const { settings, model } = twin;
  switch (command) {
    case 'workmode': {
      const mode = rest[0] === 'set' ? Number(rest[1]) : Number.NaN;
      const chosen = MODES[mode];
      if (!chosen) return false;
      settings.workMode = mode;
      settings.frequencyMhz = Math.round(model.defaultFrequencyMhz * chosen.clock);
      settings.coreVoltageMv = Math.round(model.defaultVoltageMv * chosen.voltage);
      return true;
    }
    case 'softoff':
    case 'softon':
      if (!/^1: ?\d+$/.test(rest[0] ?? '')) return false;
      settings.paused = command === 'softoff';
      return true;
    case 'reboot':
      twin.restart();
      return true;
    default:
      return false;
  }
}
