import type { DeviceErrorKind } from '../domain/device-failure.ts';

export type { DeviceErrorKind };

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
  /** One JSON message over TCP in another form than cgminer's own; resolves with the reply as parsed JSON. */
  message(message: DeviceMessage): Promise<unknown>;
}

export interface DeviceMessage {
  readonly body: Readonly<Record<string, unknown>>;
  /**
   * `cgminer`: on the port of the cgminer API and ended like its replies (WhatsMiner's `get_token`, its encrypted
   * commands). `length-prefixed`: on TCP 4433, each message behind its length (WhatsMiner API v3). `veiled`: on TCP 9999,
   * behind its length and XORed with what was sent before it, which hides it from nobody (TP-Link's plugs).
   */
  readonly framing: DeviceFraming;
  readonly signal?: AbortSignal;
}

export type DeviceFraming = 'cgminer' | 'length-prefixed' | 'veiled';

export interface DeviceHttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, beginning with `/`. */
  readonly path: string;
  /** Where a family has its web API at another port than its web pages (ePIC 4028, Auradine 8080). */
  readonly port?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In the place of a body that is text; the reply then has its bytes as well. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** This GET changes something (some restart by a page that is opened): whoever carries it must never ask it anew. */
  readonly once?: true;
  /** The path holds a password: whoever carries it must keep it out of every address, for those stand in logs. */
  readonly secret?: true;
  readonly signal?: AbortSignal;
}

export interface DeviceHttpReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** As they came, where the request had bytes. */
  readonly bytes?: Uint8Array | undefined;
}

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
