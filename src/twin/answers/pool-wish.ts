import type { MinerTwin } from '../miner-twin.ts';
import { isObject } from './json-body.ts';

/**
 * Sets the pools of a list as its firmware is sent it, `{url, user, pass or password}`, empty ones left out; the share
 * difficulty is the pool's affair and stays.
 * @returns whether it was a list with at least one pool that can be read
 */
export function setPools(twin: MinerTwin, list: unknown): boolean {
  if (!Array.isArray(list)) return false;
  const wanted = list.filter(isObject).filter(({ url }) => url !== '');
  const { difficulty } = twin.link.active.setup;
  const pools = wanted.flatMap(({ url, user, pass, password }) => {
    const [, host, port] = /^(?:[a-z0-9+]+:\/\/)?([^/:]+):(\d{1,5})/i.exec(String(url)) ?? [];
    if (host === undefined) return [];
    return [
      {
        host,
        port: Number(port),
        user: String(user ?? ''),
        password: String(pass ?? password ?? ''),
        difficulty,
      },
    ];
  });
  if (pools.length === 0 || pools.length < wanted.length) return false;
  twin.settings.pools = pools;
  return true;
}
