import * as v from 'valibot';
import { DeviceError } from '../devices/transport.ts';
import type { PlanLeaseAnswer } from '../domain/plan-lease.ts';
import { PROXY_ROUTES } from '../domain/proxy-problem.ts';
import { callProxy, type ProxyConnection } from './proxy-transport.ts';

/** Asks whether this browser carries out its plan; `wants` is whether it is live. */
export type AskPlanLease = (wants: boolean) => Promise<boolean>;

/** A helper that takes longer has other troubles, ms. */
const LONGEST_MS = 3_000;
const ANSWER: v.GenericSchema<unknown, PlanLeaseAnswer> = v.object({ isYours: v.boolean() });

/**
 * Where no helper answers that knows of leases, whoever wants to goes on: devices are out of reach then, or nobody else is asked.
 * @param connection read at each call
 */
export function planLease(connection: () => ProxyConnection, browserId: string): AskPlanLease {
  return async (wants) => {
    const request = {
      method: 'PUT',
      path: '',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ browserId, wants }),
      signal: AbortSignal.timeout(LONGEST_MS),
    } as const;
    try {
      const reply = await callProxy(connection(), PROXY_ROUTES.planLease, request, 'helper');
      const checked = v.safeParse(ANSWER, await reply.json());
      return checked.success ? checked.output.isYours : wants;
    } catch (error) {
      if (error instanceof DeviceError || error instanceof SyntaxError || error instanceof DOMException)
        return wants;
      throw error;
    }
  };
}
