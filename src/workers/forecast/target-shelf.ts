import type { ForecastLack, ForecastTarget } from '../../domain/forecast.ts';
import type { DecisionTerms } from '../../insight/forecast/economic-value.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { contestLack, forecastLack } from '../../insight/forecast/target-lack.ts';
import { householdTargets } from '../../insight/forecast/targets.ts';
import type { BucketsQuery } from '../../store/telemetry-store.ts';
import type { TargetStanding } from '../forecast-api.ts';
import { type Household, readHousehold } from '../told/household.ts';
import { decisionTerms } from './decision-terms.ts';
import { endOf } from './feature-columns.ts';
import { forecastHousehold } from './forecast-household.ts';
import { learnerFailure } from './learner-failure.ts';
import { sharedReads } from './shared-reads.ts';
import { gridOf, newestOf, readBeside, readOwn, type TargetDataPorts } from './target-data-reader.ts';

const MINUTE_MS = 60_000;

/** A target of the household, and what is lacking where nobody tells it. */
export interface ShelfTarget {
  readonly target: ForecastTarget;
  readonly lack?: ForecastLack | undefined;
}

interface Kept {
  readonly endMs: number;
  readonly own: Promise<TargetData>;
  isRead: boolean;
  /** When it was found to be too short, epoch ms: one that is imported or laid down just now is longer soon. */
  lackedAtMs?: number;
  whole?: Promise<TargetData>;
}

/**
 * The targets of a household and their pasts, each read once an hour (or day) and kept in memory until its next row has ended.
 */
export class TargetShelf {
  readonly #ports: TargetDataPorts;
  /** For newest stretches, which are asked for again and again: kept until the household is read anew. */
  #lately: TargetDataPorts;
  readonly #kept = new Map<string, Kept>();
  /** Ends of the pasts whose newest steps were found to be enough, by target. */
  readonly #sufficing = new Map<string, number>();
  #house: { readonly readAtMs: number; readonly household: Promise<Household> } | undefined;
  /** As they were read last. */
  #listed: readonly ShelfTarget[] = [];
  #targets: { readonly readAtMs: number; readonly all: Promise<readonly ShelfTarget[]> } | undefined;

  constructor(ports: TargetDataPorts) {
    this.#ports = sharing(ports, false);
    this.#lately = sharing(ports, true);
  }

