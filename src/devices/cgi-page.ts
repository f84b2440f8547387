import { replyJson } from './reply-json.ts';
import { DeviceError, type DeviceErrorKind, type DeviceTransport } from './transport.ts';

/** Failures of one page; what concerns the whole device (a password, nobody there) is none of them. */
const OF_THE_PAGE: ReadonlySet<DeviceErrorKind> = new Set<DeviceErrorKind>([
  'timeout',
  'too-large',
  'unreadable-reply',
]);

/**
 * The JSON that a page of `/cgi-bin/` tells, as Bitmain's web server and its descendants have it.
 * @throws DeviceError `refused`, `unreadable-reply`, or why nothing came back
 */
export async function askCgi(
  transport: DeviceTransport,
  name: string,
  signal?: AbortSignal,
): Promise<unknown> {
  const path = `/cgi-bin/${name}.cgi`;
  return replyJson(await transport.http({ path, ...(signal ? { signal } : {}) }), path);
}

/** The same where the firmware may not have the page: undefined then, and where it cannot be read. */
export async function askCgiIfKnown(
  transport: DeviceTransport,
  name: string,
  signal?: AbortSignal,
): Promise<unknown> {
  try {
    return await askCgi(transport, name, signal);
  } catch (error) {
    if (error instanceof DeviceError && OF_THE_PAGE.has(error.kind)) return undefined;
    throw error;
  }
}
