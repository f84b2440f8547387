import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Chip, Fault, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { type AsicInfo, AsicMemory } from './axeos-asic.ts';
import { axeosControl } from './axeos-control.ts';
import { bitaxeModel } from './axeos-models.ts';
import { axeosHistory } from './axeos-statistics.ts';
import { refuseBlank } from './blank-reading.ts';
import { largest } from './board-totals.ts';
import {
  clockHashrateHs,
  fan,
  fanSetOf,
  hashrateHs,
  isWithin,
  poolUrl,
  portOf,
  powerW,
  rejectedReasons,
  stratumPools,
  userOf,
} from './esp-fields.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';

/** AxeOS / ESP-Miner (Bitaxe) over HTTP, versions 2.0 to 2.15 and forks. It remembers what a board is made of. */
export function createAxeos(): DeviceAdapter {
  const memory = new AsicMemory();
  return {
    async read(transport, { nowMs, signal }) {
      const reply = await transport.http({ path: '/api/system/info', ...(signal ? { signal } : {}) });
      const info = replyJson(reply, '/api/system/info');
      const atMs = nowMs();
      const told = refuseBlank(parseAxeos(info, atMs), '/api/system/info');
      const asic = await memory.of(info, transport, signal);
      return asic ? parseAxeos(info, atMs, asic) : told;
    },
    history: axeosHistory,
    control: axeosControl,
  };
}

export const axeos: DeviceAdapter = createAxeos();

/**
 * `/api/system/info` (or the merged state of the live feed) → one moment; `asic` is what the board told besides. Field
 * history: facts, section 2.
 */
export function parseAxeos(info: unknown, atMs: number, asic: AsicInfo = {}): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const fields = new RawRecord(info, oddities);
  return { identity: axeosIdentity(fields, asic), reading: axeosReading(fields, asic, atMs, oddities) };
}

function axeosIdentity(info: RawRecord, asic: AsicInfo): MinerIdentity {
  const boardVersion = info.text('boardVersion');
  return {
    family: 'axeos',
    mac: normaliseMac(info.text('macAddr') ?? ''),
    make: 'Bitaxe',
    // Forks tell their model, AxeOS leaves it to the board's number; of a board that is new to us it tells elsewhere.
    model: info.text('deviceModel') ?? bitaxeModel(boardVersion) ?? asic.deviceModel,
    firmware: info.text('version') ?? info.text('axeOSVersion'),
    hostname: info.text('hostname'),
    algorithm: 'sha256',
    asicModel: info.text('ASICModel'),
    boardVersion,
  };
}

function axeosReading(info: RawRecord, asic: AsicInfo, atMs: number, oddities: Oddity[]): Reading {
  // asicCount left the info with 2.9, where expectedHashrate (2.8) already told the same.
  const chips = info.number('asicCount', { min: 1, max: 10_000 }) ?? asic.chips;
  const expectedHashrateHs =
    info.number('expectedHashrate', { min: 0, max: 1e18, scale: 1e9 }) ?? clockHashrateHs(info, chips);
  const rate = hashrateHs(info, 'hashRate', expectedHashrateHs);
  const paused = info.boolean('miningPaused');
  const overheated = info.boolean('overheat_mode');
  // A BitForge tells each of its two chips, and in `temp` their mean.
  const tempChipMaxC = largest(
    ['temp', 'temp2', 'chiptemp1', 'chiptemp2'].map((name) => info.temperature(name)),
  );
  const frequencyMhz =
    info.number('actualFrequency', { min: 0, max: 5_000 }) ??
    info.number('frequency', { min: 0, max: 5_000 });
  const voltageCoreV = info.number('coreVoltageActual', { min: 0, max: 20, scale: 0.001 });
  const perChip = chipsOf(info, expectedHashrateHs);
  const board: Board = {
    id: 0,
    hashrateHs: rate,
    chips,
    tempChipC: tempChipMaxC,
    frequencyMhz,
    voltageV: voltageCoreV,
    ...(perChip.length > 0 ? { perChip } : {}),
  };
  return {
    atMs,
    hashrateHs: rate,
    hashrateAvgHs: hashrateHs(info, 'hashRate_1h', expectedHashrateHs),
    expectedHashrateHs,
    powerW: powerW(info),
    tempChipMaxC,
    tempVrC: info.temperature('vrTemp'),
    fans: fansOf(info),
    fanSet: fanSetOf(info, info.boolean('autofanspeed')),
    frequencyMhz,
    voltageCoreV,
    voltageCoreSetV: info.number('coreVoltage', { min: 0, max: 20, scale: 0.001 }),
    // A board that answers has a supply: 0 says that nothing is measured (board 800, ESP-Miner #1499).
    voltageInV: info.number('voltage', { min: 0, max: 500, scale: 0.001 }) || undefined,
    currentA: info.number('current', { min: 0, max: 5_000, scale: 0.001 }),
    shares: {
      accepted: info.count('sharesAccepted'),
      rejected: info.count('sharesRejected'),
      rejectedReasons: rejectedReasons(info),
    },
    bestShare: info.difficulty('bestDiff'),
    bestShareSession: info.difficulty('bestSessionDiff'),
    // stratumDiff until 2.8: what the owner suggested, see the share track's own check of it.
    poolDifficulty: info.difficulty('poolDifficulty') ?? info.difficulty('stratumDiff'),
    networkDifficulty: info.difficulty('networkDifficulty'),
    hwErrors: errorsOf(perChip),
    hwErrorPct: info.number('errorPercentage', { min: 0, max: 100 }),
    uptimeS: info.count('uptimeSeconds'),
    mining: paused === true ? false : rate === undefined ? undefined : rate > 0,
    paused,
    overheated,
    poolLatencyMs: info.number('responseTime', { min: 0, max: 600_000 }),
    wifiRssiDbm: info.number('wifiRSSI', { min: -130, max: 0 }),
    boards: rate === undefined && chips === undefined && frequencyMhz === undefined ? [] : [board],
    pools: poolsOf(info),
    faults: faultsOf(info, overheated),
    oddities,
  };
}

