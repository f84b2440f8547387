import type { Login } from './digest-auth.ts';
import {
  accountHash,
  type KlapSecrets,
  opened,
  PROOF_BYTES,
  proofOfOwner,
  proofOfPlug,
  SEED_BYTES,
  sealed,
} from './klap.ts';
import { DeviceError, type DeviceHttpReply, type DeviceTransport } from './transport.ts';

/**
 * Says one thing to a plug that speaks KLAP, in a session of its own: some firmware ends a session with its first
 * message (python-kasa/python-kasa kasa/transports/klaptransport.py, on SHIP 2.0).
 * @param seed sixteen random bytes
 * @throws DeviceError `refused` where the plug belongs to another account, `not-a-miner` where nobody speaks KLAP
 */
export async function klapExchange(
  transport: DeviceTransport,
  login: Login,
  text: string,
  seed: Uint8Array<ArrayBuffer>,
  signal?: AbortSignal,
): Promise<string> {
  const post = (path: string, bytes: Uint8Array<ArrayBuffer>, cookie?: string) =>
    transport.http({
      method: 'POST',
      path: `/app/${path}`,
      bytes,
      ...(cookie === undefined ? {} : { headers: { cookie } }),
      ...(signal ? { signal } : {}),
    });
  const hello = await post('handshake1', seed);
  const secrets = secretsOf(hello, seed, login);
  // The cookie beside it, of how long the session lasts, must not come back.
  const cookie = /TP_SESSIONID=[^;,\s]+/.exec(hello.headers['set-cookie'] ?? '')?.[0];
  const { status } = await post('handshake2', new Uint8Array(proofOfOwner(secrets)), cookie);
  if (status !== 200) throw new DeviceError('refused', `the plug does not begin a session (${status})`);
  const message = sealed(secrets, text);
  const reply = await post(`request?seq=${message.sequence}`, message.bytes, cookie);
  if (reply.status !== 200 || !reply.bytes)
    throw new DeviceError('unreadable-reply', `the plug answers with status ${reply.status}`);
  try {
    return opened(secrets, reply.bytes);
  } catch (cause) {
    throw new DeviceError('unreadable-reply', 'the plug answers with other keys', { cause });
  }
}

/** Before anything of ours is proved, the plug has to prove that it is the owner's. */
function secretsOf({ status, bytes }: DeviceHttpReply, localSeed: Uint8Array, login: Login): KlapSecrets {
  if (status !== 200 || bytes?.length !== SEED_BYTES + PROOF_BYTES)
    throw new DeviceError('not-a-miner', 'what answers there does not speak as newer TP-Link plugs do');
  const secrets = { localSeed, remoteSeed: bytes.slice(0, SEED_BYTES), account: accountHash(login) };
  const expected = proofOfPlug(secrets);
  if (!bytes.slice(SEED_BYTES).every((byte, at) => byte === expected[at]))
    throw new DeviceError('refused', 'the plug belongs to another TP-Link account, or the password is wrong');
  return secrets;
}
