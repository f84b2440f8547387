import type { MinerTwin } from '../miner-twin.ts';
import { luxProfiles } from './luxos-profiles.ts';
import { luxReply } from './luxos-reply.ts';
import { taken } from './taken.ts';

/** A session ends by itself when nobody uses it for so long. */
const SESSION_MS = 60_000;
const SESSION_TAKEN = 402;
const NO_SESSION = 403;
const BAD_PARAMETER = 401;

interface LuxSession {
  readonly id: string;
  readonly bootedAtMs: number;
  usedAtMs: number;
}

/** One at a time and miner; it lives as long as the mining program does, and is no setting. */
const sessions = new WeakMap<MinerTwin, LuxSession>();

/** LuxOS's sessions, and the commands that need one; undefined for any other. @throws AnswerLost */
export function answerLuxCommand(
  twin: MinerTwin,
  command: string,
  parameter: string,
): Record<string, unknown> | undefined {
  const session = sessionOf(twin);
  switch (command) {
    case 'logon':
      return session ? luxReply(twin, SESSION_TAKEN, 'Another session is active') : logOn(twin);
    case 'session':
      return luxReply(twin, 319, 'Session information', { SESSION: [{ SessionID: session?.id ?? '' }] });
    case 'logoff':
      if (!session || parameter !== session.id) return luxReply(twin, NO_SESSION, 'Invalid session');
      sessions.delete(twin);
      return luxReply(twin, 317, 'Session terminated');
    default:
      break;
  }
  const change = CHANGES[command];
  if (!change) return undefined;
  const [id, ...rest] = parameter.split(',');
  if (!session || id !== session.id) return luxReply(twin, NO_SESSION, 'Invalid session');
  session.usedAtMs = twin.state.atMs;
  return taken(twin, () => change(twin, rest));
}

function sessionOf(twin: MinerTwin): LuxSession | undefined {
  const session = sessions.get(twin);
  if (!session) return undefined;
  const { atMs, bootedAtMs } = twin.state;
  const holds = session.bootedAtMs === bootedAtMs && atMs - session.usedAtMs < SESSION_MS;
  if (holds) return session;
  sessions.delete(twin);
  return undefined;
}

function logOn(twin: MinerTwin): Record<string, unknown> {
  const { atMs, bootedAtMs } = twin.state;
  const id = Math.floor(atMs).toString(36).slice(-8);
  sessions.set(twin, { id, bootedAtMs, usedAtMs: atMs });
  return luxReply(twin, 316, 'Session created', { SESSION: [{ SessionID: id }] });
}

type Change = (twin: MinerTwin, parameters: readonly string[]) => Record<string, unknown>;

const CHANGES: Readonly<Record<string, Change>> = {
  curtail(twin, [action]) {
    if (action !== 'sleep' && action !== 'wakeup') return luxReply(twin, BAD_PARAMETER, 'Invalid action');
    const sleeps = action === 'sleep';
    if (sleeps === twin.settings.paused)
      return luxReply(twin, BAD_PARAMETER, `Miner is already ${sleeps ? 'in sleep mode' : 'active'}`);
    twin.settings.paused = sleeps;
    return luxReply(twin, 335, 'Curtailment command sent', {
      CURTAIL: [{ Action: sleeps ? 'sleep mode' : 'wake up' }],
    });
  },

  profileset(twin, [name]) {
    const profile = luxProfiles(twin.model).find((each) => each.name === name);
    if (!profile) return luxReply(twin, BAD_PARAMETER, `Unknown profile '${name}'`);
    const { frequencyMhz, coreVoltageMv } = profile;
    Object.assign(twin.settings, { preset: profile.name, frequencyMhz, coreVoltageMv });
    return luxReply(twin, 321, 'Profile Set', {
      PROFILE: [{ Board: 0, FrequencyStep: 5, Profile: profile.name, VoltageStep: 0.05 }],
    });
  },

  fanset(twin, parameters) {
    const speed = parameters
      .map((each) => /^speed=(-?\d+)$/.exec(each)?.[1])
      .find((each) => each !== undefined);
    const percent = Number(speed);
    if (speed === undefined || percent < -1 || percent > 100)
      return luxReply(twin, BAD_PARAMETER, 'Invalid speed');
    twin.settings.autoFan = percent === -1;
    if (percent >= 0) twin.settings.manualFanPercent = percent;
    return luxReply(twin, 312, 'Fan control updated');
  },

  ledset(twin, [color, state]) {
    if (color !== 'red' || !['on', 'off', 'blink', 'auto'].includes(state ?? ''))
      return luxReply(twin, BAD_PARAMETER, 'Invalid LED');
    twin.settings.blinking = state === 'blink';
    return luxReply(twin, 320, 'LED mode set');
  },

  rebootdevice(twin) {
    twin.restart();
    return luxReply(twin, 328, 'Rebooting device');
  },
};
