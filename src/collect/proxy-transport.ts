import { API_PORT, doorOf, FRAMED_PORT, VEILED_PORT, WEB_PORT } from '../devices/device-door.ts';
import {
  DeviceError,
  type DeviceFraming,
  type DeviceHttpRequest,
  type DeviceTransport,
} from '../devices/transport.ts';
import type { ProxyCheck } from '../domain/fleet-view.ts';
import { type DeviceAddress, formatAddress } from '../domain/miner.ts';
import { FAILURE_OF_PROBLEM } from '../domain/problem-failure.ts';
import {
  CHALLENGE_HEADER,
  COOKIE_HEADER,
  ONCE_HEADER,
  PAIRING_HEADER,
  PATH_HEADER,
  PROXY_ROUTES,
  type ProxyProblem,
  type ProxyProblemType,
  SPEAKER_HEADER,
  TIMEOUT_HEADER,
} from '../domain/proxy-problem.ts';

export interface ProxyConnection {
  /** Origin of the helper, without a trailing slash; empty for the page's own origin. */
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch?: typeof fetch;
  /** How long the helper waits for the device. */
  readonly timeoutMs?: number;
}

/** Where a message of each framing goes: the helper's route, and the device's own port. */
const DOORS: Readonly<Record<DeviceFraming, readonly [route: string, port: number]>> = {
  cgminer: [PROXY_ROUTES.message, API_PORT],
  'length-prefixed': [PROXY_ROUTES.framed, FRAMED_PORT],
  veiled: [PROXY_ROUTES.veiled, VEILED_PORT],
};

/** Reaches a device through the helper. Every failure is a {@link DeviceError}. */
export function proxyTransport(
  connection: ProxyConnection & { readonly address: DeviceAddress },
): DeviceTransport {
  const { address } = connection;
  const post = async (route: string, port: number, body: object, what: string, signal?: AbortSignal) => {
    const reply = await callProxy(
      connection,
      `${route}/${encodeURIComponent(formatAddress(doorOf(address, port)))}`,
      {
        method: 'POST',
        path: '',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...(signal ? { signal } : {}),
      },
    );
    return parsedReply(await bodyText(reply), what);
  };
  return {
    async http(request) {
      const place = encodeURIComponent(formatAddress(doorOf(address, request.port ?? WEB_PORT)));
      const headers = {
        ...pageHeaders(request.headers),
        ...(request.once ? { [ONCE_HEADER]: '1' } : {}),
        ...(request.secret ? { [PATH_HEADER]: request.path } : {}),
      };
      const path = request.secret ? '/' : request.path;
      const reply = await callProxy(connection, `${PROXY_ROUTES.http}/${place}${path}`, {
        ...request,
        headers,
      });
      const bytes = request.bytes && (await bodyBytes(reply));
      const text = bytes ? new TextDecoder().decode(bytes) : await bodyText(reply);
      return { status: reply.status, headers: deviceHeaders(reply.headers), text, bytes };
    },
    rpc(command, { parameter, signal } = {}) {
      const body = parameter === undefined ? { command } : { command, parameter };
      return post(PROXY_ROUTES.tcp, API_PORT, body, command, signal);
    },
    message({ body, framing, signal }) {
      const what = String(body.cmd ?? body.command ?? 'the message');
      const [route, port] = DOORS[framing];
      return post(route, port, body, what, signal);
    },
  };
}

/** Asks the helper for its version; tells a missing helper from one that does not know this browser. */
export async function proxyHealth(connection: ProxyConnection): Promise<ProxyCheck> {
  try {
    const reply = await callProxy(connection, PROXY_ROUTES.health, { path: '' }, 'helper');
    const body: unknown = JSON.parse(await bodyText(reply));
    const version = isRecord(body) && typeof body.version === 'string' ? body.version : undefined;
    if (version === undefined) return { proxy: 'no-proxy' };
    const role = isRecord(body) && body.role === 'device' ? 'device' : 'owner';
    return { proxy: 'ok', version, role };
  } catch (error) {
    const notPaired = error instanceof DeviceError && error.kind === 'not-paired';
    return { proxy: notPaired ? 'not-paired' : 'no-proxy' };
  }
}

/** A browser sends no cookies but those of the page: the device's go under another name. */
function pageHeaders({ cookie, ...headers }: Readonly<Record<string, string>> = {}): Record<string, string> {
  return cookie === undefined ? headers : { ...headers, [COOKIE_HEADER]: cookie };
}

/** The helper renames a challenge and cookies, so that the browser does not answer or keep them. */
function deviceHeaders(headers: Headers): Record<string, string> {
  const challenge = headers.get(CHALLENGE_HEADER);
  const cookies = headers.get(COOKIE_HEADER);
  return {
    ...Object.fromEntries(headers),
    ...(challenge ? { 'www-authenticate': challenge } : {}),
    ...(cookies ? { 'set-cookie': cookies } : {}),
  };
}

function parsedReply(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new DeviceError('unreadable-reply', `the reply to ${what} is not JSON`, { cause });
  }
}

/**
 * One call of the helper, for a device or for what it says itself.
 * @throws DeviceError when it refuses, or does not answer
 */
export async function callProxy(
  connection: ProxyConnection,
  path: string,
  request: DeviceHttpRequest,
  asked: 'device' | 'helper' = 'device',
): Promise<Response> {
  const headers = new Headers(request.headers);
  const body = request.bytes ?? request.body;
  headers.set(PAIRING_HEADER, connection.token);
  if (connection.timeoutMs !== undefined) headers.set(TIMEOUT_HEADER, String(connection.timeoutMs));
  let reply: Response;
  try {
    reply = await (connection.fetch ?? fetch)(connection.baseUrl + path, {
      method: request.method ?? 'GET',
      headers,
      cache: 'no-store',
      redirect: 'error',
      ...(body === undefined ? {} : { body }),
      ...(request.signal ? { signal: request.signal } : {}),
    });
  } catch (cause) {
    if (request.signal?.aborted) throw new DeviceError('timeout', 'cancelled', { cause });
    throw new DeviceError('no-proxy', 'the helper does not answer', { cause });
  }
  if (reply.headers.get('content-type')?.startsWith('application/problem+json')) {
    if (reply.headers.get(SPEAKER_HEADER) === 'proxy') throw await problemError(reply);
  }
  // Another server on that port, or a static host without a helper, answers too: but not as the speaker we know.
  const speaker = reply.headers.get(SPEAKER_HEADER);
  if (speaker !== 'device' && !(asked === 'helper' && reply.ok)) {
    throw new DeviceError('no-proxy', 'something else than the helper answers');
  }
  return reply;
}

async function problemError(reply: Response): Promise<DeviceError> {
  try {
    const problem = (await reply.json()) as ProxyProblem;
    const type = problem.type.replace('urn:davylamp:problem:', '');
    return new DeviceError(FAILURE_OF_PROBLEM[type as ProxyProblemType] ?? 'no-proxy', problem.detail);
  } catch (cause) {
    return new DeviceError('no-proxy', 'the helper answered in a form that cannot be read', { cause });
  }
}

/** The body may still break off after the headers came: the helper closes the stream when the device does. */
async function bodyText(reply: Response): Promise<string> {
  try {
    return await reply.text();
  } catch (cause) {
    throw new DeviceError('unreadable-reply', 'the reply broke off', { cause });
  }
}

async function bodyBytes(reply: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await reply.arrayBuffer());
  } catch (cause) {
    throw new DeviceError('unreadable-reply', 'the reply broke off', { cause });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
