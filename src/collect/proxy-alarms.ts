import * as v from 'valibot';
import { DeviceError, type DeviceHttpRequest } from '../devices/transport.ts';
import type { AlarmAnswer, AlarmReport } from '../domain/channel.ts';
import type { DeliveryEntry } from '../domain/notification.ts';
import { PROXY_ROUTES } from '../domain/proxy-problem.ts';
import type { AlarmClient } from './alarm-client.ts';
import { callProxy, type ProxyConnection } from './proxy-transport.ts';

/** The helper is of this page's own version; what is checked is what pages rely on without asking. */
const ANSWER = v.variant('recording', [
  v.object({ recording: v.literal(false) }),
  v.looseObject({
    recording: v.literal(true),
    role: v.picklist(['owner', 'device']),
    channels: v.array(v.looseObject({ id: v.string(), kind: v.string() })),
    rules: v.looseObject({ mostPerMinute: v.number() }),
    deliveries: v.array(v.looseObject({ atMs: v.number(), outcome: v.string() })),
    waiting: v.number(),
    open: v.array(v.looseObject({ id: v.string() })),
    pushKey: v.string(),
  }),
]);
const isAnswer = (told: unknown): told is AlarmAnswer => v.is(ANSWER, told);
const ENTRY = v.looseObject({ atMs: v.number(), channelId: v.string(), outcome: v.string() });
const isEntry = (told: unknown): told is DeliveryEntry => v.is(ENTRY, told);
const ADDED = v.object({ id: v.string() });
const isAdded = (told: unknown): told is Pick<AlarmReport['channels'][number], 'id'> => v.is(ADDED, told);

/** The alarms of the helper that serves this page. @param connection read at each call: pairing takes effect at once */
export function proxyAlarms(connection: () => ProxyConnection): AlarmClient {
  const call = async (
    method: NonNullable<DeviceHttpRequest['method']>,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const request = {
      method,
      path: '',
      ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    };
    const reply = await callProxy(connection(), path, request, 'helper');
    return reply.text().catch((cause: unknown) => {
      throw new DeviceError('no-proxy', 'the helper stopped answering', { cause });
    });
  };
  const at = (id: string) => `${PROXY_ROUTES.alarmChannels}/${encodeURIComponent(id)}`;
  return {
    report: async (signal) => read(isAnswer, await call('GET', PROXY_ROUTES.alarms, undefined, signal)),
    add: async (channel) => read(isAdded, await call('POST', PROXY_ROUTES.alarmChannels, channel)).id,
    change: async (id, channel) => read(isAnswer, await call('PUT', at(id), channel)),
    remove: async (id) => read(isAnswer, await call('DELETE', at(id))),
    restore: async (id) => read(isAnswer, await call('POST', `${at(id)}/restore`)),
    test: async (id, signal) => read(isEntry, await call('POST', `${at(id)}/test`, undefined, signal)),
    setRules: async (rules) => read(isAnswer, await call('PUT', PROXY_ROUTES.alarmRules, rules)),
    async seen(alarm) {
      await call('POST', PROXY_ROUTES.seenAlarm, alarm);
    },
  };
}

function read<T>(isIt: (told: unknown) => told is T, text: string): T {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch (cause) {
    throw new DeviceError('no-proxy', 'the helper answers in a form that cannot be read', { cause });
  }
  if (isIt(told)) return told;
  throw new DeviceError('no-proxy', 'the helper answers in a form that cannot be read');
}
