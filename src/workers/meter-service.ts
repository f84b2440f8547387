import {
  allParts,
  identifyMeter,
  type MeterDoor,
  readMeter,
  switchMeterPart,
} from '../collect/meter-reader.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import { MeterError, type MeterKind, type MeterPart } from '../domain/meter.ts';
import type { DeviceAddress } from '../domain/miner.ts';
import { MOST_READINGS, plugReadingProblem, plugReadingsOf } from '../domain/plug-reading.ts';
import type { WallMeter } from '../domain/wall-meter.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { MeterApi, MeterQuestion, ProbedMeter } from './meter-api.ts';

export interface MeterServicePorts {
  readonly nowMs: () => number;
  readonly entities: EntityStore;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  /** Meters or miners in the store were changed by this tab. */
  readonly storeChanged: () => Promise<void>;
  /** A meter was removed: it is forgotten when its time for undo is over. */
  readonly removed: () => void;
}

/** The part of the collector's API that knows plugs and sensors. Fails with DeviceError and StoreError. */
export function createMeterService(ports: MeterServicePorts): MeterApi {
  const { nowMs, entities } = ports;
  const { meters } = entities;

  async function meterOf(id: string): Promise<WallMeter> {
    const meter = (await meters.all()).find((each) => each.id === id && each.removedAtMs === undefined);
    if (!meter) throw new DeviceError('refused', 'that plug or sensor is not there any more');
    return meter;
  }

  async function change(id: string, edit: (meter: WallMeter) => WallMeter): Promise<void> {
    await meters.change([id], edit);
    await ports.storeChanged();
  }

  return {
    probeMeter: (question) => asDeviceErrors(() => probe(question, ports)),
    async addMeters(added, access) {
      const [first] = added;
      if (first && access) await meters.saveAccess(first, access);
      const addedAtMs = nowMs();
      const whole = added.map((meter): WallMeter => ({ ...meter, id: crypto.randomUUID(), addedAtMs }));
      await meters.put(whole);
      await ports.storeChanged();
      return whole;
    },
    async changeMeter(id, wanted, access) {
      const changed = { ...(await meterOf(id)), ...wanted };
      if (access) await meters.saveAccess(changed, access);
      await change(id, (meter) => ({ ...meter, ...wanted }));
    },
    async removeMeter(id) {
      await change(id, (meter) => ({ ...meter, removedAtMs: nowMs() }));
      ports.removed();
    },
    undoRemoveMeter: (id) => change(id, ({ removedAtMs: _, ...meter }) => meter),
    switchMeter: (id, on) =>
      asDeviceErrors(async () => {
        const meter = await meterOf(id);
        await refuseWithoutConsent(meter, entities);
        const access = await meters.access(meter);
        const door = { transport: ports.transportTo(meter.address), access };
        const part = await switchMeterPart(meter, on, door, nowMs);
        await ports.storeChanged();
        return { wanted: on, on: part?.on };
      }),
    async setPlugReadings(minerId, readings) {
      const problem = readings.flatMap((reading) => plugReadingProblem(reading) ?? [])[0];
      if (problem) throw new DeviceError('refused', `that cannot be what the plug shows: ${problem}`);
      const miner = (await entities.miners()).find(({ id }) => id === minerId);
      const before = miner ? plugReadingsOf(miner) : [];
      const kept = readings.slice(-MOST_READINGS);
      await entities.changeMiners([minerId], ({ plugReading: _, plugReadings: __, ...its }) =>
        kept.length > 0 ? { ...its, plugReadings: kept } : its,
      );
      await ports.storeChanged();
      return before;
    },
    async setMeteredPairs(minerId, pairs) {
      const problem = pairs.flatMap((pair) => plugReadingProblem(pair) ?? [])[0];
      if (problem) throw new DeviceError('refused', `that cannot be what a plug measured: ${problem}`);
      const before = (await entities.miners()).find(({ id }) => id === minerId)?.meteredPairs ?? [];
      await entities.changeMiners([minerId], ({ meteredPairs: _, ...its }) =>
        pairs.length > 0 ? { ...its, meteredPairs: pairs } : its,
      );
      await ports.storeChanged();
      return before;
    },
  };
}

async function probe(
  { address, kind, access, partId }: MeterQuestion,
  { transportTo, nowMs }: MeterServicePorts,
): Promise<ProbedMeter> {
  const transport = transportTo(address);
  // Asked without a login: a token or a password goes to none but what its owner calls by this kind, and what does not
  // call itself otherwise.
  const open = await identifyMeter({ transport }, kind);
  if (kind !== undefined && open !== undefined && open.kind !== kind)
    throw new DeviceError('not-a-miner', `a device of another kind (${open.kind}) answers there`);
  const identity = open ?? (kind && { kind });
  if (!identity) throw new DeviceError('not-a-miner', 'no plug or sensor that Davylamp knows answers there');
  if (identity.locked && !access) return { identity, address, parts: [] };
  const parts = await partsOf(identity.kind, partId, { transport, access }, nowMs);
  return { identity, address, parts };
}

async function partsOf(
  kind: MeterKind,
  partId: string | undefined,
  door: MeterDoor,
  nowMs: () => number,
): Promise<readonly MeterPart[]> {
  if (kind !== 'esphome') return allParts(kind, door, nowMs);
  return [...(await readMeter(kind, partId === undefined ? [] : [partId], door, nowMs)).values()];
}

/** Cutting a miner's power changes it more than any setting does: each one that the plug feeds must allow it. */
async function refuseWithoutConsent({ role }: WallMeter, entities: EntityStore): Promise<void> {
  const fed = (await entities.miners()).filter(
    ({ id, removedAtMs }) => role.kind !== 'room' && role.minerIds.includes(id) && removedAtMs === undefined,
  );
  const closed = fed.find(({ control }) => control !== 'by-hand');
  if (closed) throw new DeviceError('refused', `you have not allowed changes on ${closed.name}`);
}

/** A meter's failures cross the worker border as a miner's do. */
async function asDeviceErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MeterError)) throw error;
    const kind = error.kind === 'no-such-part' ? 'unreadable-reply' : error.kind;
    throw new DeviceError(kind, error.detail, { cause: error });
  }
}
