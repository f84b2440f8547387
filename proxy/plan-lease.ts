import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import * as v from 'valibot';
import { PLAN_LEASE_MS, type PlanLeaseAnswer, type PlanLeaseQuestion } from '../src/domain/plan-lease.ts';
import { PROXY_ROUTES, SPEAKER_HEADER } from '../src/domain/proxy-problem.ts';
import type { CallVariables } from './pairing-routes.ts';
import { ProxyError } from './problem.ts';
import { requestBody } from './request-body.ts';
import { timeLimit } from './time-limit.ts';

const LARGEST_BYTES = 1_024;
const question: v.GenericSchema<unknown, PlanLeaseQuestion> = v.object({
  browserId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
  wants: v.boolean(),
});

/** Says which of all browsers carries out its plan: the first that wants to, for as long as it asks again and again. */
export class PlanLease {
  readonly #nowMs: () => number;
  #held: { readonly by: string; readonly atMs: number } | undefined;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  ask({ browserId, wants }: PlanLeaseQuestion): PlanLeaseAnswer {
    const nowMs = this.#nowMs();
    const agoMs = nowMs - (this.#held?.atMs ?? Number.NEGATIVE_INFINITY);
    // A clock that was set back does not keep it for ever.
    const isHeld = agoMs >= 0 && agoMs < PLAN_LEASE_MS;
    if (isHeld && this.#held?.by !== browserId) return { isYours: false };
    this.#held = wants ? { by: browserId, atMs: nowMs } : undefined;
    return { isYours: wants };
  }
}

/** The route of the lease, for every paired browser. */
export function planLeaseRoutes(lease: PlanLease) {
  const routes = new Hono<{ Bindings: HttpBindings; Variables: CallVariables }>();
  routes.put(PROXY_ROUTES.planLease, async (c) => {
    const body = await requestBody(c, timeLimit(undefined, c.env.outgoing), LARGEST_BYTES);
    return c.json(lease.ask(questionOf(body?.toString() ?? '')), 200, {
      'cache-control': 'no-store',
      [SPEAKER_HEADER]: 'proxy',
    });
  });
  return routes;
}

function questionOf(body: string): PlanLeaseQuestion {
  try {
    return v.parse(question, JSON.parse(body));
  } catch (cause) {
    throw new ProxyError('bad-request', 'the request does not say who wants to carry out a plan', { cause });
  }
}
