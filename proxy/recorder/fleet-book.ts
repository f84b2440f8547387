import { renameSync } from 'node:fs';
import * as v from 'valibot';
import { FALSE_ALARMS } from '../../src/domain/false-alarm-budget.ts';
import { type DeviceAddress, formatAddress, type MinerFamily } from '../../src/domain/miner.ts';
import {
  LONGEST_RECORDED_NAME,
  MOST_RECORDED_MINERS,
  type RecordedMiner,
  type RecorderFleet,
} from '../../src/domain/recorder-fleet.ts';
import { MIN_POLL_MS } from '../../src/domain/settings.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';

const FAMILIES = {
  axeos: true,
  nerdos: true,
  braiins: true,
  luxos: true,
  mara: true,
  vnish: true,
  hiveon: true,
  mskminer: true,
  epic: true,
  proto: true,
  elphapex: true,
  hammer: true,
  antminer: true,
  whatsminer: true,
  sealminer: true,
  avalon: true,
  auradine: true,
  goldshell: true,
  iceriver: true,
  xmrig: true,
  cgminer: true,
} as const satisfies Record<MinerFamily, true>;

const recordedMiner = v.object({
  // As long as a record has room for.
  id: v.pipe(
    v.string(),
    v.minLength(1),
    v.check((id) => Buffer.byteLength(id) <= 255),
  ),
  address: v.object({
    host: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  }),
  identity: v.object({
    family: v.picklist(Object.keys(FAMILIES) as MinerFamily[]),
    mac: v.optional(v.pipe(v.string(), v.regex(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/))),
  }),
  name: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_RECORDED_NAME))),
  mutedUntilMs: v.optional(v.pipe(v.number(), v.finite())),
});
const fleet = v.object({
  browserId: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/)),
  pollMs: v.pipe(v.number(), v.integer(), v.minValue(MIN_POLL_MS), v.maxValue(3_600_000)),
  falseAlarmsPerMonth: v.optional(
    v.pipe(v.number(), v.minValue(FALSE_ALARMS.least), v.maxValue(FALSE_ALARMS.most)),
  ),
  miners: v.pipe(v.array(recordedMiner), v.maxLength(MOST_RECORDED_MINERS)),
});
const kept = v.array(v.object({ ...fleet.entries, toldAtMs: v.number(), deviceId: v.optional(v.string()) }));
type ToldFleet = v.InferOutput<typeof kept>[number];

/** More browsers than a household has; beyond, the one that was seen the longest ago is forgotten. */
const MOST_BROWSERS = 32;
/** A browser that was not seen for so long has lost its data, or its owner; its fleet is asked no more, ms. */
const FORGOTTEN_AFTER_MS = 90 * 86_400_000;
/** When a browser was last seen is kept this exactly, ms: an SD card need not be written to each time. */
const SEEN_EVERY_MS = 3_600_000;

/** A miner to ask, and where it may be: browsers may know it at different addresses. */
export interface BookedMiner extends RecordedMiner {
  /** The most recently told first. */
  readonly addresses: readonly DeviceAddress[];
}

/**
 * Reads what a browser tells.
 * @throws v.ValiError when it is no fleet
 */
export function parseFleet(told: unknown): RecorderFleet {
  return v.parse(fleet, told);
}

/** The fleets of all browsers, in a file of the owner's own, so that a helper that starts knows whom to ask. */
export class FleetBook {
  readonly #file: string;
  readonly #nowMs: () => number;
  #fleets: readonly ToldFleet[];

  /** @throws the system's error when the file is there and cannot be read, or set aside */
  constructor(file: string, nowMs: () => number) {
    this.#file = file;
    this.#nowMs = nowMs;
    this.#fleets = fleetsIn(file);
  }

