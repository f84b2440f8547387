import type { SeriesName } from '../../../src/domain/series.ts';
import { Random } from '../../../src/numerics/random.ts';
import type { ColumnarRows } from '../../../src/store/tiers/buckets.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * One poll a minute of an industrial miner in a garage: warm afternoons, a fan that follows, three boards, outages of
 * minutes to hours after which everything counts from 0, polls that are missed. The same seed gives the same miner.
 */
export function measuredMiner(seed: number, fromMs: number, days: number): ColumnarRows {
  const random = new Random(seed);
  const minutes = heardMinutes(days * DAY_MINUTES, random);
  const column = (of: (minute: number, row: number) => number) =>
    Float64Array.from(minutes, (minute, row) => of(minute, row));
  const roomC = column(
    (minute) => 22 + 8 * Math.sin((2 * Math.PI * minute) / DAY_MINUTES) + 0.2 * random.normal(),
  );
  const rate = column((_, row) => 1.1e14 * (1 - 0.001 * ((roomC[row] ?? 0) - 22) + 0.01 * random.normal()));
  const powerW = rate.map((hashes) => 3_250 * (hashes / 1.1e14) + 15 * random.normal());
  const chipC = powerW.map((watts, row) => (roomC[row] ?? 0) + 0.014 * watts + 0.5 * random.normal());
  const started = startedMinutes(minutes);
  const counted = (perMinute: number) => counter(minutes, started, perMinute, random);
  const columns: Partial<Record<SeriesName, Float64Array>> = {
    hashrateHs: rate,
    hashrateAvgHs: rate.map((hashes) => hashes * (1 + 0.002 * random.normal())),
    expectedHashrateHs: rate.map(() => 1.1e14),
    powerW,
    wallPowerW: powerW.map((watts) => 1.05 * watts + 10 * random.normal()),
    tempChipMaxC: chipC,
    tempChipAvgC: chipC.map((c) => c - 4 + 0.3 * random.normal()),
    tempChipSpreadC: chipC.map(() => 9 + random.normal()),
    tempVrC: chipC.map((c) => c + 5 + random.normal()),
    tempBoardMaxC: chipC.map((c) => c - 8 + random.normal()),
    tempInletC: roomC.map((c) => c + 1 + 0.1 * random.normal()),
    tempOutletC: roomC.map((c) => c + 16 + 0.3 * random.normal()),
    roomTempC: roomC,
    fanRpm: chipC.map((c) => 60 * c + 30 * random.normal()),
    fanPercent: chipC.map((c) => Math.min(100, c)),
    frequencyMhz: chipC.map(() => 525),
    voltageCoreV: chipC.map(() => 13.2 + 0.02 * random.normal()),
    voltageCoreSetV: chipC.map(() => 13.4),
    voltageInV: chipC.map(() => 230 + 2 * random.normal()),
    currentA: powerW.map((watts) => watts / 230),
    hwErrorPct: chipC.map(() => Math.abs(0.05 * random.normal())),
    poolLatencyMs: chipC.map(() => 40 + Math.abs(20 * random.normal())),
    poolDifficulty: chipC.map(() => 131_072),
    board1Hs: rate.map((hashes) => (hashes / 3) * (1 + 0.01 * random.normal())),
    board2Hs: rate.map((hashes) => (hashes / 3) * (1 + 0.01 * random.normal())),
    board3Hs: rate.map((hashes) => (hashes / 3) * (1 + 0.01 * random.normal())),
    powerLimitW: chipC.map(() => 3_400),
    mining: chipC.map(() => 1),
    state: chipC.map(() => (random.uniform() < 0.01 ? 2 : 1)),
    sharesAccepted: counted(12),
    sharesRejected: counted(0.05),
    sharesStale: counted(0.02),
    hwErrors: counted(3),
    uptimeS: column((minute, row) => 60 * (minute - (started[row] ?? 0))),
  };
  return { atMs: column((minute) => fromMs + minute * MINUTE_MS), columns };
}

/** Minutes with a poll: 3 of 1,000 are missed, every fourth day there is an outage of up to five hours. */
function heardMinutes(count: number, random: Random): readonly number[] {
  const minutes: number[] = [];
  for (let minute = 0; minute < count; minute++) {
    if (random.uniform() < 1 / (4 * DAY_MINUTES)) minute += 5 + Math.floor(295 * random.uniform());
    if (minute < count && random.uniform() > 0.003) minutes.push(minute);
  }
  return minutes;
}

/** When the miner that speaks in a minute was started: after each silence of more than four minutes. */
function startedMinutes(minutes: readonly number[]): readonly number[] {
  let started = 0;
  return minutes.map((minute, row) => {
    if (minute - (minutes[row - 1] ?? 0) > 4) started = minute;
    return started;
  });
}

function counter(
  minutes: readonly number[],
  started: readonly number[],
  perMinute: number,
  random: Random,
): Float64Array {
  let count = 0;
  return Float64Array.from(minutes, (minute, row) => {
    if (started[row] !== (started[row - 1] ?? 0)) count = 0;
    const passed = minute - (minutes[row - 1] ?? minute);
    count += Math.floor(perMinute * Math.min(passed, 4) * 2 * random.uniform() + random.uniform());
    return count;
  });
}
