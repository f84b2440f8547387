/**
 * How an adapter reaches its device. The proxy answers it in the product, sockets answer it in the conformance
 * runner, the twin answers it in the in-browser demo: an adapter cannot tell them apart.
 */
export interface DeviceTransport {
  /** One HTTP exchange with the device's web port. Any status is an answer; no answer is a {@link DeviceError}. */
  http(request: DeviceHttpRequest): Promise<DeviceHttpReply>;
  /**
   * One command of the cgminer API (TCP 4028): `summary`, `version+stats`. Resolves with the reply as parsed JSON
   * (text-form replies are turned into the same form by the bridge).
   */
  rpc(
    command: string,
    options?: { readonly parameter?: string; readonly signal?: AbortSignal },
  ): Promise<unknown>;
}

export interface DeviceHttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, beginning with `/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface DeviceHttpReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Why a device could not be read. Each has one sentence and one button in the UI. */
export type DeviceErrorKind =
  /** Nothing answers there: refused, no route, name unknown. */
  | 'unreachable'
  /** It accepted the connection and then said nothing, or not enough, in time. */
  | 'timeout'
  /** It answered, but that is no miner we know (a printer, a router's web page). */
  | 'not-a-miner'
  /** It is a miner, but this reply cannot be read: HTML, cut-off JSON, wrong shape. */
  | 'unreadable-reply'
  /** The reply is larger than any miner's. */
  | 'too-large'
  /** The device wants a password, or refuses us. */
  | 'refused'
  /** The helper (proxy) itself is not running. */
  | 'no-proxy'
  /** The helper does not know this browser: its pairing token is missing or wrong. */
  | 'not-paired'
  /** The helper will not go there: public address, foreign port, redirect out of the house. */
  | 'forbidden-target'
  /** Another request to this device is still running. */
  | 'busy';

/** A device, or the way to it, failed. `detail` is for the owner's eyes and never holds a token or a password. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';

  constructor(
    readonly kind: DeviceErrorKind,
    readonly detail: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`${kind}: ${detail}`, options);
  }
}
