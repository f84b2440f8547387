import { DeviceError } from '../devices/transport.ts';
import { TIER_MS } from '../domain/buckets.ts';
import {
  type DataRepair,
  type RepairOffer,
  type RepairSample,
  repairedColumns,
  repairsInForce,
  rowsWithin,
} from '../domain/data-repair.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { findHardware, type HardwareFacts } from '../domain/hardware.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { SERIES, type SeriesColumns, type SeriesName } from '../domain/series.ts';
import type { Stretch } from '../domain/stretch.ts';
import { qualityReport } from '../insight/quality/quality-report.ts';
import type { EntityStore } from '../store/entity-store.ts';
import { bucketColumns } from '../store/stored-range.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type { QualityApi } from './quality-api.ts';

const DAY_MS = TIER_MS.day;
const NAMES: readonly SeriesName[] = SERIES.map(({ name }) => name);
/** Buckets hold several times what is kept of them here: three months at once would fill a phone. */
const READ_AT_ONCE_MS = 8 * DAY_MS;
/** Values that a repair shows before and after. */
const SAMPLED = 3;
/** A repair of all series is shown by one that every miner tells. */
const SAMPLED_SERIES: readonly SeriesName[] = ['hashrateHs', 'powerW', 'tempChipMaxC', 'uptimeS'];

export interface QualityPorts {
  readonly nowMs: () => number;
  /** Names a new repair. */
  readonly newId: () => string;
  /** The owner's time zone (IANA). */
  readonly zone: () => string;
  readonly view: () => Pick<FleetView, 'miners' | 'settings'>;
  readonly telemetry: Pick<TelemetryStore, 'buckets' | 'extent'>;
  readonly entities: Pick<EntityStore, 'repairs'>;
  readonly factsOf: (identity: MinerIdentity) => Promise<HardwareFacts>;
}

/** The part of the collector's API that looks after the data. Loaded on demand. */
export function createQualityService(ports: QualityPorts): QualityApi {
  const minerOf = (minerId: string) => {
    const view = ports.view().miners.find(({ miner }) => miner.id === minerId);
    if (!view) throw new DeviceError('not-a-miner', 'that miner is not in the fleet any more');
    return view.miner;
  };
  return {
    async dataQuality(minerId, days) {
      const { identity } = minerOf(minerId);
      const nowMs = ports.nowMs();
      const range = windowOf(nowMs, days);
      const [repairs, stored, toldBefore, facts] = await Promise.all([
        ports.entities.repairs.of(minerId),
        minutesOf(ports, minerId, range),
        toldBeforeOf(ports, minerId, range.fromMs),
        ports.factsOf(identity),
      ]);
      const changes = repairsInForce(repairs);
      const columns = repairedColumns(stored.columns, changes);
      // A row that was moved has its polls elsewhere.
      const isMoved =
        columns.atMs.length !== stored.polls.length || changes.some(({ kind }) => kind === 'shift');
      const expected = TIER_MS.minute / ports.view().settings.pollMs;
      const report = qualityReport({
        columns: withoutSilent(columns),
        ...range,
        nowMs,
        stepMs: TIER_MS.minute,
        toldBefore,
        facts,
        zone: ports.zone(),
        // With polls of a minute or more a minute has one or none.
        polls: isMoved || expected < 2 ? undefined : { inRow: stored.polls, expected },
      });
      return { ...report, repairs };
    },
    async repairData(minerId, change) {
      minerOf(minerId);
      const before = repairsInForce(await ports.entities.repairs.of(minerId));
      const range = reachOf(change);
      const { columns } = await minutesOf(ports, minerId, range);
      const read = repairedColumns(columns, before);
      const repair: DataRepair = {
        id: ports.newId(),
        minerId,
        madeAtMs: ports.nowMs(),
        change,
        ...whatItDoes(read, change),
      };
      await ports.entities.repairs.add(repair);
      return repair;
    },
    undoRepair: (repairId) => ports.entities.repairs.undo(repairId, ports.nowMs()),
  };
}

/** Whole minutes up to now: the one that is under way is not over yet. */
function windowOf(nowMs: number, days: number): Stretch {
  const toMs = Math.floor(nowMs / TIER_MS.minute) * TIER_MS.minute;
  return { fromMs: toMs - days * DAY_MS, toMs };
}

