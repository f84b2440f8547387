import type { MinerTwin } from '../miner-twin.ts';
import { type HttpAnswer, type HttpExtras, pageAnswer } from './http-answer.ts';
import { jsonBody } from './json-body.ts';
import { tokenOf } from './login-door.ts';
import { taken } from './taken.ts';
import { vnishChains, vnishInfo, vnishStatus, vnishSummary } from './vnish-pages.ts';
import { takeVnishSettings, vnishPerformance, vnishPresets, vnishSettings } from './vnish-settings.ts';

const BASE = '/api/v1';

/** What VNish replies to an HTTP request (facts, section 5; 256foundation/asic-rs asic-rs-firmwares/vnish). */
export function answerVnish(twin: MinerTwin, method: string, url: URL, extras: HttpExtras): HttpAnswer {
  const route = `${method} ${url.pathname.replace(BASE, '')}`;
  const open = openTo(twin, route, extras);
  if (open) return open;
  const allowed = extras.headers?.authorization === `Bearer ${tokenOf(twin)}`;
  if (!allowed) return json({ err: 'Unauthorized' }, 401);
  if (method === 'GET') return reading(twin, route);
  return taken(twin, () => command(twin, route, extras));
}

/** What needs no password, the login itself among it. */
function openTo(twin: MinerTwin, route: string, extras: HttpExtras): HttpAnswer | undefined {
  switch (route) {
    case 'GET /':
      return pageAnswer('<!doctype html><html><head><title>AnthillOS</title></head><body></body></html>');
    case 'POST /unlock':
      return jsonBody(extras.body)?.pw === (twin.options.password ?? 'admin')
        ? json({ token: tokenOf(twin) })
        : json({ err: 'Invalid password' }, 403);
    case 'GET /info':
      return json(vnishInfo(twin));
    case 'GET /status':
      return json(vnishStatus(twin));
    case 'GET /chains':
      return json(vnishChains(twin));
    case 'GET /perf-summary':
      return json(vnishPerformance(twin));
    default:
      return undefined;
  }
}

function reading(twin: MinerTwin, route: string): HttpAnswer {
  switch (route) {
    case 'GET /summary':
      return json(vnishSummary(twin));
    case 'GET /settings':
      return json(vnishSettings(twin));
    case 'GET /autotune/presets':
      return json(vnishPresets());
    default:
      return json({ err: 'Not found' }, 404);
  }
}

function command(twin: MinerTwin, route: string, extras: HttpExtras): HttpAnswer {
  const { settings } = twin;
  switch (route) {
    case 'POST /mining/pause':
      settings.paused = true;
      return json({});
    case 'POST /mining/resume':
    case 'POST /mining/start':
      settings.paused = false;
      return json({});
    case 'POST /mining/restart':
      twin.link.restart();
      return json({});
    case 'POST /system/reboot':
      twin.restart();
      return json({ after: 3 });
    case 'POST /find-miner':
      settings.blinking = jsonBody(extras.body)?.on === true;
      return json({ on: settings.blinking });
    case 'POST /settings': {
      const waiting = takeVnishSettings(twin, jsonBody(extras.body));
      return waiting ? json(waiting) : json({ err: 'Invalid settings' }, 422);
    }
    default:
      return json({ err: 'Not found' }, 404);
  }
}

function json(value: unknown, status = 200): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
