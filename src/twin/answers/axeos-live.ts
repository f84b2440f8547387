import type { MinerTwin } from '../miner-twin.ts';
import { axeosInfo } from './axeos-info.ts';
import { isAtLeast } from './firmware-version.ts';

type Info = Record<string, unknown>;

/** Does this miner push its state over /api/ws/live? */
export function hasLiveFeed(twin: MinerTwin): boolean {
  return twin.model.family === 'axeos' && isAtLeast(twin.options.firmware, 2, 14);
}

/**
 * The next frame of /api/ws/live and the state it brings the listener to: everything for a new listener (`known`
 * undefined), then what has changed. `frame` is absent when nothing has (ESP-Miner main/http_server/websocket_api.c).
 */
export function liveFrame(
  twin: MinerTwin,
  known: Info | undefined,
): { readonly info: Info; readonly frame?: string } {
  const info = axeosInfo(twin);
  const changed = Object.entries(info).filter(([key, value]) => !same(value, known?.[key]));
  if (changed.length === 0) return { info };
  return { info, frame: JSON.stringify({ event: 'update', data: Object.fromEntries(changed) }) };
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
