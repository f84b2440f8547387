import type { MinerTwin } from '../miner-twin.ts';
import { tuningForPower } from '../power-tuning.ts';
import {
  braiinsConstraints,
  braiinsCooling,
  braiinsDetails,
  braiinsHashboards,
  braiinsPools,
  braiinsStats,
  braiinsTuner,
} from './braiins-pages.ts';
import { type HttpAnswer, type HttpExtras, pageAnswer } from './http-answer.ts';
import { isObject, jsonBody, parse } from './json-body.ts';
import { tokenOf } from './login-door.ts';
import { setPools } from './pool-wish.ts';
import { taken } from './taken.ts';

const BASE = '/api/v1';

/** What Braiins OS replies to an HTTP request since 25.07 (recorded; 256foundation/asic-rs, braiins `v25_07/mod.rs`). */
export function answerBraiinsRest(twin: MinerTwin, method: string, url: URL, extras: HttpExtras): HttpAnswer {
  const route = `${method} ${url.pathname.replace(BASE, '')}`;
  if (route === 'GET /')
    return pageAnswer('<!doctype html><html><head><title>Braiins OS</title></head><body></body></html>');
  if (route === 'GET /version') return json({ major: 1, minor: 0, patch: 0 });
  if (route === 'POST /auth/login') return login(twin, extras);
  if (extras.headers?.authorization !== tokenOf(twin)) return json({ message: 'Unauthorized' }, 401);
  if (method === 'GET') return reading(twin, route);
  return taken(twin, () => command(twin, route, extras));
}

function login(twin: MinerTwin, extras: HttpExtras): HttpAnswer {
  const { username, password } = jsonBody(extras.body) ?? {};
  return username === 'root' && password === (twin.options.password ?? 'root')
    ? json({ token: tokenOf(twin), timeout_s: 3600 })
    : json({ message: 'Invalid username or password' }, 401);
}

function reading(twin: MinerTwin, route: string): HttpAnswer {
  const page = PAGES[route];
  return page ? json(page(twin)) : json({ message: 'Not found' }, 404);
}

const PAGES: Readonly<Record<string, (twin: MinerTwin) => unknown>> = {
  'GET /miner/details': braiinsDetails,
  'GET /miner/stats': braiinsStats,
  'GET /miner/hw/hashboards': braiinsHashboards,
  'GET /miner/errors': () => ({ errors: [] }),
  'GET /cooling/state': braiinsCooling,
  'GET /pools': braiinsPools,
  'GET /performance/tuner-state': braiinsTuner,
  'GET /configuration/constraints': braiinsConstraints,
  'GET /actions/locate': ({ settings }) => settings.blinking,
};

/** Pausing and resuming answer whether it was so already. */
function command(twin: MinerTwin, route: string, extras: HttpExtras): HttpAnswer {
  const { settings } = twin;
  const was = settings.paused;
  switch (route) {
    case 'PUT /actions/pause':
      settings.paused = true;
      return json(was);
    case 'PUT /actions/resume':
      settings.paused = false;
      return json(!was);
    case 'PUT /actions/reboot':
      twin.restart();
      return { status: 204, headers: {}, body: '' };
    case 'PUT /actions/locate':
      settings.blinking = parse(extras.body ?? '') === true;
      return json(settings.blinking);
    case 'PUT /performance/power-target':
      return aimAt(twin, Number(jsonBody(extras.body)?.watt));
    case 'PUT /pools/batch':
      return takeGroups(twin, parse(extras.body ?? ''));
    default:
      return json({ message: 'Not found' }, 404);
  }
}

function aimAt(twin: MinerTwin, watt: number): HttpAnswer {
  const { min, max } = braiinsConstraints(twin).tuner_constraints.power_target;
  if (!(watt >= min.watt && watt <= max.watt))
    return json({ message: 'power target is out of its constraints' }, 400);
  Object.assign(twin.settings, { powerTargetW: watt, ...tuningForPower(twin.model, watt) });
  return json({ watt });
}

function takeGroups(twin: MinerTwin, groups: unknown): HttpAnswer {
  const [group] = Array.isArray(groups) ? groups.filter(isObject) : [];
  return setPools(twin, group?.pools) ? json(braiinsPools(twin)) : json({ message: 'bad pool group' }, 400);
}

function json(value: unknown, status = 200): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
