import type { Oddity } from '../domain/reading.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** One command's reply, as far as it can be had. */
export interface RpcReply {
  /** `STATUS[0].STATUS` (or WhatsMiner's top-level one) says error. */
  readonly failed: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Asks one command. A reply wrapped under its own name (`a+b` form) is unwrapped.
 * @throws DeviceError when nothing usable comes back
 */
export async function askRpc(
  transport: DeviceTransport,
  command: string,
  signal?: AbortSignal,
  parameter?: string,
): Promise<RpcReply> {
  const options = { ...(signal ? { signal } : {}), ...(parameter === undefined ? {} : { parameter }) };
  const reply = await transport.rpc(command, options);
  if (!isRecord(reply)) throw new DeviceError('unreadable-reply', `${command}: the reply is no object`);
  const wrapped = reply[command];
  const inner: unknown = Array.isArray(wrapped) ? wrapped[0] : undefined;
  const body = isRecord(inner) ? inner : reply;
  return { failed: hasFailed(body), body };
}

/**
 * The same where a device may well not know the command: a refusal, or a reply that cannot be read, is then just not
 * there. What stops every command (helper away, device gone) still throws.
 */
export async function askRpcIfKnown(
  transport: DeviceTransport,
  command: string,
  signal?: AbortSignal,
  parameter?: string,
): Promise<RpcReply | undefined> {
  try {
    const reply = await askRpc(transport, command, signal, parameter);
    return reply.failed ? undefined : reply;
  } catch (error) {
    if (error instanceof DeviceError && (error.kind === 'unreadable-reply' || error.kind === 'refused'))
      return undefined;
    throw error;
  }
}

/** The sections of a reply (`SUMMARY`, `POOLS` …) as records. */
export function sections(
  reply: RpcReply | undefined,
  name: string,
  oddities: Oddity[],
): readonly RawRecord[] {
  return new RawRecord(reply?.body, oddities).records(name);
}

function hasFailed(body: Readonly<Record<string, unknown>>): boolean {
  const status: unknown = Array.isArray(body.STATUS) ? body.STATUS[0] : body;
  const letter = isRecord(status) ? status.STATUS : undefined;
  return letter === 'E' || letter === 'F';
}