async function minutesOf({ telemetry }: Pick<QualityPorts, 'telemetry'>, minerId: string, range: Stretch) {
  // A day past its end, where rows lie that are dated ahead.
  const endMs = range.toMs + DAY_MS;
  const parts: { readonly columns: SeriesColumns; readonly polls: Float64Array }[] = [];
  for (let fromMs = range.fromMs; fromMs < endMs; fromMs += READ_AT_ONCE_MS) {
    const toMs = Math.min(fromMs + READ_AT_ONCE_MS, endMs);
    const buckets = await telemetry.buckets({
      entityId: minerId,
      names: NAMES,
      tier: 'minute',
      fromMs,
      toMs,
    });
    parts.push({ columns: bucketColumns(buckets, NAMES), polls: buckets.rows });
  }
  const joined = (pick: (part: (typeof parts)[number]) => Float64Array | undefined) =>
    joinedArrays(parts.map(pick));
  const values = NAMES.map((name) => [name, joined(({ columns }) => columns.values[name])]);
  return {
    columns: { atMs: joined(({ columns }) => columns.atMs), values: Object.fromEntries(values) },
    polls: joined(({ polls }) => polls),
  };
}

function joinedArrays(parts: readonly (Float64Array | undefined)[]): Float64Array {
  const target = new Float64Array(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0));
  let at = 0;
  for (const part of parts) {
    if (!part) continue;
    target.set(part, at);
    at += part.length;
  }
  return target;
}

/** Series of which there is a value before the window: their days tell. */
async function toldBeforeOf(
  { telemetry }: Pick<QualityPorts, 'telemetry'>,
  minerId: string,
  beforeMs: number,
): Promise<ReadonlySet<SeriesName>> {
  const { oldestAtMs = beforeMs } = await telemetry.extent(minerId);
  const toMs = Math.floor(beforeMs / DAY_MS) * DAY_MS;
  if (oldestAtMs >= toMs) return new Set();
  const fromMs = Math.floor(oldestAtMs / DAY_MS) * DAY_MS;
  const { series } = await telemetry.buckets({ entityId: minerId, names: NAMES, tier: 'day', fromMs, toMs });
  return new Set(NAMES.filter((name) => series[name]?.count.some((count) => count > 0)));
}

/** Columns that have no value at all are of series that the device does not tell. */
function withoutSilent(columns: SeriesColumns): SeriesColumns {
  const told = Object.entries(columns.values).filter(([, values]) =>
    values?.some((value) => !Number.isNaN(value)),
  );
  return { ...columns, values: Object.fromEntries(told) };
}

function reachOf({ stretches }: RepairOffer): Stretch {
  const fromMs = stretches.reduce(
    (least, stretch) => Math.min(least, stretch.fromMs),
    Number.POSITIVE_INFINITY,
  );
  const toMs = stretches.reduce((most, stretch) => Math.max(most, stretch.toMs), Number.NEGATIVE_INFINITY);
  return { fromMs, toMs };
}

/** How many values a repair changes, and the first of them before and after. */
function whatItDoes(columns: SeriesColumns, change: RepairOffer): Pick<DataRepair, 'values' | 'sample'> {
  const rows = rowsWithin(columns.atMs, change.stretches);
  if (change.kind === 'shift') return shiftSample(columns, change, rows);
  const { series } = change;
  const before = columns.values[series];
  const after = repairedColumns(columns, [change]).values[series];
  const changed = rows.filter((row) => !Object.is(before?.[row], after?.[row]));
  const told = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? undefined : value;
  const sample = changed.slice(0, SAMPLED).map((row) => ({
    series,
    atMs: columns.atMs[row] ?? Number.NaN,
    before: told(before?.[row]),
    after: told(after?.[row]),
  }));
  return { values: changed.length, sample };
}

/** Of rows that are moved the values stay: the sample says which stood where. */
function shiftSample(
  columns: SeriesColumns,
  { shiftMs }: Extract<RepairOffer, { readonly kind: 'shift' }>,
  rows: readonly number[],
): Pick<DataRepair, 'values' | 'sample'> {
  const told = Object.values(columns.values);
  const values = rows.reduce(
    (sum, row) => sum + told.filter((each) => each && !Number.isNaN(each[row] ?? Number.NaN)).length,
    0,
  );
  const series = SAMPLED_SERIES.find((name) => columns.values[name]?.some((value) => !Number.isNaN(value)));
  const first = rows.find((row) => series && !Number.isNaN(columns.values[series]?.[row] ?? Number.NaN));
  if (!series || first === undefined) return { values, sample: [] };
  const atMs = columns.atMs[first] ?? Number.NaN;
  const value = columns.values[series]?.[first];
  const sample: readonly RepairSample[] = [
    { series, atMs, before: value },
    { series, atMs: atMs + shiftMs, after: value },
  ];
  return { values, sample };
}

/** What the catalogue knows of a machine; it is loaded with the first question. */
export async function catalogueFacts(identity: MinerIdentity): Promise<HardwareFacts> {
  const { SHIPPED_HARDWARE } = await import('../domain/shipped-hardware.ts');
  return findHardware(SHIPPED_HARDWARE, identity)?.facts ?? {};
}
