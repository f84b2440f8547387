import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import * as v from 'valibot';
import {
  type CertificateNotice,
  PAIRING_CODE,
  type PairingOffer,
  TOKEN_HASH,
} from '../src/domain/pairing.ts';
import { PAIRING_HEADER, PROXY_ROUTES, SPEAKER_HEADER } from '../src/domain/proxy-problem.ts';
import type { Identity } from './guard.ts';
import type { PairedDevices } from './paired-devices.ts';
import type { PairingDesk } from './pairing-desk.ts';
import { ProxyError } from './problem.ts';
import { requestBody } from './request-body.ts';
import { timeLimit } from './time-limit.ts';

/** What the routes of the helper may know of a call that was let in. */
export interface CallVariables {
  readonly identity: Identity;
}

type Env = { Bindings: HttpBindings; Variables: CallVariables };

export interface PairingRoutesPorts {
  readonly desk: PairingDesk;
  readonly devices: PairedDevices;
  /** Where other devices come in; none where this house has no door for them. */
  readonly door: () => {
    readonly origins: readonly string[];
    readonly certificate?: CertificateNotice | undefined;
  };
}

const OWN = { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'proxy' };
/** A thousand miners with tags. */
const LARGEST_HANDOVER_BYTES = 512 * 1024;

const name = v.pipe(v.string(), v.maxLength(200));
const claim = v.strictObject({
  code: v.pipe(v.string(), v.regex(PAIRING_CODE)),
  tokenHash: v.pipe(v.string(), v.regex(TOKEN_HASH)),
  name,
});
const confirmation = v.strictObject({
  digits: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  miners: v.pipe(
    v.array(
      v.strictObject({
        address: v.strictObject({
          host: v.pipe(v.string(), v.maxLength(253)),
          port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
        }),
        name,
        tags: v.array(name),
      }),
    ),
    v.maxLength(2_000),
  ),
});
const rename = v.strictObject({ name });

/** What a device may ask that has no token yet, or one that is not accepted yet. Only pages of our own get here. */
export function claimRoutes({ desk }: Pick<PairingRoutesPorts, 'desk'>) {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.post(PROXY_ROUTES.claim, async (c) => c.json(await desk.claim(await asked(c, claim)), 200, OWN));
  routes.get(PROXY_ROUTES.claim, (c) => {
    const token = c.req.header(PAIRING_HEADER);
    if (token === undefined) throw new ProxyError('wrong-token', 'the pairing token is missing');
    return c.json(desk.claimProgress(token), 200, OWN);
  });
  return routes;
}

/** What the owner may do with further devices: let them in, name them, turn them away. */
export function ownerRoutes({ desk, devices, door }: PairingRoutesPorts) {
  const routes = new Hono<Env>();
  for (const route of [PROXY_ROUTES.offers, PROXY_ROUTES.devices])
    routes.use(`${route}/*`, async (c, next) => {
      if (c.get('identity').role !== 'owner')
        throw new ProxyError('owner-only', 'only the owner may let devices in or turn them away');
      await next();
    });

  routes.post(PROXY_ROUTES.offers, (c) => {
    const { origins, certificate } = door();
    // A code without a place to use it would only wait to be guessed.
    if (origins.length === 0) throw new ProxyError('unknown-route', 'there is no door for other devices');
    return c.json({ ...desk.offer(), origins, certificate } satisfies PairingOffer, 200, OWN);
  });
  routes.get(`${PROXY_ROUTES.offers}/:id`, (c) => c.json(desk.progress(c.req.param('id')), 200, OWN));
  routes.post(`${PROXY_ROUTES.offers}/:id`, async (c) => {
    const { digits, miners } = await asked(c, confirmation, LARGEST_HANDOVER_BYTES);
    return c.json(desk.confirm(c.req.param('id'), digits, miners), 200, OWN);
  });
  routes.delete(`${PROXY_ROUTES.offers}/:id`, (c) => {
    desk.refuse(c.req.param('id'));
    return c.body(null, 204, OWN);
  });

  routes.get(PROXY_ROUTES.devices, (c) => c.json(devices.list(), 200, OWN));
  routes.patch(`${PROXY_ROUTES.devices}/:id`, async (c) => {
    devices.rename(c.req.param('id'), (await asked(c, rename)).name);
    return c.json(devices.list(), 200, OWN);
  });
  routes.delete(`${PROXY_ROUTES.devices}/:id`, (c) => {
    devices.revoke(c.req.param('id'));
    return c.json(devices.list(), 200, OWN);
  });
  return routes;
}

/**
 * What a page sent, as it must be.
 * @throws ProxyError `bad-request`, which names nothing of what was sent
 */
async function asked<Schema extends v.GenericSchema>(
  c: Parameters<typeof requestBody>[0] & { readonly env: HttpBindings },
  schema: Schema,
  largestBytes?: number,
): Promise<v.InferOutput<Schema>> {
  const body = await requestBody(c, timeLimit(undefined, c.env.outgoing), largestBytes);
  try {
    return v.parse(schema, JSON.parse(body?.toString() ?? ''));
  } catch (cause) {
    throw new ProxyError('bad-request', 'the request cannot be understood', { cause });
  }
}
