import type { MinerTwin } from '../miner-twin.ts';
import { epochS } from './rpc-numbers.ts';

/** A reply in WhatsMiner's own form: one status for all, and what it says in `Msg`. */
export function btminerReply(
  { state }: MinerTwin,
  Code: number,
  Msg: string | Readonly<Record<string, unknown>>,
  { isError = false } = {},
): Record<string, unknown> {
  return { STATUS: isError ? 'E' : 'S', When: epochS(state.atMs), Code, Msg, Description: '' };
}
