import type { DeviceSession } from './adapter.ts';
import { beforeSending } from './before-sending.ts';
import { askRpc, type RpcReply, sections } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/**
 * Sends one command that changes something. LuxOS gives out one session at a time, for as long as nobody uses it for a
 * minute, so it is given back at once, whatever becomes of the command (docs.luxor.tech/firmware/api/sessions; LuxorLabs/
 * luxos-tooling `src/luxos/asyncops.py`, `src/luxos/api.json`).
 *
 * @param remembered of this device: a session that could not be given back is used, and given back, next time
 * @throws DeviceError `refused` with the device's own words
 */
export async function commandInSession(
  transport: DeviceTransport,
  { command, parameter }: LuxCommand,
  remembered: DeviceSession = {},
  signal?: AbortSignal,
): Promise<void> {
  const id = await beforeSending(() => logOn(transport, remembered, signal));
  remembered.token = id;
  try {
    const asked = parameter === undefined ? id : `${id},${parameter}`;
    requireTaken(await askRpc(transport, command, signal, asked));
    // It takes its session with it.
    if (command === 'rebootdevice') remembered.token = undefined;
  } finally {
    if (remembered.token !== undefined) await logOff(transport, remembered);
  }
}

export interface LuxCommand {
  readonly command: string;
  readonly parameter?: string;
}

/** "Another session is active". */
const SESSION_TAKEN = 402;

async function logOn(
  transport: DeviceTransport,
  remembered: DeviceSession,
  signal: AbortSignal | undefined,
): Promise<string> {
  const reply = await askRpc(transport, 'logon', signal);
  const given = sessionIn(reply);
  if (!reply.failed && given !== undefined) return given;
  const { code, words } = statusOf(reply);
  if (code !== SESSION_TAKEN) throw new DeviceError('refused', `the miner answers: ${words}`);
  const active = sessionIn(await askRpc(transport, 'session', signal));
  if (active !== undefined && active === remembered.token) return active;
  throw new DeviceError(
    'refused',
    'another program is just changing this miner; LuxOS lets only one do so at a time, for up to a minute',
  );
}

/**
 * Tries to, even where the command was called off; where it fails the session is kept in mind, and ends by itself after a
 * minute.
 */
async function logOff(transport: DeviceTransport, remembered: DeviceSession): Promise<void> {
  try {
    const { failed } = await askRpc(transport, 'logoff', undefined, remembered.token);
    if (!failed) remembered.token = undefined;
  } catch (error) {
    // What became of the command is the news, not this.
    if (!(error instanceof DeviceError)) throw error;
  }
}

function requireTaken(reply: RpcReply): void {
  if (reply.failed) throw new DeviceError('refused', `the miner answers: ${statusOf(reply).words}`);
  if (statusOf(reply).letter === undefined)
    throw new DeviceError('unreadable-reply', 'the miner does not say whether it took the command');
}

function statusOf(reply: RpcReply): { letter: string | undefined; code: number | undefined; words: string } {
  const [status] = sections(reply, 'STATUS', []);
  return {
    letter: status?.text('STATUS'),
    code: status?.number('Code'),
    words: status?.text('Msg') ?? 'no reason given',
  };
}

/** Signs that could not pass for a further parameter. */
function sessionIn(reply: RpcReply): string | undefined {
  const id = sections(reply, 'SESSION', [])[0]?.text('SessionID');
  return id !== undefined && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}
