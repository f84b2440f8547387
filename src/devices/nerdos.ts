import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fan, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import {
  clockHashrateHs,
  fan,
  fanSetOf,
  hashrateHs,
  powerW,
  rejectedReasons,
  stratumPools,
} from './esp-fields.ts';
import { nerdosControl } from './nerdos-control.ts';
import { nerdosHistory } from './nerdos-history.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';

/** NerdOS (NerdAxe, NerdQAxe, NerdOctaxe) over HTTP, v1 and v2: AxeOS's descendant with names of its own. */
export const nerdos: DeviceAdapter = {
  async read(transport, { nowMs, signal }) {
    const reply = await transport.http({ path: '/api/system/info', ...(signal ? { signal } : {}) });
    return refuseBlank(parseNerdos(replyJson(reply, '/api/system/info'), nowMs()), '/api/system/info');
  },
  history: nerdosHistory,
  control: nerdosControl,
};

/** `/api/system/info` → one moment. */
export function parseNerdos(info: unknown, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const fields = new RawRecord(info, oddities);
  return { identity: nerdosIdentity(fields), reading: nerdosReading(fields, atMs, oddities) };
}

function nerdosIdentity(info: RawRecord): MinerIdentity {
  return {
    family: 'nerdos',
    mac: normaliseMac(info.text('macAddr') ?? ''),
    make: 'NerdAxe',
    model: info.text('deviceModel'),
    firmware: info.text('version'),
    hostname: info.text('hostname'),
    algorithm: 'sha256',
    asicModel: info.text('ASICModel'),
    boardVersion: info.text('boardVersion'),
  };
}

function nerdosReading(info: RawRecord, atMs: number, oddities: Oddity[]): Reading {
  const chips = info.number('asicCount', { min: 1, max: 10_000 });
  const expectedHashrateHs =
    info.number('expectedHashrate', { min: 0, max: 1e18, scale: 1e9 }) ?? clockHashrateHs(info, chips);
  const rate = hashrateHs(info, 'hashRate', expectedHashrateHs);
  const stratum = info.record('stratum');
  const connections = stratum.records('pools');
  const pool = connections[0];
  const usingFallback = stratum.boolean('usingFallback') ?? info.boolean('isUsingFallbackStratum') ?? false;
  // Shut down by its owner it stays off until it is started anew, and says 0 GH/s (NERD http_server).
  const paused = info.boolean('shutdown');
  const overheated = info.boolean('overheat_mode');
  const tempChipMaxC = info.temperature('temp');
  const frequencyMhz = info.number('frequency', { min: 0, max: 5_000 });
  const voltageCoreV = volts(info, 'coreVoltageActual', 20);
  const board: Board = {
    id: 0,
    hashrateHs: rate,
    chips,
    tempChipC: tempChipMaxC,
    frequencyMhz,
    voltageV: voltageCoreV,
  };
  const perChip = info.numbers('asicTemps').map((tempC) => (tempC > 0 && tempC <= 250 ? { tempC } : {}));
  return {
    atMs,
    hashrateHs: rate,
    hashrateAvgHs: hashrateHs(info, 'hashRate_1h', expectedHashrateHs),
    expectedHashrateHs,
    powerW: powerW(info),
    tempChipMaxC,
    tempVrC: info.temperature('vrTemp'),
    fans: fansOf(info),
    fanSet: fanSetOf(info, isAuto(info.number('autofanspeed', { min: 0, max: 10 }))),
    frequencyMhz,
    voltageCoreV,
    voltageCoreSetV: volts(info, 'coreVoltage', 20),
    voltageInV: volts(info, 'voltage', 60),
    currentA:
      info.number('currentA', { min: 0, max: 5_000 }) ??
      info.number('current', { min: 0, max: 5_000, scale: 0.001 }),
    shares: {
      accepted: info.count('sharesAccepted') ?? added(connections, 'accepted'),
      rejected: info.count('sharesRejected') ?? added(connections, 'rejected'),
      rejectedReasons: rejectedReasons(info),
    },
    bestShare: info.difficulty('bestDiff'),
    bestShareSession: info.difficulty('bestSessionDiff'),
    poolDifficulty:
      pool?.difficulty('poolDifficulty') ??
      info.difficulty('poolDifficulty') ??
      info.difficulty('stratumDifficulty'),
    uptimeS: info.count('uptimeSeconds'),
    mining: paused === true ? false : rate === undefined ? undefined : rate > 0,
    paused,
    overheated,
    poolLatencyMs:
      pool?.number('pingRtt', { min: 0, max: 600_000 }) ??
      info.number('lastpingrtt', { min: 0, max: 600_000 }),
    wifiRssiDbm: info.number('wifiRSSI', { min: -130, max: 0 }),
    boards: [{ ...board, ...(perChip.some((chip) => chip.tempC !== undefined) ? { perChip } : {}) }],
    pools: poolsOf(info, usingFallback, stratum),
    faults: overheated === true ? [{ code: 'overheat_mode', message: 'stopped itself because of heat' }] : [],
    oddities,
  };
}

/** `autofanspeed` is the way in which the fan is driven; 0 by hand. */
function isAuto(mode: number | undefined): boolean | undefined {
  return mode === undefined ? undefined : mode !== 0;
}

/** `fanCount` tells how many there are; a board without it, and with one header, reads 0 for the second for ever. */
function fansOf(info: RawRecord): readonly Fan[] {
  const counted = info.number('fanCount', { min: 0, max: 10 });
  const second = counted === undefined ? (info.number('fanrpm2') ?? 0) > 0 : counted >= 2;
  return [fan(info, 'fanrpm', 'fanspeed'), second ? fan(info, 'fanrpm2', 'fanspeed2') : undefined].filter(
    (each) => each !== undefined,
  );
}

/** With two pools at once (`activePoolMode` 1) both are in use, each for its part of the work. */
function poolsOf(info: RawRecord, usingFallback: boolean, stratum: RawRecord): readonly PoolConnection[] {
  const pools = stratumPools(info, usingFallback);
  const bothAtOnce = stratum.number('activePoolMode') === 1;
  return bothAtOnce ? pools.map((pool) => ({ ...pool, active: true })) : pools;
}

function added(connections: readonly RawRecord[], name: string): number | undefined {
  const counts = connections.flatMap((connection) => connection.count(name) ?? []);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count);
}

/** v1 tells mV, v2 V (facts, section 3): no rail of these boards is a hundred volts high or a tenth of one low. */
function volts(info: RawRecord, name: string, maxV: number): number | undefined {
  const found = info.number(name, { min: 0, max: maxV * 1_000 });
  if (found === undefined) return undefined;
  const voltage = found > 100 ? found / 1_000 : found;
  return voltage <= maxV ? voltage : info.refuse(name, 'out of range');
}
