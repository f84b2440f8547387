import { Random } from '../numerics/random.ts';
import type { Fault } from './faults.ts';
import type { MinerModel } from './miner-model.ts';
import { GAMMA_601, M30S_PP, NANO_3S, NERDQAXE_PP, S19J_PRO, SUPRA_401 } from './miner-models.ts';
import { MinerTwin } from './miner-twin.ts';
import { tuningForPower } from './power-tuning.ts';
import { roomTempAt } from './room.ts';
import type { PoolSetup } from './stratum.ts';
import type { TwinSettings } from './twin-state.ts';
import { MILD_WEATHER, weatherSpellAt } from './weather.ts';

export interface FleetOptions {
  readonly seed: number;
  /** The moment at which the fleet begins; it is warm then, and has been running for days. */
  readonly startMs: number;
  /** From when the days of what happens to it count; its start when absent. Earlier, and it is in the midst of it. */
  readonly storyFromMs?: number | undefined;
  /** Share difficulty of every miner, instead of what its pool would ask. */
  readonly difficulty?: number | undefined;
  /** When the failing miner flatlines; never when absent. */
  readonly flatlineAtMs?: number | undefined;
  /** When each miner last started, epoch ms: before the fleet's start, or later, which is a restart. */
  readonly bootedAtMs?: readonly number[] | undefined;
}

interface Place {
  readonly model: MinerModel;
  readonly name: string;
  readonly firmware: string;
  readonly difficulty: number;
  readonly uptimeDays: number;
  readonly settings?: Partial<TwinSettings>;
  /** What happens to it in the days of the fleet's story, so that a month of history has something to tell. */
  readonly past?: readonly Episode[];
}

/** A fault by days after the beginning of the story. */
type Episode = { readonly day: number; readonly hours?: number } & (
  | { readonly kind: 'pool-failover' | 'router-down' }
  | { readonly kind: 'domain-stalled'; readonly chip: number; readonly domain: number }
  | { readonly kind: 'dust'; readonly severity: number; readonly rampDays: number }
);

/** It was the whole house that had no network. */
const ROUTER_DOWN: Episode = { kind: 'router-down', day: 9.71, hours: 0.42 };

const DAY_MS = 86_400_000;

/** The address that shares of a demo are mined to: no real one, and recognisable as such. */
const DEMO_ADDRESS = 'bc1qdemodemodemodemodemodemodemodemodemo';

/** The six miners of the demo; the last one is to fail. */
const DEMO_PLACES: readonly Place[] = [
  {
    model: GAMMA_601,
    name: 'Desk Gamma',
    firmware: 'v2.14.0',
    difficulty: 8192,
    uptimeDays: 11.3,
    settings: { frequencyMhz: 600, coreVoltageMv: 1100 },
    past: [{ kind: 'domain-stalled', chip: 0, domain: 2, day: 24.3, hours: 3.1 }],
  },
  {
    model: SUPRA_401,
    name: 'Attic Supra',
    firmware: 'v2.12.2',
    difficulty: 4096,
    uptimeDays: 16.55,
    // Building work next door clogs it within two weeks. Dust that settles evenly over the whole month cannot be told from the
    // air of an attic that no thermometer tells: the watch rightly says nothing of it.
    past: [{ kind: 'dust', severity: 0.9, day: 12, rampDays: 14 }],
  },
  { model: NERDQAXE_PP, name: 'Office NerdQAxe', firmware: 'v1.1.0', difficulty: 16_384, uptimeDays: 6.1 },
  {
    model: NANO_3S,
    name: 'Living Room Nano',
    firmware: '25021401_56abae7',
    difficulty: 16_384,
    uptimeDays: 17.2,
  },
  {
    model: S19J_PRO,
    name: 'Garage S19j',
    firmware: 'Tue Dec  6 16:12:30 CST 2022',
    difficulty: 262_144,
    uptimeDays: 4.6,
  },
  { model: GAMMA_601, name: 'Kitchen Gamma', firmware: 'v2.14.0', difficulty: 8192, uptimeDays: 8.9 },
];

/** Six miners as a hobbyist might own them: Gamma, Supra, NerdQAxe++, Avalon Nano 3S, S19j Pro, and a Gamma that fails. */
export function demoFleet(options: FleetOptions): MinerTwin[] {
  const { flatlineAtMs, startMs, storyFromMs = startMs, bootedAtMs = [] } = options;
  const last = DEMO_PLACES.length - 1;
  return DEMO_PLACES.map((place, index) => {
    const faults = [ROUTER_DOWN, ...(place.past ?? [])].map((episode) => faultOf(episode, storyFromMs));
    if (index === last && flatlineAtMs !== undefined) faults.push({ kind: 'flatline', fromMs: flatlineAtMs });
    const bootMs = bootedAtMs[index] ?? startMs - place.uptimeDays * DAY_MS;
    if (bootMs <= startMs)
      return settle({ ...place, uptimeDays: (startMs - bootMs) / DAY_MS }, index, options, faults);
    // A step of a twin that holds this moment ends with the restart: so it has begun when the next step does.
    return settle(place, index, options, [...faults, { kind: 'reboot', fromMs: bootMs - 1 }]);
  });
}

