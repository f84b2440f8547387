import type { MinerTwin } from '../miner-twin.ts';
import { answerAntminer } from './antminer.ts';
import { answerAvalon } from './avalon.ts';
import { answerAxeos } from './axeos.ts';
import type { HttpAnswer, HttpExtras } from './http-answer.ts';
import { answerNerdos } from './nerdos.ts';

/** Does this miner answer on HTTP, or with the cgminer protocol on TCP? */
export function doorOf(twin: MinerTwin): 'http' | 'rpc' {
  return twin.model.family === 'axeos' || twin.model.family === 'nerdos' ? 'http' : 'rpc';
}

/**
 * A miner's reply to one HTTP request; undefined where it has no web server. Whether it can be reached at all
 * ({@link MinerTwin.reachable}) is for the caller to ask.
 *
 * @param pathWithQuery for example `/api/system/statistics?columns=hashrate`
 */
export function answerHttp(
  twin: MinerTwin,
  method: string,
  pathWithQuery: string,
  extras: HttpExtras = {},
): HttpAnswer | undefined {
  const url = new URL(pathWithQuery, 'http://miner.invalid');
  if (twin.model.family === 'axeos') return answerAxeos(twin, method, url, extras);
  if (twin.model.family === 'nerdos') return answerNerdos(twin, method, url);
  return undefined;
}

/**
 * A miner's reply to one cgminer command, as parsed JSON; undefined where it does not speak cgminer. Several commands
 * joined by `+` come back under their names, each in an array (recorded: avalon/nano3s-multicommand).
 */
export function answerRpc(twin: MinerTwin, command: string, parameter?: string): unknown {
  if (doorOf(twin) !== 'rpc') return undefined;
  if (!command.includes('+')) return answerOne(twin, command, parameter);
  const replies = command.split('+').map((each) => [each, [answerOne(twin, each, parameter)]] as const);
  return { ...Object.fromEntries(replies), id: 1 };
}

function answerOne(twin: MinerTwin, command: string, parameter: string | undefined): Record<string, unknown> {
  if (command === 'restart' && parameter === undefined) {
    twin.restart();
    return { STATUS: 'RESTART' };
  }
  return twin.model.family === 'avalon' ? answerAvalon(twin, command) : answerAntminer(twin, command);
}