  /**
   * This is a browser's fleet from now on. One of the owner's is known by its own id; a paired device has one fleet,
   * whatever it calls itself, so that it can neither take another's place nor fill the book.
   * @param deviceId of the paired device that told it; absent for the owner
   * @throws the system's error when it cannot be kept; it counts all the same
   */
  tell(told: RecorderFleet, deviceId?: string): void {
    const toldAtMs = this.#nowMs();
    const isSame = (each: ToldFleet) =>
      each.deviceId === deviceId && (deviceId !== undefined || each.browserId === told.browserId);
    const before = this.#fleets.find(isSame);
    const isOld = before === undefined || Math.abs(toldAtMs - before.toldAtMs) > SEEN_EVERY_MS;
    const { toldAtMs: _, deviceId: __, ...known } = before ?? { toldAtMs: 0 };
    if (!isOld && JSON.stringify(known) === JSON.stringify(told)) return;
    const others = this.#fleets.filter((each) => !isSame(each));
    const teller = deviceId === undefined ? {} : { deviceId };
    this.#fleets = [{ ...told, miners: [...told.miners], toldAtMs, ...teller }, ...others]
      .filter((each) => each.toldAtMs > toldAtMs - FORGOTTEN_AFTER_MS)
      .slice(0, MOST_BROWSERS);
    this.#write();
  }

  /** Forgets what devices have told that are paired no more. @throws the system's error when that cannot be kept */
  keepDevices(paired: ReadonlySet<string>): void {
    const kept = this.#fleets.filter(({ deviceId }) => deviceId === undefined || paired.has(deviceId));
    if (kept.length === this.#fleets.length) return;
    this.#fleets = kept;
    this.#write();
  }

  /** The shortest period that any browser wants, ms; absent while none has told a fleet. */
  get pollMs(): number | undefined {
    const wanted = this.#fleets.filter(({ miners }) => miners.length > 0).map(({ pollMs }) => pollMs);
    return wanted.length > 0 ? Math.min(...wanted) : undefined;
  }

  /**
   * False alarms a month that the helper may raise: the fewest that any browser of the owner allows, for each was promised
   * so. What a paired device allows counts where the owner's own told nothing: it may not make the owner's alarms rare.
   */
  get falseAlarmsPerMonth(): number | undefined {
    const told = this.#fleets.filter(({ miners }) => miners.length > 0);
    const own = allowedBy(told.filter(({ deviceId }) => deviceId === undefined));
    const allowed = own.length > 0 ? own : allowedBy(told);
    return allowed.length > 0 ? Math.min(...allowed) : undefined;
  }

  /** Every miner that some browser has, each once. */
  get miners(): readonly BookedMiner[] {
    const miners = new Map<string, BookedMiner>();
    for (const told of this.#fleets.flatMap((each) => each.miners)) {
      const known = miners.get(told.id);
      const addresses = [...(known?.addresses ?? []), told.address];
      const places = new Map(addresses.map((address) => [formatAddress(address), address]));
      const mutedUntilMs = laterOf(known?.mutedUntilMs, told.mutedUntilMs);
      miners.set(told.id, { ...withoutAbsent(known ?? told, mutedUntilMs), addresses: [...places.values()] });
    }
    return [...miners.values()];
  }

  #write(): void {
    writePrivateFile(this.#file, `${JSON.stringify(this.#fleets)}\n`);
  }
}

function allowedBy(fleets: readonly ToldFleet[]): readonly number[] {
  return fleets.flatMap(({ falseAlarmsPerMonth }) => falseAlarmsPerMonth ?? []);
}

function withoutAbsent(
  { id, address, identity: { family, mac }, name }: RecordedMiner,
  mutedUntilMs: number | undefined,
): RecordedMiner {
  return {
    id,
    address,
    identity: mac === undefined ? { family } : { family, mac },
    ...(name === undefined ? {} : { name }),
    ...(mutedUntilMs === undefined ? {} : { mutedUntilMs }),
  };
}

/** Whoever asked for quiet the longest has it: two browsers of a house may each have muted a miner. */
function laterOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

/**
 * A damaged book is set aside, and the recorder begins with an empty one: each browser tells its miners again when it
 * opens, and a box that is always on must not stay dark for that.
 */
function fleetsIn(file: string): readonly ToldFleet[] {
  const text = readPrivateFile(file);
  if (text === undefined) return [];
  try {
    return v.parse(kept, JSON.parse(text));
  } catch {
    renameSync(file, `${file}.damaged`);
    console.warn(
      `Whom to record could not be read, and is set aside as ${file}.damaged. The recorder asks miners again once a browser with them is opened.`,
    );
    return [];
  }
}