/** 2.1 says `fanSpeed` (rpm) beside `fanspeed` (percent); since 2.2 it is `fanrpm`, and on a BitForge `fanSpeed` percent. */
function fansOf(info: RawRecord) {
  const percentName = info.has('fanrpm') && !info.has('fanspeed') ? 'fanSpeed' : 'fanspeed';
  const first = fan(info, info.has('fanrpm') ? 'fanrpm' : 'fanSpeed', percentName);
  const secondRpm = info.number('fan2rpm', { min: 0, max: 50_000 });
  // A board with one fan header reads 0 for the second for ever.
  const second =
    secondRpm !== undefined && secondRpm > 0 ? { rpm: secondRpm, percent: first?.percent } : undefined;
  return [first, second].filter((each) => each !== undefined);
}

/** Since 2.15 pools stand in slots; older versions have a main and a fallback pool. */
function poolsOf(info: RawRecord): readonly PoolConnection[] {
  const slots = info.records('pools');
  const usingFallback = info.boolean('isUsingFallbackStratum');
  if (slots.length === 0) return stratumPools(info, usingFallback);
  const primary = info.number('primaryPoolIndex') ?? 0;
  const secondary = info.number('secondaryPoolIndex') ?? 1;
  const inUse = usingFallback === true ? secondary : primary;
  return slots.flatMap((slot, index) => {
    const host = slot.text('stratumURL');
    if (host === undefined) return [];
    const id = slot.number('id') ?? index;
    return [
      {
        url: poolUrl(host, portOf(slot, 'stratumPort')),
        user: userOf(slot, 'stratumUser'),
        active: id === inUse,
      },
    ];
  });
}

/** `hashrateMonitor` since 2.11: GH/s of each chip and of its domains, and the chip's own error count. */
function chipsOf(info: RawRecord, expectedHs: number | undefined): readonly Chip[] {
  if (!info.has('hashrateMonitor')) return [];
  return info
    .record('hashrateMonitor')
    .records('asics')
    .map((chip) => {
      const domainsHs = domainsOf(chip, expectedHs);
      return {
        hashrateHs: hashrateHs(chip, 'total', expectedHs),
        ...(domainsHs === undefined ? {} : { domainsHs }),
        errors: chip.count('errorCount'),
      };
    });
}

/** Siblings are compared with each other: where one makes no sense, none can be judged. */
function domainsOf(chip: RawRecord, expectedHs: number | undefined): readonly number[] | undefined {
  const domainsHs = chip.numbers('domains').map((ghs) => ghs * 1e9);
  if (domainsHs.length === 0) return undefined;
  const sound = domainsHs.every((rate) => rate >= 0 && rate <= 1e18 && isWithin(rate, expectedHs));
  return sound ? domainsHs : chip.refuse('domains', 'not all are rates that the clock allows');
}

function errorsOf(chips: readonly Chip[]): number | undefined {
  const counts = chips.map((chip) => chip.errors).filter((errors) => errors !== undefined);
  return counts.length > 0 ? counts.reduce((sum, errors) => sum + errors, 0) : undefined;
}

/** power_fault and hardware_fault are texts, present only on a fault. */
function faultsOf(info: RawRecord, overheated: boolean | undefined): readonly Fault[] {
  const told = ['power_fault', 'hardware_fault'].flatMap((code) => {
    const message = info.text(code);
    return message === undefined ? [] : [{ code, message }];
  });
  return overheated === true
    ? [...told, { code: 'overheat_mode', message: 'stopped itself because of heat' }]
    : told;
}

/** Does this firmware push its state (`/api/ws/live`, AxeOS since 2.14)? */
export function supportsLiveFeed({ family, firmware }: MinerIdentity): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(firmware ?? '') ?? [];
  return family === 'axeos' && (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 14));
}
