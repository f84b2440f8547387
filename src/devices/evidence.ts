import { isRecord } from './raw-record.ts';
import { askRpcIfKnown, type RpcReply } from './rpc-reply.ts';
import {
  DeviceError,
  type DeviceErrorKind,
  type DeviceHttpReply,
  type DeviceTransport,
} from './transport.ts';

/** What a device shows of itself before anybody knows of which family it is. */
export interface Evidence {
  /** `/api/system/info`, which AxeOS and NerdOS answer, and others with a page or a refusal. */
  readonly info: DeviceHttpReply | DeviceError;
  /** Its start page, no redirect followed. */
  readonly page: DeviceHttpReply | DeviceError;
  /** cgminer's `version`, absent where the API does not know it; `devdetails` where it does not. */
  readonly version: RpcReply | undefined | DeviceError;
  /** All that the API said, in capitals: makers do not agree on where their name stands. */
  readonly said: string;
}

/** Failures of the way, not of the device: no other question would fare better. */
const FINAL: ReadonlySet<DeviceErrorKind> = new Set<DeviceErrorKind>([
  'no-proxy',
  'not-paired',
  'forbidden-target',
]);

/**
 * Asks one page of the web side, no redirect followed.
 * @throws DeviceError when nothing can be asked at all
 */
export function webPage(
  transport: DeviceTransport,
  path: string,
  signal?: AbortSignal,
): Promise<DeviceHttpReply | DeviceError> {
  return attempt(() => transport.http({ path, ...(signal ? { signal } : {}) }));
}

/** Looks at the cgminer API. @throws DeviceError when nothing can be asked at all */
export async function apiEvidence(
  transport: DeviceTransport,
  signal?: AbortSignal,
): Promise<Pick<Evidence, 'version' | 'said'>> {
  const version = await attempt(() => askRpcIfKnown(transport, 'version', signal));
  if (version instanceof DeviceError) return { version, said: '' };
  // Old WhatsMiners answer `version` with an error, and tell their driver in devdetails.
  const details =
    version === undefined ? await attempt(() => askRpcIfKnown(transport, 'devdetails', signal)) : undefined;
  return { version, said: saidIn(version, details instanceof DeviceError ? undefined : details) };
}

/** Names and texts of replies, in capitals. */
export function saidIn(...replies: readonly (RpcReply | undefined)[]): string {
  return replies
    .flatMap((reply) => words(reply?.body))
    .join('\n')
    .toUpperCase();
}

/** A reply is sections of records; what lies deeper may have no bottom. */
const DEEPEST = 3;

/** Names and texts of a reply. */
function words(found: unknown, depth = 0): readonly string[] {
  if (typeof found === 'string') return [found];
  if (typeof found !== 'object' || found === null || depth > DEEPEST) return [];
  return Object.entries(found).flatMap(([name, inner]) => [name, ...words(inner, depth + 1)]);
}

/** An answer, or why there is none. @throws DeviceError when no other question would fare better */
export async function attempt<T>(ask: () => Promise<T>): Promise<T | DeviceError> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DeviceError) || FINAL.has(error.kind)) throw error;
    return error;
  }
}

/** The JSON object of a web reply; undefined where it is none. */
export function jsonRecord(
  reply: DeviceHttpReply | DeviceError,
): Readonly<Record<string, unknown>> | undefined {
  if (reply instanceof DeviceError || reply.status !== 200) return undefined;
  const found = jsonOf(reply.text);
  return isRecord(found) ? found : undefined;
}

/** Any JSON; undefined where it is none: what it is instead, `looksLike` says. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
