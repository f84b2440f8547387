import type { ForecastLack, ForecastTarget } from '../../domain/forecast.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { householdTargets } from '../../insight/forecast/targets.ts';
import { type Household, readHousehold } from '../told/household.ts';
import { forecastHousehold } from './forecast-household.ts';
import { learnerFailure } from './learner-failure.ts';
import { gridOf, readBeside, readOwn, type TargetDataPorts } from './target-data-reader.ts';

const MINUTE_MS = 60_000;

/** A target of the household, and what is lacking where nobody tells it. */
export interface ShelfTarget {
  readonly target: ForecastTarget;
  readonly lack?: ForecastLack | undefined;
}

interface Kept {
  readonly endMs: number;
  readonly own: Promise<TargetData>;
  whole?: Promise<TargetData>;
}

/**
 * The targets of a household and their pasts, each read once an hour (or day) and kept in memory until its next row has ended.
 */
export class TargetShelf {
  readonly #ports: TargetDataPorts;
  readonly #kept = new Map<string, Kept>();
  #house: { readonly readAtMs: number; readonly household: Promise<Household> } | undefined;
  #targets: { readonly readAtMs: number; readonly all: Promise<readonly ShelfTarget[]> } | undefined;

  constructor(ports: TargetDataPorts) {
    this.#ports = ports;
  }

  /** All that could be forecast. @throws StoreError */
  async targets(): Promise<readonly ShelfTarget[]> {
    const household = await this.#household();
    const readAtMs = this.#house?.readAtMs ?? Number.NaN;
    if (this.#targets?.readAtMs !== readAtMs) {
      const all = forecastHousehold(household, this.#ports).then(householdTargets);
      all.catch(() => this.forget());
      this.#targets = { readAtMs, all };
    }
    return this.#targets.all;
  }

  /** @throws LearnerFailure `unknown-target`, `lacking` where nobody tells it; StoreError */
  async target(id: string): Promise<ForecastTarget> {
    const found = (await this.targets()).find(({ target }) => target.id === id);
    if (!found) throw learnerFailure('unknown-target', `There is nothing called "${id}" to forecast.`);
    if (found.lack) throw learnerFailure('lacking', `Nobody tells ${id}.`, found.lack);
    return found.target;
  }

  /** The past of a target alone: enough for the simple rule. @throws StoreError */
  async own(target: ForecastTarget): Promise<TargetData> {
    return (await this.#entry(target)).own;
  }

  /** The past with all features beside it. @throws StoreError */
  async whole(target: ForecastTarget): Promise<TargetData> {
    const entry = await this.#entry(target);
    if (!entry.whole) {
      const household = await this.#household();
      entry.whole = entry.own.then((own) => readBeside(own, household, this.#ports));
      entry.whole.catch(() => {
        delete entry.whole;
      });
    }
    return entry.whole;
  }

  /** What all miners draw together, as they said last, W; what nobody tells counts as nothing. */
  async powerW(): Promise<number> {
    const { miners, snapshots } = await this.#household();
    return miners.reduce((sum, { id }) => sum + (snapshots.get(id)?.reading.powerW ?? 0), 0);
  }

  /** Reads everything anew at the next question. */
  forget(): void {
    this.#house = undefined;
    this.#targets = undefined;
    this.#kept.clear();
  }

  async #entry(target: ForecastTarget): Promise<Kept> {
    const household = await this.#household();
    const { startMs, rows, stepMs } = gridOf(target, this.#ports.nowMs());
    const endMs = startMs + rows * stepMs;
    const known = this.#kept.get(target.id);
    if (known?.endMs === endMs) return known;
    const own = readOwn(target, household, this.#ports);
    const entry: Kept = { endMs, own };
    own.catch(() => this.#kept.delete(target.id));
    this.#kept.set(target.id, entry);
    return entry;
  }

  /** As it was read within the last minute. */
  async #household(): Promise<Household> {
    const nowMs = this.#ports.nowMs();
    if (!this.#house || nowMs - this.#house.readAtMs >= MINUTE_MS) {
      const household = readHousehold(this.#ports);
      household.catch(() => this.forget());
      this.#house = { readAtMs: nowMs, household };
    }
    return this.#house.household;
  }
}
