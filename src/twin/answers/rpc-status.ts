import type { MinerTwin } from '../miner-twin.ts';

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

export function epochS(atMs: number): number {
  return Math.floor(atMs / 1000);
}

/** Two decimals, as cgminer prints its rates. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Part of `whole` in percent with four decimals; 0 of nothing is 0, as cgminer prints it. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? Math.round((1e6 * part) / whole) / 1e4 : 0;
}
