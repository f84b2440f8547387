import type { Alert, FleetEvent } from '../../src/domain/alert.ts';
import type { ChangeRecord } from '../../src/domain/control.ts';
import type { Miner } from '../../src/domain/miner.ts';
import type { OutsidePoint } from '../../src/domain/outside-series.ts';
import type { SourceChoice } from '../../src/domain/source-choice.ts';
import type { Answer } from '../../src/domain/sourced.ts';
import type { WallMeter } from '../../src/domain/wall-meter.ts';
import type { Snapshot } from '../../src/store/entity-schema.ts';
import { SAMPLE_MINERS, SAMPLE_RANGE } from './sample-past.ts';

const HOUR_MS = 3_600_000;
const at = (hours: number) => SAMPLE_RANGE.fromMs + hours * HOUR_MS;

/** What an owner has besides telemetry. What came with a later version is absent in a sample of an earlier one. */
export interface SampleEntities {
  readonly miners: readonly Miner[];
  readonly snapshots: readonly Snapshot[];
  readonly alerts: readonly Alert[];
  readonly events: readonly FleetEvent[];
  readonly settings: typeof settings;
  readonly pairingToken: string;
  readonly changes?: readonly ChangeRecord[];
  readonly meters?: readonly WallMeter[];
  readonly choices?: readonly SourceChoice[];
  readonly answers?: readonly Answer[];
  readonly outside?: Readonly<Record<string, readonly OutsidePoint[]>>;
}

const miners: readonly Miner[] = SAMPLE_MINERS.map((id, index) => ({
  id,
  identity: { family: 'axeos', mac: `02:00:00:00:00:0${index}`, model: id, algorithm: 'sha256' },
  address: { host: `192.168.7.${20 + index}`, port: 80 },
  name: `${id} in the cellar`,
  addedAtMs: at(index),
}));

const snapshots: readonly Snapshot[] = miners.map(({ id, identity }, index) => ({
  minerId: id,
  answeredAtMs: at(137 + index),
  identity,
  reading: {
    atMs: at(137 + index),
    hashrateHs: 1.07e12,
    powerW: 18.75 + index,
    fans: [{ rpm: 3_915 }],
    shares: { accepted: 4_768, rejected: 13 },
    boards: [],
    pools: [],
    faults: [],
    oddities: [],
  },
}));

const alerts: readonly Alert[] = [
  {
    id: 'ended',
    kind: 'unreachable',
    minerIds: ['gamma', 'supra'],
    severity: 'watch',
    openedAtMs: at(21),
    resolvedAtMs: at(22),
    evidence: { sinceMs: at(20.9) },
  },
  {
    id: 'open',
    kind: 'chip-hot',
    minerIds: ['ultra'],
    severity: 'act',
    openedAtMs: at(137),
    acknowledgedAtMs: at(137.2),
    evidence: { sinceMs: at(136.9), chart: 'tempChipMaxC', seen: 71.5, limit: 70 },
  },
];

const events: readonly FleetEvent[] = [
  { id: 'a', minerId: 'gamma', atMs: at(20), kind: 'restarted' },
  { id: 'b', minerId: 'ultra', atMs: at(30), kind: 'firmware-changed', from: 'v2.7.0', to: 'v2.12.2' },
];

const settings = { pollMs: 15_000, currency: 'CHF', temperatureUnit: 'F', theme: 'dark' } as const;

const changes: readonly ChangeRecord[] = [
  {
    id: 'slower',
    minerId: 'ultra',
    atMs: at(40),
    change: { kind: 'tuning', frequencyMhz: 800 },
    outcome: 'done',
    differences: [{ setting: 'frequencyMhz', before: 850, wanted: 800, after: 800 }],
    undo: { kind: 'tuning', frequencyMhz: 850 },
  },
];

const meters: readonly WallMeter[] = [
  {
    id: 'plug',
    kind: 'shelly-gen1',
    address: { host: '192.168.7.40', port: 80 },
    partId: '0',
    name: 'Plug by the door',
    role: { kind: 'power', minerIds: ['gamma'] },
    offers: ['power', 'switch'],
    addedAtMs: at(5),
  },
];

const choices: readonly SourceChoice[] = [
  { id: 'coingecko', enabled: true, changedAtMs: at(6), fields: { account: 'none' } },
];

const answers: readonly Answer[] = [
  {
    key: 'price:BTC:EUR@coingecko',
    quantity: 'price:BTC:EUR',
    provider: 'coingecko',
    heard: { value: 61_234.5, provider: 'coingecko', atMs: at(136), receivedAtMs: at(136) + 900 },
    askedAtMs: at(136),
    failures: 0,
    nextAtMs: at(137),
  },
];

/** Prices by the hour over the turn of a month, and a difficulty that is rarely told. */
const outside: Readonly<Record<string, readonly OutsidePoint[]>> = {
  'price:BTC:EUR': Array.from({ length: 96 }, (_, hour) => ({
    atMs: at(hour - 48),
    value: 61_000 + Math.round(100_000 * Math.sin(hour)) / 100,
  })),
  'difficulty:BTC': [
    { atMs: at(-40), value: 146_472_570_619_930 },
    { atMs: at(90), value: 148_258_434_855_481 },
  ],
};

/** All that the version of the entity database could keep: changes and meters came with 3, outside sources with 4. */
export function sampleEntities(version: number): SampleEntities {
  return {
    miners,
    snapshots,
    alerts,
    events,
    settings,
    pairingToken: 'a token that pairs',
    ...(version >= 3 ? { changes, meters } : {}),
    ...(version >= 4 ? { choices, answers, outside } : {}),
  };
}