  /** All that could be forecast. @throws StoreError */
  async targets(): Promise<readonly ShelfTarget[]> {
    const household = await this.#household();
    const readAtMs = this.#house?.readAtMs ?? Number.NaN;
    if (this.#targets?.readAtMs !== readAtMs) {
      const all = forecastHousehold(household, this.#lately).then(householdTargets);
      all.then(
        (listed) => {
          this.#listed = listed;
        },
        () => this.forget(),
      );
      this.#targets = { readAtMs, all };
    }
    return this.#targets.all;
  }

  /**
   * One that was there when the household was read last is not waited for: what has changed since is read meanwhile.
   * @throws LearnerFailure `unknown-target`, `lacking` where nobody tells it; StoreError
   */
  async target(id: string): Promise<ForecastTarget> {
    const listing = this.targets();
    const known = this.#listed.find(({ target, lack }) => target.id === id && !lack);
    // Whoever asks for one that is not known says what went wrong.
    if (known) listing.catch(() => {});
    const found = known ?? (await listing).find(({ target }) => target.id === id);
    if (!found) throw learnerFailure('unknown-target', `There is nothing called "${id}" to forecast.`);
    if (found.lack) throw learnerFailure('lacking', `Nobody tells ${id}.`, found.lack);
    return found.target;
  }

  /** Is a past there up to its last row, with nothing to be read first? */
  isAtHand(target: ForecastTarget): boolean {
    return this.#current(target)?.isRead ?? false;
  }

  /** The past of a target alone: enough for the simple rule. @throws StoreError */
  async own(target: ForecastTarget): Promise<TargetData> {
    return this.#entry(target).own;
  }

  /**
   * What is lacking before a target can be forecast, and how many steps of its past are known. Of one whose past was not read yet
   * only the newest steps are looked at, and it is not said how many there are, unless these do not suffice.
   * @throws StoreError
   */
  async standing(target: ForecastTarget): Promise<Pick<TargetStanding, 'lack' | 'rows'>> {
    if (!this.isAtHand(target)) {
      const grid = newestOf(target, this.#ports.nowMs());
      const endMs = endOf(grid);
      if (this.#sufficing.get(target.id) === endMs) return {};
      const newest = await readOwn(target, await this.#household(), this.#lately, grid);
      if (!forecastLack(newest)) {
        this.#sufficing.set(target.id, endMs);
        return {};
      }
    }
    const data = await this.own(target);
    const rows = data.values.filter((value) => !Number.isNaN(value)).length;
    return { lack: forecastLack(data), rows };
  }

  /** The past with all features beside it. @throws StoreError */
  async whole(target: ForecastTarget): Promise<TargetData> {
    const entry = this.#entry(target);
    if (!entry.whole) {
      entry.whole = Promise.all([entry.own, this.#household()]).then(([own, household]) =>
        readBeside(own, household, this.#ports),
      );
      entry.whole.catch(() => {
        delete entry.whole;
      });
    }
    return entry.whole;
  }

  /** What is decided by forecasts of a target, in the household's figures. @throws StoreError */
  async decisionTerms(data: TargetData): Promise<DecisionTerms> {
    return decisionTerms(data, await this.#household(), this.#ports);
  }

  /** Reads everything anew at the next question. */
  forget(): void {
    this.#house = undefined;
    this.#targets = undefined;
    this.#listed = [];
    this.#kept.clear();
    this.#sufficing.clear();
  }

  /** What is kept of a target, where no row has ended since, and where it was not too short a while ago. */
  #current(target: ForecastTarget): Kept | undefined {
    const nowMs = this.#ports.nowMs();
    const known = this.#kept.get(target.id);
    const mayBeLonger = nowMs - (known?.lackedAtMs ?? nowMs) >= MINUTE_MS;
    return known?.endMs === endOf(gridOf(target, nowMs)) && !mayBeLonger ? known : undefined;
  }

  #entry(target: ForecastTarget): Kept {
    const known = this.#current(target);
    if (known) return known;
    const nowMs = this.#ports.nowMs();
    const endMs = endOf(gridOf(target, nowMs));
    const own = this.#household().then((household) => readOwn(target, household, this.#ports));
    const entry: Kept = { endMs, own, isRead: false };
    own.then(
      (data) => {
        entry.isRead = true;
        if (contestLack(data)?.kind === 'too-little-data') entry.lackedAtMs = nowMs;
      },
      () => this.#kept.delete(target.id),
    );
    this.#kept.set(target.id, entry);
    return entry;
  }

  /** As it was read within the last minute. */
  async #household(): Promise<Household> {
    const nowMs = this.#ports.nowMs();
    if (!this.#house || nowMs - this.#house.readAtMs >= MINUTE_MS) {
      const household = readHousehold(this.#ports);
      this.#lately = sharing(this.#ports, true);
      household.catch(() => this.forget());
      this.#house = { readAtMs: nowMs, household };
    }
    return this.#house.household;
  }
}

/** Those who ask for the same share one reading. */
function sharing({ telemetry, past, ...ports }: TargetDataPorts, keeps: boolean): TargetDataPorts {
  const buckets = (query: BucketsQuery) => telemetry.buckets(query);
  return {
    ...ports,
    telemetry: { buckets: sharedReads(buckets, keyOf, keeps) },
    past: sharedReads(past, (...ask) => ask.join(' '), keeps),
  };
}

function keyOf({ entityId, names, tier, fromMs, toMs }: BucketsQuery): string {
  return JSON.stringify([entityId, names, tier, fromMs, toMs]);
}
