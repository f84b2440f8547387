import type { ReadOptions } from './read-options.ts';
import { replyJson } from './reply-json.ts';
import type { DeviceTransport } from './transport.ts';

/** ePIC's web pages are elsewhere; here is the API that they use. */
export const EPIC_PORT = 4028;

/** @throws DeviceError `refused`, `unreadable-reply`, or why nothing came back */
export async function epicJson(
  transport: DeviceTransport,
  path: string,
  { signal }: ReadOptions,
): Promise<unknown> {
  return replyJson(await transport.http({ path, port: EPIC_PORT, ...(signal ? { signal } : {}) }), path);
}
