import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { PROXY_ROUTES, SPEAKER_HEADER, TIMEOUT_HEADER } from '../src/domain/proxy-problem.ts';
import { splitDevicePath } from './device-path.ts';
import { forwardedHeaders, returnedHeaders } from './forwarded-headers.ts';
import { bridgeFramed } from './framed-bridge.ts';
import type { DeviceReply, HttpExchange } from './http-exchange.ts';
import { type Ask, forwardHttp } from './http-forward.ts';
import { ProxyError } from './problem.ts';
import { requestBody } from './request-body.ts';
import { type JsonMessage, parseMessage, parseRpcRequest } from './rpc-request.ts';
import {
  admitTarget,
  deviceOf,
  parseTarget,
  resolvingOnce,
  type Target,
  type TargetPolicy,
} from './target.ts';
import { bridgeRpc } from './tcp-bridge.ts';
import { timeLimit, within } from './time-limit.ts';
import { Turnstile } from './turnstile.ts';

export interface DeviceRoutesPorts {
  readonly policy: TargetPolicy;
  readonly exchange: HttpExchange;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const FROM_DEVICE = { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'device' };

/** The routes that lead to devices; who may call them is decided before. */
export function deviceRoutes({ policy, exchange }: DeviceRoutesPorts) {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  const turnstile = new Turnstile();
  /** Each device on the way of a redirect is waited for, and none of them while another answers. */
  const askInTurn: Ask = (scheme, target, request) =>
    turnstile.pass(deviceOf(target), request.signal, () => exchange.ask(scheme, target, request));

  routes.on(METHODS, `${PROXY_ROUTES.http}/*`, async (c) => {
    // Hono takes HEAD for a GET.
    if (c.req.method === 'HEAD')
      throw new ProxyError('bad-request', `only ${METHODS.join(', ')} are forwarded`);
    const { incoming, outgoing } = c.env;
    const signal = timeLimit(c.req.header(TIMEOUT_HEADER), outgoing);
    const { place, path } = splitDevicePath(c.req.url, PROXY_ROUTES.http);
    const chain = resolvingOnce(policy);
    const target = await within(signal, admitTarget(parseTarget(place), chain));
    const body = await requestBody(c, signal);
    const request = { method: c.req.method, path, headers: forwardedHeaders(incoming.headers), body, signal };
    return responseOf(await forwardHttp(target, request, chain, askInTurn));
  });

  /** One JSON message to a device, and its reply. */
  const exchangeAt = (route: string, parse: (text: string) => JsonMessage, bridge: Bridge) =>
    routes.post(`${route}/*`, async (c) => {
      const signal = timeLimit(c.req.header(TIMEOUT_HEADER), c.env.outgoing);
      const { place } = splitDevicePath(c.req.url, route);
      const target = await within(signal, admitTarget(parseTarget(place), policy));
      const request = parse((await requestBody(c, signal))?.toString() ?? '');
      const reply = await turnstile.pass(deviceOf(target), signal, () => bridge(target, request, signal));
      return new Response(reply, { headers: { 'content-type': 'application/json', ...FROM_DEVICE } });
    });
  exchangeAt(PROXY_ROUTES.tcp, parseRpcRequest, bridgeRpc);
  exchangeAt(PROXY_ROUTES.message, parseMessage, bridgeRpc);
  exchangeAt(PROXY_ROUTES.framed, parseMessage, bridgeFramed);

  return routes;
}

type Bridge = (target: Target, request: JsonMessage, signal: AbortSignal) => Promise<string>;

function responseOf({ status, headers, body }: DeviceReply): Response {
  if (status < 200 || status > 599)
    throw new ProxyError('bad-reply', `the device answered with status ${status}`);
  const bodyless = status === 204 || status === 205 || status === 304;
  return new Response(bodyless ? null : new Uint8Array(body), {
    status,
    headers: { ...returnedHeaders(headers), ...FROM_DEVICE },
  });
}
