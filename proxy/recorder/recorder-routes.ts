import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { PROXY_ROUTES, SPEAKER_HEADER } from '../../src/domain/proxy-problem.ts';
import type { RecorderReport } from '../../src/domain/recorder-report.ts';
import type { CallVariables } from '../pairing-routes.ts';
import { ProxyError } from '../problem.ts';
import { requestBody } from '../request-body.ts';
import { timeLimit } from '../time-limit.ts';
import { parseFleet } from './fleet-book.ts';
import { recordedBody } from './recorded-body.ts';
import type { RunningRecording } from './recording.ts';

/** Two thousand miners, each some 130 bytes. */
const LARGEST_FLEET_BYTES = 512 * 1024;
/** Pages that may be read to at a time, each with one stretch of the log in memory. */
const MOST_READERS = 8;
const OWN = { 'cache-control': 'no-store', [SPEAKER_HEADER]: 'proxy' };

/** The routes of the recorder; who may call them is decided before. Without one they say that nothing is recorded. */
export function recorderRoutes(recording: RunningRecording | undefined, nowMs: () => number) {
  const routes = new Hono<{ Bindings: HttpBindings; Variables: CallVariables }>();
  let readers = 0;
  const running = () => {
    if (!recording) throw new ProxyError('not-recording', 'the helper was started without --record');
    return recording;
  };

  routes.get(PROXY_ROUTES.recorder, (c) => {
    const report: RecorderReport = recording ? recording.report() : { recording: false };
    return c.json(report, 200, OWN);
  });

  routes.put(PROXY_ROUTES.recorder, async (c) => {
    const recorder = running();
    const body = await requestBody(c, timeLimit(undefined, c.env.outgoing), LARGEST_FLEET_BYTES);
    const identity = c.get('identity');
    const deviceId = identity.role === 'device' ? identity.deviceId : undefined;
    recorder.tell(fleetOf(body?.toString() ?? ''), deviceId);
    return c.json(recorder.report(), 200, OWN);
  });

  routes.get(PROXY_ROUTES.readings, () => {
    const { live } = running();
    if (live.isFull) throw new ProxyError('busy', 'too many pages listen');
    return new Response(live.open(), { headers: { 'content-type': 'text/event-stream', ...OWN } });
  });

  routes.get(PROXY_ROUTES.recorded, (c) => {
    const { log } = running();
    if (readers >= MOST_READERS) throw new ProxyError('busy', 'too many pages read what was recorded');
    const fromMs = Number(c.req.query('from') ?? Number.NEGATIVE_INFINITY);
    if (Number.isNaN(fromMs)) throw new ProxyError('bad-request', 'from must be a moment');
    readers += 1;
    const stretches = log.read(c.req.query('since'), fromMs);
    const body = recordedBody(stretches, fromMs, nowMs, () => {
      readers -= 1;
    });
    return new Response(body, { headers: { 'content-type': 'application/octet-stream', ...OWN } });
  });

  return routes;
}

function fleetOf(body: string) {
  try {
    return parseFleet(JSON.parse(body));
  } catch (cause) {
    throw new ProxyError('bad-request', 'the request is no fleet', { cause });
  }
}
