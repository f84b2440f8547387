import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { PROXY_ROUTES, SPEAKER_HEADER } from '../../src/domain/proxy-problem.ts';
import type { CallVariables } from '../pairing-routes.ts';
import { ProxyError } from '../problem.ts';
import { requestBody } from '../request-body.ts';
import { timeLimit } from '../time-limit.ts';
import type { AwayDesk } from './away-desk.ts';
import { parseOrders } from './away-schema.ts';

/** Two hundred miners with their open orders. */
const LARGEST_ORDERS_BYTES = 4 * 1024 * 1024;
const OWN = { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'proxy' };

/**
 * The route by which a page hands over what may be gone on with while it is away. Only the owner's own: a device that was let
 * in may ask to change a miner while its owner looks on, and leaves no orders behind.
 */
export function awayRoutes(desk: AwayDesk | undefined) {
  const routes = new Hono<{ Bindings: HttpBindings; Variables: CallVariables }>();
  routes.put(PROXY_ROUTES.away, async (c) => {
    if (!desk) throw new ProxyError('not-recording', 'the helper was started without --record');
    if (c.get('identity').role !== 'owner')
      throw new ProxyError('owner-only', 'orders are left on the computer that runs Davylamp');
    const body = await requestBody(c, timeLimit(undefined, c.env.outgoing), LARGEST_ORDERS_BYTES);
    return c.json(desk.tell(ordersOf(body?.toString() ?? '')), 200, OWN);
  });
  return routes;
}

function ordersOf(body: string) {
  try {
    return parseOrders(JSON.parse(body));
  } catch (cause) {
    throw new ProxyError('bad-request', 'the request holds no orders', { cause });
  }
}
