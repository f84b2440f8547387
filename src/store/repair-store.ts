import type { EntityTable } from 'dexie';
import * as v from 'valibot';
import type { DataRepair, RepairOffer } from '../domain/data-repair.ts';
import { SERIES, type SeriesName } from '../domain/series.ts';
import { guarded } from './store-error.ts';

const figure = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const series: v.GenericSchema<unknown, SeriesName> = v.picklist(SERIES.map(({ name }) => name));
const stretches = v.array(v.object({ fromMs: figure, toMs: figure }));
// A limit may be infinite: what is counted has no upper end.
const limit = v.number();
const change: v.GenericSchema<unknown, RepairOffer> = v.variant('kind', [
  v.object({ kind: v.literal('rescale'), series, stretches, factor: figure, offset: figure }),
  v.object({ kind: v.literal('drop'), series, stretches, low: limit, high: limit }),
  v.object({ kind: v.literal('shift'), stretches, shiftMs: figure }),
]);
const repair: v.GenericSchema<unknown, DataRepair> = v.object({
  id: v.string(),
  minerId: v.string(),
  madeAtMs: figure,
  undoneAtMs: v.optional(figure),
  change,
  values: count,
  sample: v.array(v.object({ series, atMs: figure, before: v.optional(figure), after: v.optional(figure) })),
});

/**
 * What the owner had put right at reading, and what of it was taken back. Repairs are kept beside the history and not
 * in it: stored values stay as they were told. Every method throws StoreError.
 */
export class RepairStore {
  readonly #repairs: EntityTable<DataRepair, 'id'>;

  constructor(repairs: EntityTable<DataRepair, 'id'>) {
    this.#repairs = repairs;
  }

  /** Of one miner, also those that were undone, newest first. What cannot be read (another version's) is left out. */
  of(minerId: string): Promise<readonly DataRepair[]> {
    return guarded(async () => read(await this.#repairs.where('minerId').equals(minerId).toArray()));
  }

  /** Of all miners: see {@link of}. */
  all(): Promise<readonly DataRepair[]> {
    return guarded(async () => read(await this.#repairs.toArray()));
  }

  add(made: DataRepair): Promise<void> {
    return guarded(async () => void (await this.#repairs.add(made)));
  }

  /** Takes one back; it stays in the list. One that is not there, or was undone before, stays as it is. */
  undo(id: string, atMs: number): Promise<void> {
    return guarded(() =>
      this.#repairs.db.transaction('rw', this.#repairs, async () => {
        const known = await this.#repairs.get(id);
        if (known && known.undoneAtMs === undefined) await this.#repairs.put({ ...known, undoneAtMs: atMs });
      }),
    );
  }
}

function read(rows: readonly unknown[]): readonly DataRepair[] {
  return rows
    .flatMap((row) => {
      const checked = v.safeParse(repair, row);
      return checked.success ? [checked.output] : [];
    })
    .sort((a, b) => b.madeAtMs - a.madeAtMs);
}
