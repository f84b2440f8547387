import { withDigest } from '../devices/digest-auth.ts';
import { SEED_BYTES } from '../devices/klap.ts';
import { klapExchange } from '../devices/klap-exchange.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type { DeviceCredentials } from '../domain/credentials.ts';
import {
  MeterError,
  type MeterIdentity,
  type MeterKind,
  type MeterPart,
  type MeterReply,
  type MeterRequest,
} from '../domain/meter.ts';
import type { MeterFailure, WallMeter } from '../domain/wall-meter.ts';
import { fieldsOf } from '../sources/fields.ts';
import { detectMeter, meterSource } from '../sources/meters/meter-sources.ts';

/** A device that is, or may become, a meter, and how to log in to it. */
export interface MeterDoor {
  readonly transport: DeviceTransport;
  readonly access?: DeviceCredentials | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Longest that a meter may take over one answer, ms. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Reads those parts of one meter: all in one answer where it tells all, else one after the other. A part that it does
 * not have is left out.
 * @throws DeviceError, MeterError
 */
export async function readMeter(
  kind: WallMeter['kind'],
  partIds: readonly string[],
  door: MeterDoor,
  nowMs: () => number,
): Promise<ReadonlyMap<string, MeterPart>> {
  const source = meterSource(kind);
  const singly = kind === 'home-assistant' || kind === 'esphome';
  const asked = singly ? partIds.map((partId) => ({ partId })) : [{}];
  const parts = new Map<string, MeterPart>();
  for (const which of asked) {
    const reply = await send(source.read({ access: door.access, ...which }), door);
    // An entity that its owner has renamed takes none of the others with it.
    if (singly && reply.status === 404) continue;
    for (const part of source.readingOf(reply, nowMs()).parts) parts.set(part.id, part);
  }
  return parts;
}

/** Everything that a device offers. @throws DeviceError, MeterError */
export async function allParts(
  kind: WallMeter['kind'],
  door: MeterDoor,
  nowMs: () => number,
): Promise<readonly MeterPart[]> {
  const source = meterSource(kind);
  return source.readingOf(await send(source.read({ access: door.access }), door), nowMs()).parts;
}

/** Who answers; undefined where it is nobody we know. No login is sent. @throws DeviceError */
export function identifyMeter(
  { transport, signal }: MeterDoor,
  named?: MeterKind,
): Promise<MeterIdentity | undefined> {
  return detectMeter((request) => send(request, { transport, signal }), undefined, named);
}

/** Switches a part and reads back how it stands. Sent once, whatever comes. @throws DeviceError, MeterError */
export async function switchMeterPart(
  { kind, partId }: Pick<WallMeter, 'kind' | 'partId'>,
  on: boolean,
  door: MeterDoor,
  nowMs: () => number,
): Promise<MeterPart | undefined> {
  const reply = await send(meterSource(kind).switchTo({ access: door.access, partId, on }), door);
  if (reply.status === 401 || reply.status === 403)
    throw new MeterError('refused', `the meter wants a password (${reply.status})`);
  if (reply.status >= 400) throw new MeterError('refused', `the meter answers with status ${reply.status}`);
  return (await readMeter(kind, [partId], door, nowMs)).get(partId);
}

/** What is shown of an error; a defect in our reading of a meter must not stop anything else. */
export function meterFailure(error: unknown, atMs: number): MeterFailure {
  if (error instanceof DeviceError || error instanceof MeterError)
    return { kind: error.kind, detail: error.detail, atMs };
  return { kind: 'unreadable-reply', detail: error instanceof Error ? error.message : String(error), atMs };
}

async function send(
  request: MeterRequest,
  { transport, signal }: Pick<MeterDoor, 'transport' | 'signal'>,
): Promise<MeterReply> {
  const { digest, framing, klap, ...plain } = request;
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
  if (framing) {
    const body = fieldsOf(JSON.parse(plain.body ?? '{}'));
    return { status: 200, text: JSON.stringify(await transport.message({ body, framing, signal: ends })) };
  }
  if (klap) {
    const seed = crypto.getRandomValues(new Uint8Array(SEED_BYTES));
    return { status: 200, text: await klapExchange(transport, klap, plain.body ?? '', seed, ends) };
  }
  const way = digest ? withDigest(transport, digest) : transport;
  return way.http({ ...plain, signal: ends });
}
