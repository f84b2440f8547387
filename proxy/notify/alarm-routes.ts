import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { ALERT_KINDS } from '../../src/domain/alert.ts';
import type { AlarmAnswer } from '../../src/domain/channel.ts';
import { PROXY_ROUTES, SPEAKER_HEADER } from '../../src/domain/proxy-problem.ts';
import type { CallVariables } from '../pairing-routes.ts';
import { ProxyError } from '../problem.ts';
import { requestBody } from '../request-body.ts';
import { timeLimit } from '../time-limit.ts';
import type { Alarms } from './alarms.ts';

const OWN = { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'proxy' };
const LARGEST_DRAFT_BYTES = 8 * 1024;

const seenAlarm = v.strictObject({
  kind: v.picklist(ALERT_KINDS),
  minerId: v.pipe(v.string(), v.maxLength(255)),
});

type Env = { Bindings: HttpBindings; Variables: CallVariables };

/**
 * The routes of the alarms; who may call them is decided before. A device that was let in may set up its own browser, and
 * nothing else: where alarms go is the owner's business.
 */
export function alarmRoutes(opened: Alarms | undefined) {
  const routes = new Hono<Env>();
  const running = () => {
    if (!opened) throw new ProxyError('not-recording', 'the helper was started without --record');
    return opened;
  };
  const answer = (c: Context<Env>): AlarmAnswer =>
    opened ? { recording: true, ...opened.report(deviceOf(c)) } : { recording: false };

  routes.get(PROXY_ROUTES.alarms, (c) => c.json(answer(c), 200, OWN));

  routes.post(PROXY_ROUTES.alarmChannels, async (c) => {
    const alarms = running();
    const told = await asked(c);
    const deviceId = deviceOf(c);
    if (deviceId !== undefined && !isWebPush(told)) throw ownerOnly();
    const id = alarms.book.add(told, deviceId);
    alarms.followBook();
    return c.json({ id }, 200, OWN);
  });

  routes.put(`${PROXY_ROUTES.alarmChannels}/:id`, async (c) => {
    const alarms = running();
    const id = ownChannel(c, alarms);
    alarms.book.change(id, await asked(c));
    alarms.followBook();
    return c.json(answer(c), 200, OWN);
  });

  routes.delete(`${PROXY_ROUTES.alarmChannels}/:id`, (c) => {
    const alarms = running();
    alarms.book.remove(ownChannel(c, alarms));
    alarms.followBook();
    return c.json(answer(c), 200, OWN);
  });

  // For a moment a removed channel can be brought back, whole: its secrets nobody would want to type again.
  routes.post(`${PROXY_ROUTES.alarmChannels}/:id/restore`, (c) => {
    const alarms = running();
    if (deviceOf(c) !== undefined) throw ownerOnly();
    alarms.book.restore(c.req.param('id'));
    return c.json(answer(c), 200, OWN);
  });

  routes.post(`${PROXY_ROUTES.alarmChannels}/:id/test`, async (c) => {
    const alarms = running();
    return c.json(await alarms.test(ownChannel(c, alarms)), 200, OWN);
  });

  routes.put(PROXY_ROUTES.alarmRules, async (c) => {
    if (deviceOf(c) !== undefined) throw ownerOnly();
    running().book.setRules(await asked(c));
    return c.json(answer(c), 200, OWN);
  });

  routes.post(PROXY_ROUTES.seenAlarm, async (c) => {
    const told = v.safeParse(seenAlarm, await asked(c));
    if (!told.success) throw new ProxyError('bad-request', 'the request names no alarm');
    running().seen(told.output);
    return c.body(null, 204, OWN);
  });

  return routes;
}

function deviceOf(c: Context<Env>): string | undefined {
  const identity = c.get('identity');
  return identity.role === 'device' ? identity.deviceId : undefined;
}

/** The id of the channel that is asked for. @throws ProxyError `owner-only` where it is not the device's own */
function ownChannel(c: Context<Env>, { book }: Alarms): string {
  const { id, deviceId } = book.find(c.req.param('id') ?? '');
  const asking = deviceOf(c);
  if (asking !== undefined && asking !== deviceId) throw ownerOnly();
  return id;
}

function ownerOnly(): ProxyError {
  return new ProxyError('owner-only', 'where alarms go is set up on the computer that runs Davylamp');
}

/** A kept channel never changes its kind. */
function isWebPush(told: unknown): boolean {
  const shape = v.object({ settings: v.object({ kind: v.literal('web-push') }) });
  return v.is(shape, told);
}

/** @throws ProxyError `bad-request`, which names nothing of what was sent */
async function asked(c: Context<Env>): Promise<unknown> {
  const body = await requestBody(c, timeLimit(undefined, c.env.outgoing), LARGEST_DRAFT_BYTES);
  try {
    return JSON.parse(body?.toString() ?? '');
  } catch (cause) {
    throw new ProxyError('bad-request', 'the request is no JSON', { cause });
  }
}
