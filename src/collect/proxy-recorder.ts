import * as v from 'valibot';
import { DeviceError, type DeviceErrorKind } from '../devices/transport.ts';
import type { LiveReading } from '../domain/live-reading.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { PROXY_ROUTES } from '../domain/proxy-problem.ts';
import type { Reading } from '../domain/reading.ts';
import { RecordedStreamReader, type RecordedStretch } from '../domain/recorded-stream.ts';
import type { RecorderReport } from '../domain/recorder-report.ts';
import { callProxy, type ProxyConnection } from './proxy-transport.ts';
import type { RecorderClient } from './recorder-client.ts';

const minerRecord = v.object({
  minerId: v.string(),
  rows: v.number(),
  oldestAtMs: v.number(),
  newestAtMs: v.number(),
});
const REPORT = v.variant('recording', [
  v.object({ recording: v.literal(false) }),
  v.object({
    recording: v.literal(true),
    nowMs: v.number(),
    folder: v.string(),
    bytes: v.number(),
    maxBytes: v.number(),
    keepDays: v.number(),
    asked: v.number(),
    miners: v.array(minerRecord),
    damaged: v.number(),
    lostRows: v.number(),
    problem: v.optional(v.string()),
  }),
]);

const FAILURES = {
  unreachable: true,
  timeout: true,
  'not-a-miner': true,
  'unreadable-reply': true,
  'too-large': true,
  refused: true,
  'no-proxy': true,
  'not-paired': true,
  'forbidden-target': true,
  busy: true,
} as const satisfies Record<DeviceErrorKind, true>;

/** The helper has the same adapters as this page; what is checked is what pages rely on without asking. */
const LIVE_READING = v.variant('kind', [
  v.object({
    kind: v.literal('answer'),
    minerId: v.string(),
    address: v.object({ host: v.string(), port: v.number() }),
    identity: v.custom<MinerIdentity>(
      (told) => isRecord(told) && typeof told.family === 'string' && typeof told.algorithm === 'string',
    ),
    reading: v.custom<Reading>(isReading),
  }),
  v.object({
    kind: v.literal('failure'),
    minerId: v.string(),
    failure: v.picklist(Object.keys(FAILURES) as DeviceErrorKind[]),
    detail: v.string(),
    atMs: v.number(),
  }),
  v.object({ kind: v.literal('beat'), nowMs: v.number() }),
]);

/** The recorder of the helper that serves this page. @param connection read at each call: pairing takes effect at once */
export function proxyRecorder(connection: () => ProxyConnection): RecorderClient {
  const get = (path: string, signal?: AbortSignal) =>
    callProxy(connection(), path, { path: '', ...(signal ? { signal } : {}) }, 'helper');
  return {
    async report(signal): Promise<RecorderReport> {
      const reply = await get(PROXY_ROUTES.recorder, signal);
      return checked(REPORT, await reply.text().catch(brokenOff));
    },
    async tell(fleet, signal) {
      const headers = { 'content-type': 'application/json' };
      const request = { method: 'PUT', path: '', headers, body: JSON.stringify(fleet), signal } as const;
      const reply = await callProxy(connection(), PROXY_ROUTES.recorder, request, 'helper');
      await reply.text().catch(brokenOff);
    },
    async *live(signal): AsyncGenerator<LiveReading> {
      const reply = await get(PROXY_ROUTES.readings, signal);
      let begun = '';
      const decoder = new TextDecoder();
      for await (const chunk of chunksOf(reply)) {
        const events = (begun + decoder.decode(chunk, { stream: true })).split('\n\n');
        begun = events.pop() ?? '';
        for (const event of events) yield checked(LIVE_READING, event.replace(/^data: /, ''));
      }
    },
    async *recorded({ cursor, fromMs }, signal): AsyncGenerator<RecordedStretch> {
      const query = new URLSearchParams({
        ...(cursor === undefined ? {} : { since: cursor }),
        ...(fromMs === undefined ? {} : { from: String(fromMs) }),
      });
      const reply = await get(`${PROXY_ROUTES.recorded}?${query}`, signal);
      const reader = new RecordedStreamReader();
      for await (const chunk of chunksOf(reply)) yield* understood(() => reader.take(chunk));
    },
  };
}

async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(brokenOff);
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever has heard enough lets the helper know; a stream that is broken already cannot be told.
    await reader.cancel().catch(() => {});
  }
}

function checked<Shape extends v.GenericSchema>(shape: Shape, text: string): v.InferOutput<Shape> {
  return understood(() => v.parse(shape, JSON.parse(text)));
}

function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new DeviceError('no-proxy', 'the recorder answers in a form that cannot be read', { cause });
  }
}

function brokenOff(cause: unknown): never {
  throw new DeviceError('no-proxy', 'the helper stopped answering', { cause });
}

function isRecord(told: unknown): told is Record<string, unknown> {
  return typeof told === 'object' && told !== null;
}

function isReading(told: unknown): boolean {
  if (!isRecord(told) || typeof told.atMs !== 'number' || !isRecord(told.shares)) return false;
  return [told.fans, told.boards, told.pools, told.faults, told.oddities].every(Array.isArray);
}
