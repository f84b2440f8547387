import type { MinerTwin } from '../miner-twin.ts';
import { antminerConf, takeAntminerConf } from './antminer-conf.ts';
import { antminerPools, antminerStats, antminerSummary, antminerSystem } from './antminer-pages.ts';
import { type HttpAnswer, type HttpExtras, pageAnswer } from './http-answer.ts';
import { jsonBody } from './json-body.ts';
import { answersDigest, type DigestDoor, digestChallengeOf } from './login-door.ts';
import { taken } from './taken.ts';

/** What an Antminer's web server replies with Bitmain's firmware since 2020: all of it behind a digest login. */
export function answerAntminerWeb(twin: MinerTwin, method: string, url: URL, extras: HttpExtras): HttpAnswer {
  const door = doorOf(twin);
  if (!answersDigest(twin, door, method, extras)) return locked(twin, door);
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      return pageAnswer('<!doctype html><html><head><title>Ant Miner</title></head><body></body></html>');
    case 'GET /cgi-bin/get_system_info.cgi':
      return cgi(antminerSystem(twin));
    case 'GET /cgi-bin/stats.cgi':
      return cgi(antminerStats(twin));
    case 'GET /cgi-bin/summary.cgi':
      return cgi(antminerSummary(twin));
    case 'GET /cgi-bin/pools.cgi':
      return cgi(antminerPools(twin));
    case 'GET /cgi-bin/get_miner_conf.cgi':
      return cgi(antminerConf(twin));
    case 'GET /cgi-bin/get_blink_status.cgi':
      return cgi({ blink: twin.settings.blinking });
    case 'POST /cgi-bin/set_miner_conf.cgi':
      return taken(twin, () => cgi(saved(takeAntminerConf(twin, jsonBody(extras.body)))));
    case 'POST /cgi-bin/blink.cgi':
      return taken(twin, () => blink(twin, jsonBody(extras.body)?.blink));
    case 'POST /cgi-bin/reboot.cgi':
      return taken(twin, () => {
        twin.restart();
        return cgi({ stats: 'success', code: 'R000', msg: 'OK!' });
      });
    default:
      return { status: 404, headers: { 'content-type': 'text/html' }, body: '404 - Not Found' };
  }
}

function doorOf({ options }: MinerTwin): DigestDoor {
  return { username: 'root', password: options.password ?? 'root', realm: 'antMiner Configuration' };
}

function locked(twin: MinerTwin, door: DigestDoor): HttpAnswer {
  const headers = { 'content-type': 'text/html', 'www-authenticate': digestChallengeOf(twin, door) };
  return { status: 401, headers, body: '<html><head><title>401 - Unauthorized</title></head></html>' };
}

function saved(wasTaken: boolean): Record<string, unknown> {
  return wasTaken
    ? { stats: 'success', code: 'M000', msg: 'OK!' }
    : { stats: 'error', code: 'M001', msg: 'Illegal request!' };
}

function blink(twin: MinerTwin, wanted: unknown): HttpAnswer {
  twin.settings.blinking = String(wanted) === 'true';
  return cgi({ code: twin.settings.blinking ? 'B000' : 'B100' });
}

function cgi(value: unknown): HttpAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
