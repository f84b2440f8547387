import type { MinerView } from '../../src/domain/fleet-view.ts';
import type { MinerIdentity } from '../../src/domain/miner.ts';
import type { MinerState } from '../../src/domain/miner-state.ts';
import type { Board, Reading } from '../../src/domain/reading.ts';

/** A miner of the preview: enough figures to look alive. */
export interface FakeMiner {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly make: string;
  readonly family: MinerIdentity['family'];
  readonly asicModel: string;
  readonly firmware: string;
  readonly rateHs: number;
  readonly powerW: number;
  readonly powerAtWall: boolean;
  readonly chipC: number;
  readonly vrC: number | undefined;
}

const TH = 1e12;

export const FAKE_MINERS: readonly FakeMiner[] = [
  fake('a1', 'Kitchen Gamma', 'Gamma 601', 'Bitaxe', 'axeos', 'BM1370', 'v2.9.1', 1.21, 18.4, 61, 66),
  fake('b2', 'Desk Supra', 'Supra 402', 'Bitaxe', 'axeos', 'BM1368', 'v2.9.0', 0.71, 15.2, 58, 61),
  fake('c3', 'Attic NerdQ', 'NerdQAxe++', 'NerdAxe', 'nerdos', 'BM1370', 'v1.0.34', 4.83, 78.1, 57, 70),
  fake(
    'd4',
    'Bathroom Nano',
    'Avalon Nano3s',
    'Avalon',
    'avalon',
    'A3197S',
    '25061101',
    6.12,
    139,
    84,
    undefined,
  ),
  fake(
    'e5',
    'Garage S19j',
    'Antminer S19j Pro',
    'Antminer',
    'cgminer',
    'BM1362',
    '2023-04',
    104.2,
    3068,
    73,
    undefined,
  ),
  fake('f6', 'Cellar Ultra', 'Ultra 205', 'Bitaxe', 'axeos', 'BM1366', 'v2.8.0', 0.49, 11.6, 60, 64),
];

function fake(
  id: string,
  name: string,
  model: string,
  make: string,
  family: FakeMiner['family'],
  asicModel: string,
  firmware: string,
  rateThs: number,
  powerW: number,
  chipC: number,
  vrC: number | undefined,
): FakeMiner {
  const rateHs = rateThs * TH;
  const powerAtWall = family === 'cgminer' || family === 'avalon';
  return { id, name, model, make, family, asicModel, firmware, rateHs, powerW, powerAtWall, chipC, vrC };
}

/** The same every time for one seed and step: screenshots must not change between two runs. */
export function wobble(seed: string, step: number): number {
  let hash = 2166136261;
  for (const sign of `${seed}:${Math.floor(step)}`) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619);
  }
  return ((hash >>> 0) / 2 ** 32) * 2 - 1;
}

export interface FakeSituation {
  readonly state?: MinerState;
  /** How long ago it answered, ms. */
  readonly silentForMs?: number;
  /** Part of the expected rate that it does, 0..1. */
  readonly level?: number;
}

const SUM_OF_EMPTY = { boards: [], faults: [], oddities: [] } as const;

/** How the collector would show a miner at `nowMs`. */
export function fakeMinerView(miner: FakeMiner, nowMs: number, situation: FakeSituation = {}): MinerView {
  const { state = 'hashing', silentForMs = 3_000, level = 1 } = situation;
  const atMs = nowMs - silentForMs;
  const step = atMs / 2000;
  const rate = miner.rateHs * level * (1 + 0.03 * wobble(miner.id, step));
  const reading: Reading = {
    ...SUM_OF_EMPTY,
    atMs,
    hashrateHs: rate,
    hashrateAvgHs: miner.rateHs * level,
    expectedHashrateHs: miner.rateHs * 1.01,
    powerW: miner.powerW * (0.35 + 0.65 * level) + 0.2 * wobble(`${miner.id}w`, step),
    powerAtWall: miner.powerAtWall,
    tempChipMaxC: miner.chipC + wobble(`${miner.id}t`, step / 5),
    tempVrC: miner.vrC === undefined ? undefined : miner.vrC + wobble(`${miner.id}v`, step / 5),
    fans: [{ rpm: 4200 + 60 * wobble(`${miner.id}f`, step), percent: 62 }],
    frequencyMhz: 525,
    voltageCoreV: 1.15,
    shares: { accepted: 24_810, rejected: 31, rejectedReasons: [{ message: 'Above target', count: 31 }] },
    poolDifficulty: 1024,
    uptimeS: 532_000,
    mining: state !== 'paused',
    paused: state === 'paused',
    boards: miner.family === 'cgminer' ? fakeBoards(rate) : [],
    pools: [{ url: 'stratum+tcp://solo.ckpool.org:3333', active: true, alive: true }],
  };
  const mac = `AA:BB:CC:00:00:${miner.id.toUpperCase()}`;
  return {
    miner: {
      id: miner.id,
      name: miner.name,
      addedAtMs: nowMs - 30 * 86_400_000,
      address: { host: `192.168.1.${20 + Number.parseInt(miner.id, 16)}`, port: 80 },
      identity: {
        family: miner.family,
        mac,
        make: miner.make,
        model: miner.model,
        firmware: miner.firmware,
        asicModel: miner.asicModel,
        hostname: miner.model.toLowerCase().replace(/\W+/g, '-'),
        algorithm: 'sha256',
      },
    },
    state,
    reading,
    answeredAtMs: atMs,
    hashrate10mHs: state === 'paused' ? 0 : miner.rateHs * level,
    spark: fakeSpark(miner, nowMs, situation),
    lastShareAtMs: atMs - 4_000,
    feed: 'poll',
  };
}

/** Three boards of 126 chips, as an S19j Pro has: hashrates that differ by chance, one temperature for all. */
function fakeBoards(rateHs: number): readonly Board[] {
  return [1, 2, 3].map((id) => ({
    id,
    hashrateHs: rateHs / 3,
    chips: 126,
    tempChipC: 76,
    perChip: Array.from({ length: 126 }, (_, chip) => ({
      hashrateHs: (rateHs / 378) * (1 + 0.08 * wobble(`board ${id}`, chip)),
      tempC: 76,
    })),
  }));
}

/** An hour of minutes, with a gap, and the fall at its end where the situation has one. */
function fakeSpark(miner: FakeMiner, nowMs: number, { silentForMs = 0, level = 1, state }: FakeSituation) {
  const minute = Math.floor(nowMs / 60_000);
  return Float64Array.from({ length: 60 }, (_, i) => {
    if (miner.id === 'c3' && i > 22 && i < 27) return Number.NaN;
    if ((59 - i) * 60_000 < silentForMs - 30_000) return Number.NaN;
    const fallen = i > 44 && (level < 1 || state === 'paused');
    const now = state === 'paused' ? 0 : level;
    return miner.rateHs * (fallen ? now : 1) * (1 + 0.06 * wobble(miner.id, minute - 59 + i));
  });
}
