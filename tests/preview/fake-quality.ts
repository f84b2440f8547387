import {
  type DataRepair,
  type RepairOffer,
  repairedColumns,
  repairsInForce,
} from '../../src/domain/data-repair.ts';
import type { SeriesName } from '../../src/domain/series.ts';
import { qualityReport } from '../../src/insight/quality/quality-report.ts';
import type { QualityRows } from '../../src/insight/quality/quality-rows.ts';
import type { MinerQuality, QualityApi } from '../../src/workers/quality-api.ts';

const MINUTE_MS = 60_000;
const DAY = 1440;

/**
 * What is stored of a miner: nothing, sound minutes, some with all kinds of trouble in them, or sound ones of a miner
 * that was away seven times.
 */
export type FakeStored = 'nothing' | 'sound' | 'troubled' | 'away';

/** Plays the part of the collector that looks after the data: the product's own checks over made-up minutes. */
export class FakeQuality implements QualityApi {
  stored: FakeStored | Error = 'troubled';
  repairs: readonly DataRepair[] = [];
  readonly calls: string[] = [];

  constructor(readonly nowMs: () => number) {}

  async dataQuality(minerId: string, days: number): Promise<MinerQuality> {
    this.calls.push(`dataQuality ${minerId} ${days}`);
    if (this.stored instanceof Error) throw this.stored;
    const rows = fakeRows(this.nowMs(), days, this.stored);
    const repairs = this.repairs.filter((repair) => repair.minerId === minerId);
    const columns = repairedColumns(rows.columns, repairsInForce(repairs));
    return { ...qualityReport({ ...rows, columns }), repairs };
  }

  async repairData(minerId: string, change: RepairOffer): Promise<DataRepair> {
    this.calls.push(`repairData ${minerId} ${change.kind}`);
    const atMs = change.stretches[0]?.fromMs ?? 0;
    const series = 'series' in change ? change.series : 'powerW';
    const repair: DataRepair = {
      id: `repair ${this.repairs.length}`,
      minerId,
      madeAtMs: this.nowMs(),
      change,
      values: 120,
      sample: [{ series, atMs, before: 3.25, after: change.kind === 'drop' ? undefined : 3250 }],
    };
    this.repairs = [repair, ...this.repairs];
    return repair;
  }

  async undoRepair(repairId: string): Promise<void> {
    this.calls.push(`undoRepair ${repairId}`);
    this.repairs = this.repairs.map((repair) =>
      repair.id === repairId ? { ...repair, undoneAtMs: this.nowMs() } : repair,
    );
  }
}

function fakeRows(nowMs: number, days: number, stored: FakeStored): QualityRows {
  const toMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const minutes = stored === 'nothing' ? 0 : days * DAY;
  const fromMs = toMs - days * DAY * MINUTE_MS;
  // No randomness: pictures of the page stay as they are.
  const noise = (row: number, k: number) => Math.fround(((row * 2654435761 * k) % 4096) / 4096 - 0.5);
  const make = (value: (row: number) => number) =>
    Float64Array.from({ length: minutes }, (_, row) => value(row));
  const values: Partial<Record<SeriesName, Float64Array>> = {
    hashrateHs: make((row) => 9.5e13 * (1 + 0.05 * noise(row, 3))),
    powerW: make((row) => 3250 + 20 * noise(row, 5)),
    tempChipMaxC: make((row) => 64 + Math.round(4 * noise(row, 7))),
    fanRpm: make((row) => 4800 + 200 * noise(row, 11)),
    frequencyMhz: make(() => 525),
    sharesAccepted: make((row) => 4 * row),
    uptimeS: make((row) => 90_000 + 60 * row),
  };
  if (stored === 'troubled') spoil(values, minutes);
  // Longer and longer.
  for (let time = 1; stored === 'away' && time <= 7; time++)
    for (const column of Object.values(values)) column?.fill(Number.NaN, 60 * time, 60 * time + 2 * time);
  return {
    columns: { atMs: make((row) => fromMs + row * MINUTE_MS), values },
    fromMs,
    toMs,
    nowMs,
    stepMs: MINUTE_MS,
    toldBefore: new Set<SeriesName>(['hashrateHs', 'powerW']),
    facts: {},
    zone: 'Europe/Berlin',
  };
}

function spoil(values: Partial<Record<SeriesName, Float64Array>>, minutes: number): void {
  const { hashrateHs, powerW, tempChipMaxC, fanRpm, sharesAccepted } = values;
  const from = minutes - 1000;
  for (let row = from; row < from + 120; row++) if (powerW) powerW[row] = (powerW[row] ?? 0) / 1000;
  for (const row of [from + 30, from + 400]) if (tempChipMaxC) tempChipMaxC[row] = 255;
  hashrateHs?.fill(Number.NaN, from + 500, from + 560);
  fanRpm?.fill(4800, from + 600, from + 720);
  for (let row = from + 800; row < minutes; row++)
    if (sharesAccepted) sharesAccepted[row] = 4 * (row - from - 800);
}
