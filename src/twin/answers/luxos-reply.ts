import type { MinerTwin } from '../miner-twin.ts';
import { epochS } from './rpc-numbers.ts';

/** A reply of LuxOS: its status, which names the program, and its sections. */
export function luxReply(
  { state, options }: MinerTwin,
  code: number,
  message: string,
  sections: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    STATUS: [
      {
        Code: code,
        Description: `LUXminer ${options.firmware}`,
        Msg: message,
        STATUS: code >= FIRST_ERROR || code === INVALID_COMMAND ? 'E' : 'S',
        When: epochS(state.atMs),
      },
    ],
    ...sections,
    id: 1,
  };
}

/** LuxOS counts its own errors from here (402 is "Another session is active"); cgminer's for what it does not know. */
const FIRST_ERROR = 400;
export const INVALID_COMMAND = 14;
