import * as v from 'valibot';
import { DeviceError } from '../devices/transport.ts';
import type { AwayOrders, AwayReport } from '../domain/away.ts';
import { readActions, readChanges } from '../domain/kept-action.ts';
import { readPastSteps } from '../domain/kept-plan.ts';
import { PROXY_ROUTES } from '../domain/proxy-problem.ts';
import { callProxy, type ProxyConnection } from './proxy-transport.ts';

/** Hands over to the helper what it may go on with while no page is open. Fails with a DeviceError. */
export interface AwayClient {
  tell(orders: AwayOrders, signal?: AbortSignal): Promise<AwayReport>;
}

const REPORT = v.object({
  nowMs: v.number(),
  isActing: v.boolean(),
  actions: v.array(v.unknown()),
  changes: v.array(v.unknown()),
  // A helper of an earlier version carries out no plan.
  steps: v.optional(v.array(v.unknown())),
});

/** @param connection read at each call: pairing takes effect at once */
export function proxyAway(connection: () => ProxyConnection): AwayClient {
  return {
    async tell(orders, signal) {
      const request = {
        method: 'PUT',
        path: '',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(orders),
        ...(signal ? { signal } : {}),
      } as const;
      const reply = await callProxy(connection(), PROXY_ROUTES.away, request, 'helper');
      const text = await reply.text().catch((cause: unknown) => {
        throw new DeviceError('no-proxy', 'the helper stopped answering', { cause });
      });
      return read(text);
    },
  };
}

function read(text: string): AwayReport {
  try {
    const { actions, changes, steps, ...rest } = v.parse(REPORT, JSON.parse(text));
    return {
      ...rest,
      actions: readActions(actions),
      changes: readChanges(changes),
      steps: readPastSteps(steps),
    };
  } catch (cause) {
    throw new DeviceError('unreadable-reply', 'the helper’s answer cannot be read', { cause });
  }
}
