import type { ForecastTarget } from '../../domain/forecast.ts';
import type { ModelStore } from '../../store/model-store.ts';
import { lookAfter } from './retrain-watch.ts';
import type { TargetShelf } from './target-shelf.ts';
import type { TrainingQueue } from './training-queue.ts';

/** Seconds that the search of a contest that is held again may take: parameters of last time are mostly still good. */
const BUDGET_S = 60;
const LOOK_EVERY_MS = 3_600_000;
/** The first look comes when the page has what it asked for. */
const FIRST_LOOK_MS = 30_000;

export interface SchedulePorts {
  readonly models: ModelStore;
  readonly shelf: TargetShelf;
  readonly queue: TrainingQueue;
  readonly nowMs: () => number;
  /** Statuses of a target's models may be others now. */
  readonly onJudged: (targetId: string) => void;
}

/** Holds contests again that are due, hour by hour, for as long as a page has the learner open. */
export class Schedule {
  readonly #ports: SchedulePorts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(ports: SchedulePorts) {
    this.#ports = ports;
    this.#in(FIRST_LOOK_MS);
  }

  /**
   * Looks after all targets of which a contest was held, queues what is due, and forgets what was learnt of things that are gone.
   * @throws StoreError
   */
  async look(): Promise<void> {
    const { models, shelf, nowMs, queue, onJudged } = this.#ports;
    const targets = await shelf.targets();
    const there = new Map(targets.map(({ target }) => [target.id, target]));
    await models.forget((id) => isOfMachine(id) && !there.has(id));
    for (const { targetId } of await models.contests()) {
      const target: ForecastTarget | undefined = there.get(targetId);
      if (!target) continue;
      const due = await lookAfter(target, await shelf.own(target), { models, nowMs });
      onJudged(targetId);
      const isWaiting = (await models.trainings.all()).some(
        (each) => each.targetId === targetId && !each.isOver,
      );
      if (due && !isWaiting) await queue.add({ targetId, budgetS: BUDGET_S });
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #in(ms: number): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      // Whatever went wrong may be right in an hour.
      void this.look()
        .catch(() => {})
        .then(() => this.#in(LOOK_EVERY_MS));
    }, ms);
  }
}

/** A miner is removed for good; a source that is switched off may be switched on again. */
function isOfMachine(targetId: string): boolean {
  return /^(hashrate|power):/.test(targetId);
}
