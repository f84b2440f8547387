import {
  opened,
  sealed,
  type WhatsminerChallenge,
  type WhatsminerToken,
  whatsminerToken,
} from '../../domain/whatsminer-crypto.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { tuningForPower } from '../power-tuning.ts';
import { jsonBody } from './json-body.ts';
import { setPools } from './pool-wish.ts';
import { taken } from './taken.ts';
import { btminerReply } from './whatsminer-reply.ts';

export const POWER_MODES = ['Low', 'Normal', 'High'] as const;
/** Of the ordinary draw, in each mode. */
export const MODE_DRAW = [0.8, 1, 1.08] as const;
/** A token holds so long; afterwards the miner gives out another time and salt. */
const TOKEN_S = 1_800;
const SHIPPED_PASSWORD = 'admin';

/** `get_token` and sealed commands; undefined for any other message. @throws AnswerLost */
export function answerWhatsminerCommand(
  twin: MinerTwin,
  message: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  if (message.command === 'get_token' || message.cmd === 'get_token')
    return btminerReply(twin, 134, { ...challengeOf(twin, windowOf(twin)) });
  if (message.enc !== 1) return undefined;
  const window = windowOf(twin);
  const token = tokenOf(twin, window);
  const { key } = token;
  const command = jsonBody(opened(String(message.data), key));
  if (!command) return btminerReply(twin, 23, 'enc json load err', { isError: true });
  const known = [token.sign, tokenOf(twin, window - 1).sign];
  if (!known.some((sign) => sign === command.token))
    return btminerReply(twin, 135, 'check token err', { isError: true });
  if (!twin.settings.takesCommands)
    return btminerReply(twin, 45, "can't access write cmd", { isError: true });
  return {
    enc: sealed(
      taken(twin, () => carryOut(twin, command)),
      key,
    ),
  };
}

function carryOut(twin: MinerTwin, command: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const change = CHANGES[String(command.cmd)];
  if (!change) return btminerReply(twin, 14, 'invalid cmd', { isError: true });
  return change(twin, command)
    ? btminerReply(twin, 131, 'API command OK')
    : btminerReply(twin, 132, 'API command ERROR', { isError: true });
}

/** Whether it was taken. */
type Change = (twin: MinerTwin, command: Readonly<Record<string, unknown>>) => boolean;

const CHANGES: Readonly<Record<string, Change>> = {
  power_off(twin, { respbefore }) {
    if (respbefore !== 'true' && respbefore !== 'false') return false;
    twin.settings.paused = true;
    return true;
  },
  power_on({ settings }) {
    settings.paused = false;
    return true;
  },
  reboot(twin) {
    twin.restart();
    return true;
  },
  set_low_power: (twin) => setMode(twin, 0),
  set_normal_power: (twin) => setMode(twin, 1),
  set_high_power: (twin) => setMode(twin, 2),
  adjust_power_limit(twin, { power_limit: limit }) {
    const limitW = Number(limit);
    // It takes none above what it draws ordinarily, and mining begins anew under any other.
    if (typeof limit !== 'string' || !(limitW > 0) || limitW > ordinaryW(twin)) return false;
    Object.assign(twin.settings, { powerTargetW: limitW, ...tuningForPower(twin.model, limitW) });
    twin.restartMining();
    return true;
  },
  set_led({ settings }, { param, color }) {
    if (param !== 'auto' && color !== 'red' && color !== 'green') return false;
    settings.blinking = param !== 'auto';
    return true;
  },
  update_pools: (twin, command) =>
    setPools(
      twin,
      [1, 2, 3].map((place) => ({
        url: command[`pool${place}`] ?? '',
        user: command[`worker${place}`],
        pass: command[`passwd${place}`],
      })),
    ),
};

function setMode(twin: MinerTwin, mode: 0 | 1 | 2): boolean {
  const drawW = ordinaryW(twin) * MODE_DRAW[mode];
  Object.assign(twin.settings, { workMode: mode, ...tuningForPower(twin.model, drawW) });
  return true;
}

/** What the machine draws as its maker sells it. */
function ordinaryW({ model }: MinerTwin): number {
  return model.maxPowerW;
}

/** Time that a token belongs to, in spans of its life. */
function windowOf({ state }: MinerTwin): number {
  return Math.floor(state.atMs / 1_000 / TOKEN_S);
}

function challengeOf({ options }: MinerTwin, window: number): WhatsminerChallenge {
  const signs = (text: string) => text.padStart(8, '0').slice(-8);
  return {
    salt: signs(options.seed.toString(36)),
    newsalt: signs((options.seed + window).toString(36)),
    time: String(window % 10_000).padStart(4, '0'),
  };
}

function tokenOf(twin: MinerTwin, window: number): WhatsminerToken {
  return whatsminerToken(twin.options.password ?? SHIPPED_PASSWORD, challengeOf(twin, window));
}
