import {
  DeviceError,
  type DeviceErrorKind,
  type DeviceHttpRequest,
  type DeviceTransport,
} from '../devices/transport.ts';
import { type DeviceAddress, formatAddress } from '../domain/miner.ts';
import {
  PAIRING_HEADER,
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

/** What each refusal of the helper means for the device that was asked. */
const kindOfProblem: Readonly<Record<ProxyProblemType, DeviceErrorKind>> = {
  'wrong-token': 'not-paired',
  'foreign-origin': 'not-paired',
  'unknown-host': 'not-paired',
  'forbidden-target': 'forbidden-target',
  'forbidden-port': 'forbidden-target',
  'bad-request': 'unreadable-reply',
  'unknown-route': 'no-proxy',
  busy: 'busy',
  'name-unknown': 'unreachable',
  unreachable: 'unreachable',
  timeout: 'timeout',
  'too-large': 'too-large',
  'bad-reply': 'unreadable-reply',
  'bad-redirect': 'forbidden-target',
};

/** Reaches a device through the helper. Every failure is a {@link DeviceError}. */
export function proxyTransport(
  connection: ProxyConnection & { readonly address: DeviceAddress },
): DeviceTransport {
  const { web, api } = doorsOf(connection.address);
  return {
    async http(request) {
      const reply = await callProxy(connection, `${PROXY_ROUTES.http}/${web}${request.path}`, request);
      return {
        status: reply.status,
        headers: Object.fromEntries(reply.headers),
        text: await bodyText(reply),
      };
    },
    async rpc(command, { parameter, signal } = {}) {
      const reply = await callProxy(connection, `${PROXY_ROUTES.tcp}/${api}`, {
        method: 'POST',
        path: '',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameter === undefined ? { command } : { command, parameter }),
        ...(signal ? { signal } : {}),
      });
      const text = await bodyText(reply);
      try {
        return JSON.parse(text) as unknown;
      } catch (cause) {
        throw new DeviceError('unreadable-reply', `the reply to ${command} is not JSON`, { cause });
      }
    },
  };
}

/** Asks the helper for its version; tells a missing helper from one that does not know this browser. */
export async function proxyHealth(
  connection: ProxyConnection,
): Promise<{ readonly proxy: 'ok' | 'no-proxy' | 'not-paired'; readonly version?: string }> {
  try {
    const reply = await callProxy(connection, PROXY_ROUTES.health, { path: '' }, 'health');
    const body: unknown = JSON.parse(await bodyText(reply));
    const version = isRecord(body) && typeof body.version === 'string' ? body.version : undefined;
    return version === undefined ? { proxy: 'no-proxy' } : { proxy: 'ok', version };
  } catch (error) {
    const notPaired = error instanceof DeviceError && error.kind === 'not-paired';
    return { proxy: notPaired ? 'not-paired' : 'no-proxy' };
  }
}

const WEB_PORT = 80;
const API_PORT = 4028;

/**
 * The two doors of a device: its web port and its cgminer port. An owner types one address; whoever knows only the
 * usual one of the two is found behind the other as well. Any other port stands for itself.
 */
function doorsOf(address: DeviceAddress): { readonly web: string; readonly api: string } {
  const usual = address.port === WEB_PORT || address.port === API_PORT;
  const door = (port: number) =>
    encodeURIComponent(formatAddress({ ...address, port: usual ? port : address.port }));
  return { web: door(WEB_PORT), api: door(API_PORT) };
}

async function callProxy(
  connection: ProxyConnection,
  path: string,
  request: DeviceHttpRequest,
  asked: 'device' | 'health' = 'device',
): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set(PAIRING_HEADER, connection.token);
  if (connection.timeoutMs !== undefined) headers.set(TIMEOUT_HEADER, String(connection.timeoutMs));
  let reply: Response;
  try {
    reply = await (connection.fetch ?? fetch)(connection.baseUrl + path, {
      method: request.method ?? 'GET',
      headers,
      cache: 'no-store',
      redirect: 'error',
      ...(request.body === undefined ? {} : { body: request.body }),
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
  if (speaker !== 'device' && !(asked === 'health' && reply.ok)) {
    throw new DeviceError('no-proxy', 'something else than the helper answers');
  }
  return reply;
}

async function problemError(reply: Response): Promise<DeviceError> {
  try {
    const problem = (await reply.json()) as ProxyProblem;
    const type = problem.type.replace('urn:davylamp:problem:', '');
    return new DeviceError(kindOfProblem[type as ProxyProblemType] ?? 'no-proxy', problem.detail);
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
