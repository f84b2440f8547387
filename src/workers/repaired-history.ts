import { type RepairOffer, readRange, repairedColumns, repairsInForce } from '../domain/data-repair.ts';
import type { SeriesColumns } from '../domain/series.ts';
import { columnsWithin } from '../store/chart-columns.ts';
import { sumOfParts, sumParts } from '../store/fleet-sum.ts';
import type { RepairStore } from '../store/repair-store.ts';
import type { StoredRange } from '../store/stored-range.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import { repairedBuckets, thoseMet } from './repaired-buckets.ts';
import { repairedSeries } from './repaired-series.ts';

type Telemetry = Pick<
  TelemetryStore,
  'columns' | 'polls' | 'columnsOfEach' | 'buckets' | 'bucketsOfEach' | 'sumColumns' | 'extent'
>;
type EachQuery = Omit<StoredRange, 'minerId'>;

/** What is stored of the past, as its owner had it put right. */
export interface RepairedHistory extends Omit<Telemetry, 'bucketsOfEach'> {
  /** The repairs of a miner that hold: whoever keeps what was worked out of rows makes it anew where these are others. */
  changesOf(minerId: string): Promise<readonly RepairOffer[]>;
  /** Of several miners the repairs that change what is asked of them, by miner; without those that have none. */
  changesMet(
    minerIds: readonly string[],
    query: EachQuery,
  ): Promise<ReadonlyMap<string, readonly RepairOffer[]>>;
}

/**
 * The one door through which charts, sums, tables, books, audits and tests read the past: telemetry with the owner's repairs over
 * it. Where no repair meets what is asked, the store answers by itself. Who asks what is stored at all (the recorder's
 * drain, back-fill, import, backup), and the watch, which goes on from what devices told last, read the store itself.
 */
export function repairedHistory(
  telemetry: Telemetry,
  repairs: Pick<RepairStore, 'of' | 'all'>,
): RepairedHistory {
  const changesOf = async (minerId: string) => repairsInForce(await repairs.of(minerId));
  const changesMet = async (minerIds: readonly string[], query: EachQuery) => {
    const all = await repairs.all();
    if (all.length === 0) return new Map<string, readonly RepairOffer[]>();
    const each = minerIds.map((id) => {
      const its = repairsInForce(all.filter(({ minerId }) => minerId === id));
      return [id, thoseMet(query, its)] as const;
    });
    return new Map(each.filter(([, changes]) => changes.length > 0));
  };
  return {
    changesOf,
    changesMet,
    extent: (minerId) => telemetry.extent(minerId),
    columns: async (query) => repairedSeries(query, await changesOf(query.minerId), telemetry),
    async polls(query) {
      const changes = thoseMet(query, await changesOf(query.minerId));
      if (changes.length === 0) return telemetry.polls(query);
      const wide = await telemetry.polls({ ...query, ...readRange(query, changes) });
      return columnsWithin(repairedColumns(wide, changes), query);
    },
    async buckets(query) {
      const changes = thoseMet(query, await changesOf(query.entityId));
      return changes.length === 0 ? telemetry.buckets(query) : repairedBuckets(query, changes, telemetry);
    },
    async columnsOfEach(minerIds, query) {
      const met = await changesMet(minerIds, query);
      const each = await telemetry.columnsOfEach(minerIds, query);
      return Promise.all(
        each.map(async (columns, place) => {
          const id = minerIds[place];
          const changes = id === undefined ? undefined : met.get(id);
          return id && changes ? minutesRepaired(telemetry, id, query, changes) : columns;
        }),
      );
    },
    async sumColumns(query) {
      const asked = sumParts(query);
      const met = await changesMet(query.minerIds, asked);
      if (met.size === 0) return telemetry.sumColumns(query);
      const each = await telemetry.bucketsOfEach(query.minerIds, asked);
      const parts = each.map(async (buckets, place) => {
        const id = query.minerIds[place];
        const changes = id === undefined ? undefined : met.get(id);
        return id && changes ? repairedBuckets({ entityId: id, ...asked }, changes, telemetry) : buckets;
      });
      return sumOfParts(await Promise.all(parts), query);
    },
  };
}

async function minutesRepaired(
  telemetry: Telemetry,
  minerId: string,
  query: EachQuery,
  changes: readonly RepairOffer[],
): Promise<SeriesColumns> {
  const [columns] = await telemetry.columnsOfEach([minerId], { ...query, ...readRange(query, changes) });
  if (!columns) throw new RangeError(`nothing was read of ${minerId}`);
  return columnsWithin(repairedColumns(columns, changes), query);
}
