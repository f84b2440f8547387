import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import {
  ONCE_HEADER,
  PATH_HEADER,
  PROXY_ROUTES,
  SPEAKER_HEADER,
  TIMEOUT_HEADER,
} from '../src/domain/proxy-problem.ts';
import type { Bridge, DeviceGate } from './device-gate.ts';
import { pathOf, splitDevicePath } from './device-path.ts';
import { forwardedHeaders, returnedHeaders } from './forwarded-headers.ts';
import { bridgeFramed, bridgeVeiled } from './framed-bridge.ts';
import type { DeviceReply } from './http-exchange.ts';
import { requestBody } from './request-body.ts';
import { type JsonMessage, parseMessage, parseRpcRequest } from './rpc-request.ts';
import { bridgeRpc } from './tcp-bridge.ts';
import { timeLimit } from './time-limit.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const FROM_DEVICE = { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'device' };

/** The routes that lead to devices; who may call them is decided before. */
export function deviceRoutes(gate: DeviceGate) {
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.on(METHODS, `${PROXY_ROUTES.http}/*`, async (c) => {
    const { incoming, outgoing } = c.env;
    const signal = timeLimit(c.req.header(TIMEOUT_HEADER), outgoing);
    const { place, path } = splitDevicePath(c.req.url, PROXY_ROUTES.http);
    const devicePath = pathOf(path, c.req.header(PATH_HEADER));
    const reply = await gate.http(place, signal, async () => ({
      method: c.req.method,
      ...(c.req.header(ONCE_HEADER) === undefined ? {} : { once: true }),
      path: devicePath,
      headers: forwardedHeaders(incoming.headers),
      body: await requestBody(c, signal),
    }));
    return responseOf(reply);
  });

  /** One JSON message to a device, and its reply. */
  const exchangeAt = (route: string, parse: (text: string) => JsonMessage, bridge: Bridge) =>
    routes.post(`${route}/*`, async (c) => {
      const signal = timeLimit(c.req.header(TIMEOUT_HEADER), c.env.outgoing);
      const { place } = splitDevicePath(c.req.url, route);
      const message = async () => parse((await requestBody(c, signal))?.toString() ?? '');
      const reply = await gate.json(place, signal, message, bridge);
      return new Response(reply, { headers: { 'content-type': 'application/json', ...FROM_DEVICE } });
    });
  exchangeAt(PROXY_ROUTES.tcp, parseRpcRequest, bridgeRpc);
  exchangeAt(PROXY_ROUTES.message, parseMessage, bridgeRpc);
  exchangeAt(PROXY_ROUTES.framed, parseMessage, bridgeFramed);
  exchangeAt(PROXY_ROUTES.veiled, parseMessage, bridgeVeiled);

  return routes;
}

function responseOf({ status, headers, body }: DeviceReply): Response {
  const bodyless = status === 204 || status === 205 || status === 304;
  return new Response(bodyless ? null : new Uint8Array(body), {
    status,
    headers: { ...returnedHeaders(headers), ...FROM_DEVICE },
  });
}
