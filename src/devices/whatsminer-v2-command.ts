import { opened, sealed, type WhatsminerToken, whatsminerToken } from '../domain/whatsminer-crypto.ts';
import { beforeSending } from './before-sending.ts';
import { loginOf } from './login.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import type { ReadOptions } from './read-options.ts';
import { askRpc } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';
import { messageOf } from './whatsminer-v2.ts';

/**
 * Sends one command that changes something, sealed with the owner's password.
 * @throws DeviceError `refused` in words that tell a wrong password from a miner that takes no commands at all
 */
export async function commandSealed(
  transport: DeviceTransport,
  command: Readonly<Record<string, unknown>> & { readonly cmd: string },
  { credentials, signal }: ReadOptions,
): Promise<void> {
  const { password } = loginOf(credentials, SHIPPED);
  const token = await beforeSending(() => askToken(transport, password, signal));
  const data = sealed({ ...command, token: token.sign }, token.key);
  const reply = await transport.message({
    body: { enc: 1, data },
    framing: 'cgminer',
    ...(signal ? { signal } : {}),
  });
  requireTaken(readable(reply, token.key));
}

const SHIPPED = { username: 'admin', password: 'admin' };

/** Codes of the maker's manual (section 2). */
const TOO_MANY_TOKENS = 136;
const NO_ACCESS = 45;
const BAD_JSON = 23;
const BAD_TOKEN = 135;

async function askToken(
  transport: DeviceTransport,
  password: string,
  signal: AbortSignal | undefined,
): Promise<WhatsminerToken> {
  const { body } = await askRpc(transport, 'get_token', signal);
  const given = messageOf({ failed: false, body }, []);
  const [salt, newsalt, time] = ['salt', 'newsalt', 'time'].map((name) => signs(given, name));
  if (salt !== undefined && newsalt !== undefined && time !== undefined)
    return whatsminerToken(password, { salt, newsalt, time });
  const { code, words } = new Answer(body);
  if (code === TOO_MANY_TOKENS)
    throw new DeviceError(
      'refused',
      'the miner has given out all the permits it has; the first of them end within half an hour',
    );
  throw new DeviceError('refused', `the miner gives out no permit to change it: ${words}`);
}

/** `time` is a text of digits; a number would do as well. */
function signs(given: RawRecord, name: string): string | undefined {
  const raw = given.raw(name);
  return typeof raw === 'number' ? String(raw) : given.text(name);
}

/** What the miner answers, in the clear: it seals only what it says to those whose seal it could open. */
function readable(reply: unknown, key: string): Answer {
  if (!isRecord(reply)) throw new DeviceError('unreadable-reply', 'the reply is no object');
  if (typeof reply.enc !== 'string') return new Answer(reply);
  const text = opened(reply.enc, key);
  if (text === undefined) throw new DeviceError('unreadable-reply', 'the reply cannot be opened');
  try {
    return new Answer(JSON.parse(text));
  } catch (cause) {
    throw new DeviceError('unreadable-reply', 'the sealed reply is no JSON', { cause });
  }
}

/** @throws DeviceError `refused`, or `unreadable-reply` where it says neither yes nor no */
function requireTaken({ letter, code, words }: Answer): void {
  if (letter === 'S' || letter === 'I') return;
  if (letter === undefined) throw new DeviceError('unreadable-reply', `the miner answers only: ${words}`);
  if (code === NO_ACCESS || /access write|permission/i.test(words))
    throw new DeviceError('refused', TAKES_NO_COMMANDS);
  if (code === BAD_TOKEN || (code === BAD_JSON && /enc/i.test(words)) || /enc json|token/i.test(words))
    throw new DeviceError('refused', `the miner does not take the password (“${words}”)`);
  throw new DeviceError('refused', `the miner answers: ${words}`);
}

/** Both steps are the maker's (`WhatsminerAPI V2.0.5`, section 1). */
export const TAKES_NO_COMMANDS =
  'the miner takes no commands from programs: change its first password, then allow them in WhatsMinerTool (Remote Ctrl, Miner API Switch)';

class Answer {
  readonly letter: string | undefined;
  readonly code: number | undefined;
  readonly words: string;

  constructor(body: unknown) {
    const record = new RawRecord(body, []);
    const [status] = record.records('STATUS');
    this.letter = status?.text('STATUS') ?? record.text('STATUS');
    this.code = status?.number('Code') ?? record.number('Code');
    this.words = status?.text('Msg') ?? record.text('Msg') ?? 'no reason given';
  }
}