/** One Gamma, for tests. */
function singleFleet(options: FleetOptions): MinerTwin[] {
  return DEMO_PLACES.slice(0, 1).map((place, index) => settle(place, index, options, []));
}

/** Fifty miners of all kinds, for load. */
function fiftyFleet(options: FleetOptions): MinerTwin[] {
  return Array.from({ length: 50 }, (_, index) => {
    const place = DEMO_PLACES[index % DEMO_PLACES.length] ?? DEMO_PLACES[0];
    if (place === undefined) throw new RangeError('a fleet needs at least one place');
    return settle({ ...place, name: `${place.model.deviceModel} ${index + 1}` }, index, options, []);
  });
}

/** The same machine under one firmware each, to be changed through the login of each. */
const FIRMWARE_PLACES: readonly Place[] = [
  {
    model: { ...S19J_PRO, family: 'antminer' },
    name: 'Stock S19j',
    firmware: 'Tue Dec  6 16:12:30 CST 2022',
    difficulty: 262_144,
    uptimeDays: 4.6,
  },
  {
    model: { ...S19J_PRO, family: 'vnish' },
    name: 'VNish S19j',
    firmware: '1.2.6',
    difficulty: 262_144,
    uptimeDays: 3.2,
  },
  {
    model: { ...S19J_PRO, family: 'braiins' },
    name: 'Braiins S19j',
    firmware: '2025-07-01-0-0a2b3c4d-25.07-plus',
    difficulty: 262_144,
    uptimeDays: 9.4,
    settings: { powerTargetW: 3050, ...tuningForPower(S19J_PRO, 3050) },
  },
  {
    model: { ...S19J_PRO, family: 'luxos' },
    name: 'LuxOS S19j',
    firmware: '2025.4.8.220305-57b389c7',
    difficulty: 262_144,
    uptimeDays: 7.9,
    settings: { preset: 'default' },
  },
  {
    model: M30S_PP,
    name: 'Shed M30S',
    firmware: '20230803.11.REL',
    difficulty: 262_144,
    uptimeDays: 12.5,
    settings: { workMode: 1 },
  },
];

/** One machine under each firmware that Davylamp can change through a login. */
function firmwareFleet(options: FleetOptions): MinerTwin[] {
  return FIRMWARE_PLACES.map((place, index) => settle(place, index, options, []));
}

export const FLEETS = {
  demo: demoFleet,
  single: singleFleet,
  fifty: fiftyFleet,
  firmwares: firmwareFleet,
} as const;
export type FleetName = keyof typeof FLEETS;

function settle(place: Place, index: number, options: FleetOptions, faults: readonly Fault[]): MinerTwin {
  const seed = Random.labelled(options.seed, `${index} ${place.name}`).uniform() * 2 ** 31;
  const difficulty = options.difficulty ?? place.difficulty;
  const worker = `${DEMO_ADDRESS}.${place.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')}`;
  const pools: readonly [PoolSetup, PoolSetup] = [
    { host: 'public-pool.io', port: 21_496, user: worker, difficulty },
    { host: 'solo.ckpool.org', port: 3333, user: worker, difficulty },
  ];
  return new MinerTwin({
    model: place.model,
    firmware: place.firmware,
    name: place.name,
    mac: macAddress(options.seed, index),
    ipv4: `192.168.1.${60 + index}`,
    seed: Math.floor(seed),
    startMs: options.startMs,
    pools,
    airC: airOf(options.seed, index),
    uptimeS: place.uptimeDays * 86_400,
    ...(place.settings ? { settings: place.settings } : {}),
    faults,
  });
}

/** As much of what the air outside is warmer than usual comes into a heated house. */
const SPELL_INDOORS = 0.15;

/** Air of a room: each has its own ways, and the weather is the same for all of them. */
function airOf(seed: number, index: number): (atMs: number) => number {
  const roomC = roomTempAt({ meanC: 21.5, seasonK: 3, dayK: 1.2, wanderK: 0.8, seed: seed + index });
  const spellK = weatherSpellAt({ ...MILD_WEATHER, seed });
  return (atMs) => roomC(atMs) + SPELL_INDOORS * spellK(atMs);
}

function faultOf({ day, hours, ...episode }: Episode, storyFromMs: number): Fault {
  const fromMs = storyFromMs + day * DAY_MS;
  const untilMs = hours === undefined ? undefined : fromMs + hours * 3_600_000;
  if (episode.kind !== 'dust') return { ...episode, fromMs, untilMs };
  const { kind, severity, rampDays } = episode;
  return { kind, severity, rampMs: rampDays * DAY_MS, fromMs, untilMs };
}

/** Locally administered (second hex digit 2), so it belongs to no maker and no real device. */
function macAddress(seed: number, index: number): string {
  const tail = [seed >>> 16, seed >>> 8, seed, index >>> 8, index].map((byte) =>
    (byte & 0xff).toString(16).padStart(2, '0'),
  );
  return `02:${tail.join(':')}`.toUpperCase();
}
