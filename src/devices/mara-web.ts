import type { Oddity } from '../domain/reading.ts';
import { withDigest } from './digest-auth.ts';
import { loginOf, ROOT_LOGIN } from './login.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import type { ReadOptions } from './read-options.ts';
import type { DeviceTransport } from './transport.ts';

/** The web API of MARA's firmware (KaonSu), behind a digest login. */
export function maraWeb(transport: DeviceTransport, { credentials }: ReadOptions): DeviceTransport {
  return withDigest(transport, loginOf(credentials, ROOT_LOGIN));
}

/** Newer versions wrap what they tell in `data`. */
export function payload(reply: unknown, oddities: Oddity[]): RawRecord {
  return new RawRecord(isRecord(reply) && isRecord(reply.data) ? reply.data : reply, oddities);
}
