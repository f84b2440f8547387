import type { MinerTwin } from '../miner-twin.ts';
import { isObject } from './json-body.ts';
import { setPools } from './pool-wish.ts';

/** Stock firmware has three slots for pools. */
const SLOTS = 3;
const SLEEP = 1;

/** `get_miner_conf.cgi`: the file that the mining process is started with, in which numbers are text. */
export function antminerConf({ settings }: MinerTwin): Record<string, unknown> {
  return {
    pools: Array.from({ length: SLOTS }, (_, slot) => {
      const pool = settings.pools[slot];
      if (!pool) return { url: '', user: '', pass: '' };
      return { url: `stratum+tcp://${pool.host}:${pool.port}`, user: pool.user, pass: pool.password ?? 'x' };
    }),
    'api-listen': true,
    'api-network': true,
    'api-groups': 'A:stats:pools:devs:summary:version',
    'api-allow': 'A:0/0,W:*',
    'bitmain-fan-ctrl': !settings.autoFan,
    'bitmain-fan-pwm': String(Math.round(settings.manualFanPercent)),
    'bitmain-use-vil': true,
    'bitmain-freq': String(settings.frequencyMhz),
    'bitmain-work-mode': settings.paused ? '1' : '0',
    'bitmain-freq-level': '100',
  };
}

/**
 * `set_miner_conf.cgi`: writes the file anew from what it is sent, and starts mining with it; what is left out of it is
 * lost, so that one without pools is refused.
 * @returns whether it was taken
 */
export function takeAntminerConf(twin: MinerTwin, conf: unknown): boolean {
  if (!isObject(conf)) return false;
  const mode = Number(conf['miner-mode']);
  const percent = Number(conf['bitmain-fan-pwm'] ?? 100);
  if (!(mode >= 0 && mode <= 3) || !(percent >= 0 && percent <= 100)) return false;
  if (!setPools(twin, conf.pools)) return false;
  twin.settings.paused = mode === SLEEP;
  twin.settings.autoFan = conf['bitmain-fan-ctrl'] !== true;
  twin.settings.manualFanPercent = percent;
  twin.restartMining();
  return true;
}
