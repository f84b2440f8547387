import type { TwinFamily } from '../miner-model.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { answerAntminer } from './antminer.ts';
import { answerAntminerWeb } from './antminer-web.ts';
import { answerAvalon } from './avalon.ts';
import { answerAscset } from './avalon-ascset.ts';
import { answerAxeos } from './axeos.ts';
import { answerBraiinsRest } from './braiins-rest.ts';
import type { HttpAnswer, HttpExtras } from './http-answer.ts';
import { answerLuxos } from './luxos.ts';
import { answerNerdos } from './nerdos.ts';
import { rpcStatus } from './rpc-status.ts';
import { taken } from './taken.ts';
import { answerVnish } from './vnish.ts';
import { answerWhatsminer } from './whatsminer-v2.ts';

/** Does this miner answer on HTTP, with the cgminer protocol on TCP, or on both? */
export function doorOf({ model }: MinerTwin): Door {
  return DOORS[model.family] ?? 'rpc';
}

export type Door = 'http' | 'rpc' | 'both';

const DOORS: Readonly<Partial<Record<TwinFamily, Door>>> = {
  axeos: 'http',
  nerdos: 'http',
  antminer: 'both',
  vnish: 'both',
  braiins: 'both',
};

/**
 * A miner's reply to one HTTP request; undefined where it has no web server. Whether it can be reached at all
 * ({@link MinerTwin.reachable}) is for the caller to ask.
 *
 * @param pathWithQuery for example `/api/system/statistics?columns=hashrate`
 * @throws AnswerLost
 */
export function answerHttp(
  twin: MinerTwin,
  method: string,
  pathWithQuery: string,
  extras: HttpExtras = {},
): HttpAnswer | undefined {
  const url = new URL(pathWithQuery, 'http://miner.invalid');
  const answer = () => answerWeb(twin, method, url, extras);
  // The others have requests that are no commands, a login for example: each says itself which are.
  if (doorOf(twin) !== 'http' || READING_METHODS.has(method)) return answer();
  return taken(twin, answer);
}

const READING_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function answerWeb(twin: MinerTwin, method: string, url: URL, extras: HttpExtras): HttpAnswer | undefined {
  if (twin.model.family === 'axeos') return answerAxeos(twin, method, url, extras);
  if (twin.model.family === 'nerdos') return answerNerdos(twin, method, url, extras);
  if (twin.model.family === 'antminer') return answerAntminerWeb(twin, method, url, extras);
  if (twin.model.family === 'vnish') return answerVnish(twin, method, url, extras);
  if (twin.model.family === 'braiins') return answerBraiinsRest(twin, method, url, extras);
  return undefined;
}

/**
 * A miner's reply to one JSON message on the port of the cgminer API; undefined where it does not speak on it.
 * @throws AnswerLost
 */
export function answerMessage(twin: MinerTwin, message: Readonly<Record<string, unknown>>): unknown {
  if (doorOf(twin) === 'http') return undefined;
  if (twin.model.family === 'whatsminer') return answerWhatsminer(twin, message);
  const { command, parameter } = message;
  if (typeof command !== 'string')
    return rpcStatus(twin, { code: 24, message: 'Missing JSON command', error: true });
  return answerRpc(twin, command, typeof parameter === 'string' ? parameter : undefined);
}

/**
 * A miner's reply to one cgminer command, as parsed JSON; undefined where it does not speak cgminer. Several commands
 * joined by `+` come back under their names, each in an array (recorded: avalon/nano3s-multicommand).
 *
 * @throws AnswerLost
 */
export function answerRpc(twin: MinerTwin, command: string, parameter?: string): unknown {
  if (doorOf(twin) === 'http') return undefined;
  if (!command.includes('+')) return answerOne(twin, command, parameter);
  const replies = command.split('+').map((each) => [each, [answerOne(twin, each, parameter)]] as const);
  return { ...Object.fromEntries(replies), id: 1 };
}

function answerOne(twin: MinerTwin, command: string, parameter: string | undefined): Record<string, unknown> {
  if (twin.model.family === 'luxos') return answerLuxos(twin, command, parameter);
  if (twin.model.family === 'whatsminer') return answerWhatsminer(twin, { command });
  if (command === 'restart' && parameter === undefined)
    return taken(twin, () => {
      twin.restart();
      return { STATUS: 'RESTART' };
    });
  if (command === 'ascset' && twin.model.family === 'avalon')
    return taken(twin, () => answerAscset(twin, parameter ?? ''));
  return twin.model.family === 'avalon' ? answerAvalon(twin, command) : answerAntminer(twin, command);
}
