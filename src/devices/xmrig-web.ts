import type { ReadOptions } from './read-options.ts';
import { replyJson } from './reply-json.ts';
import type { DeviceHttpRequest, DeviceTransport } from './transport.ts';

/** @throws DeviceError `refused`, `unreadable-reply`, or why nothing came back */
export async function xmrigJson(
  transport: DeviceTransport,
  path: string,
  { credentials, signal }: ReadOptions,
  command: Pick<DeviceHttpRequest, 'method' | 'body'> = {},
): Promise<unknown> {
  const headers = {
    ...(credentials ? { authorization: `Bearer ${credentials.password}` } : {}),
    ...(command.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const reply = await transport.http({ ...command, path, headers, ...(signal ? { signal } : {}) });
  return replyJson(reply, path);
}
