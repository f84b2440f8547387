import type { MinerTwin } from '../miner-twin.ts';
import { epochS } from './rpc-numbers.ts';

/** The first part of every cgminer reply (cgminer api.c). `S` is success, `E` an error. */
export function rpcStatus(
  twin: MinerTwin,
  reply: { readonly code: number; readonly message: string; readonly error?: boolean },
): Record<string, unknown> {
  return {
    STATUS: [
      {
        STATUS: reply.error ? 'E' : 'S',
        When: epochS(twin.state.atMs),
        Code: reply.code,
        Msg: reply.message,
        Description: twin.model.family === 'avalon' ? 'cgminer 4.11.1' : 'cgminer 1.0.0',
      },
    ],
    id: 1,
  };
}

/** cgminer's reply to a command that it does not know. */
export function invalidCommand(twin: MinerTwin): Record<string, unknown> {
  return rpcStatus(twin, { code: 14, message: 'Invalid command', error: true });
}
