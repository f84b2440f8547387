import { API_PORT, doorOf, FRAMED_PORT, VEILED_PORT, WEB_PORT } from '../../src/devices/device-door.ts';
import { DeviceError, type DeviceFraming, type DeviceTransport } from '../../src/devices/transport.ts';
import { type DeviceAddress, formatAddress } from '../../src/domain/miner.ts';
import { FAILURE_OF_PROBLEM } from '../../src/domain/problem-failure.ts';
import { CHALLENGE_HEADER, COOKIE_HEADER } from '../../src/domain/proxy-problem.ts';
import type { Bridge, DeviceGate } from '../device-gate.ts';
import { returnedHeaders } from '../forwarded-headers.ts';
import { bridgeFramed, bridgeVeiled } from '../framed-bridge.ts';
import { ProxyError } from '../problem.ts';
import type { JsonMessage } from '../rpc-request.ts';
import { bridgeRpc } from '../tcp-bridge.ts';

/** As long as pages wait for a device, ms. */
const LIMIT_MS = 5_000;

const DOORS: Readonly<Record<DeviceFraming, readonly [port: number, bridge: Bridge]>> = {
  cgminer: [API_PORT, bridgeRpc],
  'length-prefixed': [FRAMED_PORT, bridgeFramed],
  veiled: [VEILED_PORT, bridgeVeiled],
};

/**
 * Reaches a device from within the helper, through the same gate as pages do. Every failure is a {@link DeviceError}.
 */
export function gateTransport(gate: DeviceGate, address: DeviceAddress): DeviceTransport {
  const json = (port: number, message: JsonMessage, bridge: Bridge, signal?: AbortSignal) =>
    asDeviceErrors(async () => {
      const place = formatAddress(doorOf(address, port));
      const reply: unknown = JSON.parse(await gate.json(place, limit(signal), async () => message, bridge));
      return reply;
    });
  return {
    http: ({ method = 'GET', path, port = WEB_PORT, headers, body, signal }) =>
      asDeviceErrors(async () => {
        const place = formatAddress(doorOf(address, port));
        const reply = await gate.http(place, limit(signal), async () => ({
          method,
          path,
          headers: { accept: '*/*', ...headers },
          body: body === undefined ? undefined : Buffer.from(body),
        }));
        const {
          [CHALLENGE_HEADER]: challenge,
          [COOKIE_HEADER]: cookies,
          ...kept
        } = returnedHeaders(reply.headers);
        return {
          status: reply.status,
          headers: {
            ...kept,
            ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
            ...(cookies === undefined ? {} : { 'set-cookie': cookies }),
          },
          text: new TextDecoder().decode(reply.body),
        };
      }),
    rpc: (command, { parameter, signal } = {}) =>
      json(API_PORT, parameter === undefined ? { command } : { command, parameter }, bridgeRpc, signal),
    message({ body, framing, signal }) {
      const [port, bridge] = DOORS[framing];
      return json(port, body, bridge, signal);
    },
  };
}

function limit(signal: AbortSignal | undefined): AbortSignal {
  const limited = AbortSignal.timeout(LIMIT_MS);
  return signal ? AbortSignal.any([signal, limited]) : limited;
}

async function asDeviceErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error;
    throw new DeviceError(FAILURE_OF_PROBLEM[error.type], error.detail, { cause: error });
  }
}
