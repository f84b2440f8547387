import type { ModelKind } from '../../domain/model-record.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import type { StoredTraining, TrainingWish } from '../../store/model-schema.ts';
import type { ModelStore } from '../../store/model-store.ts';
import type { BackendPorts, OpenBackends } from '../backend-choice.ts';
import type { TrainAsk, TrainingView } from '../forecast-api.ts';
import { DeviceFits } from './device-fits.ts';
import type { KeptTrials } from './kept-trials.ts';
import { asLearnerFailure, learnerFailure } from './learner-failure.ts';
import type { PagePorts } from './page-state.ts';
import type { TargetShelf } from './target-shelf.ts';
import { storeOutcome } from './training-outcome.ts';
import { TrainingRun } from './training-run.ts';
import { FIRST_STATE, isFurther, type QueuedAsk, type TrainingState } from './training-state.ts';
import type { TrainingWatch } from './training-watch.ts';
import { WorkSlices } from './work-slices.ts';

/** Whoever waits for the queue looks at it so often, though nobody called. */
const LOOK_MS = 2_000;
/** One that was begun so often without getting any further is not begun again: it may be what ends its tab. */
const MOST_TAKEN_UP = 3;
/** A training that the owner has ended, or whose learner is closed, throws this to get out. */
class Ended extends Error {
  constructor(readonly why: 'cancelled' | 'closed') {
    super(why);
  }
}

interface TrainingBegin {
  readonly data: TargetData;
  /** The newest version of each kind. */
  readonly versions: Readonly<Partial<Record<ModelKind, number>>>;
}

export interface TrainingQueuePorts {
  readonly fleet: string;
  readonly models: ModelStore;
  readonly shelf: TargetShelf;
  readonly watch: TrainingWatch;
  readonly page: PagePorts;
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly nowMs: () => number;
  readonly clockMs: () => number;
  readonly rest: (ms: number) => Promise<void>;
  readonly newSeed: () => number;
  readonly appVersion: string;
  /** What fits in slices run on. */
  readonly backend: string;
  readonly trials: KeptTrials;
  readonly openBackends: () => Promise<OpenBackends>;
  readonly machine: BackendPorts['machine'];
}

/**
 * Works at the queue of trainings, one after another. Of all tabs one does (a Web Lock); where it is closed or killed, the next
 * that waits goes on from the last checkpoint.
 */
export class TrainingQueue {
  readonly #ports: TrainingQueuePorts;
  readonly #closed = new AbortController();
  /** What is worked at, and what its owner wants of it. */
  #running: { readonly id: string; wish: TrainingWish } | undefined;
  #poke = () => {};

  constructor(ports: TrainingQueuePorts) {
    this.#ports = ports;
    ports.watch.onWish = (id, wish) => this.#heard(id, wish);
    void this.#work().catch((error: unknown) => {
      if (!this.#closed.signal.aborted) throw error;
    });
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Queues a training. @throws LearnerFailure `unknown-target`, `lacking`; StoreError */
  async add(ask: TrainAsk): Promise<string> {
    const { shelf, models, nowMs, newSeed, watch } = this.#ports;
    const target = await shelf.target(ask.targetId);
    const id = `${target.id}#${nowMs()}-${newSeed().toString(36)}`;
    const queuedAtMs = nowMs();
    const view: TrainingView = { id, target, startedAtMs: queuedAtMs, phase: 'queued', done: 0, tried: [] };
    const queued: QueuedAsk = { ...ask, seed: newSeed() };
    await models.trainings.add({
      id,
      targetId: target.id,
      queuedAtMs,
      wish: 'run',
      isOver: false,
      ask: queued,
      view,
    });
    watch.show(view, 'at-once');
    this.#poke();
    watch.sayWish(id, 'run');
    return id;
  }

  /** Says what the owner wants. @throws LearnerFailure `unknown-training`; StoreError */
  async wish(id: string, wish: TrainingWish): Promise<void> {
    const { models, watch } = this.#ports;
    if (!(await models.trainings.wish(id, wish)))
      throw learnerFailure('unknown-training', 'That training is over, or there never was one.');
    watch.sayWish(id, wish);
    this.#heard(id, wish);
    const stored = await models.trainings.get(id);
    // One that nobody works at shows at once what is wanted of it.
    if (stored && this.#running?.id !== id && wish !== 'cancel')
      watch.show({ ...viewOf(stored), paused: wish === 'pause' ? 'owner' : undefined }, 'at-once');
  }

  close(): void {
    this.#closed.abort();
    this.#poke();
  }

  #heard(id: string, wish: TrainingWish): void {
    if (this.#running?.id === id) this.#running.wish = wish;
    this.#poke();
  }

  async #work(): Promise<void> {
    const { locks, fleet } = this.#ports;
    if (!locks) return this.#workAlone();
    const { signal } = this.#closed;
    await locks.request(`davylamp-${fleet}-training`, { signal }, () => this.#workAlone());
  }

  async #workAlone(): Promise<void> {
    const { trainings } = this.#ports.models;
    while (!this.#closed.signal.aborted) {
      const open = (await trainings.all()).filter(({ isOver }) => !isOver);
      const next = open.find(({ wish }) => wish !== 'pause');
      if (next) await this.#runOne(next);
      else await this.#pokedWithin(LOOK_MS);
    }
  }

  async #runOne(stored: StoredTraining): Promise<void> {
    const { models, watch } = this.#ports;
    this.#running = { id: stored.id, wish: stored.wish };
    let view = viewOf(stored);
    const finish = async (last: Partial<TrainingView>) => {
      const { paused: _, left: __, ...rest } = { ...view, ...last };
      await watch.finish(rest);
      await models.trainings.forgetCheckpoints(stored.id);
    };
    try {
      await this.#train(stored, (change) => {
        view = { ...view, ...change };
        watch.show(view);
      });
      const outcome = await models.contest(stored.targetId);
      await finish({ phase: 'done', done: 1, outcome });
    } catch (error) {
      // It is left as it is: whoever opens the learner next goes on with it.
      if (this.#closed.signal.aborted) return;
      if (error instanceof Ended) await finish({ phase: 'cancelled' });
      else await finish({ phase: 'failed', failure: asLearnerFailure(error) });
    } finally {
      this.#running = undefined;
    }
  }

  async #train(stored: StoredTraining, show: (change: Partial<TrainingView>) => void): Promise<void> {
    const { models, nowMs, clockMs, rest, page, backend, appVersion, shelf } = this.#ports;
    const ask = stored.ask as QueuedAsk;
    if (stored.wish === 'cancel') throw new Ended('cancelled');
    show({ phase: 'reading', paused: undefined });
    await this.#gate(ask, show);
    if ((await models.trainings.takeUp(stored.id)) > MOST_TAKEN_UP) throw givenUp();
    const { data, versions } = await this.#begun(stored.id, ask);
    const kept = (await models.trainings.checkpoint(stored.id, 'state')) as TrainingState | undefined;
    const state = kept ?? FIRST_STATE;
    const idOf = (kind: ModelKind) => `${stored.targetId}/${kind}/${(versions[kind] ?? 0) + 1}`;
    const slices = new WorkSlices(
      { clockMs, rest, gate: () => this.#gate(ask, show), pauseAfter: (ms) => page.pauseAfter(ms) },
      state.workedMs,
    );
    const terms = await shelf.decisionTerms(data);
    const devices = new DeviceFits({ ...this.#ports, slices });
    const run = new TrainingRun({
      ...{ data, ask, state, slices, terms, backend, devices, nowMs, idOf },
      save: async (next) => {
        await models.trainings.keepCheckpoint(stored.id, 'state', next);
        if (isFurther(next, state)) await models.trainings.gotFurther(stored.id);
      },
      show,
    });
    const result = await run.run().finally(() => devices.close());
    await storeOutcome(data, ask.seed, result, { models, nowMs, appVersion, idOf });
  }

  /** The past that it learns from and the models that there were when it began: what comes meanwhile changes nothing. */
  async #begun(id: string, ask: QueuedAsk): Promise<TrainingBegin> {
    const { models, shelf } = this.#ports;
    const kept = (await models.trainings.checkpoint(id, 'begin')) as TrainingBegin | undefined;
    if (kept) return kept;
    const data = await shelf.whole(await shelf.target(ask.targetId));
    const versions: Partial<Record<ModelKind, number>> = {};
    for (const { kind, version } of await models.models(ask.targetId))
      versions[kind] = Math.max(versions[kind] ?? 0, version);
    const begin = { data, versions };
    await models.trainings.keepCheckpoint(id, 'begin', begin);
    await models.trainings.gotFurther(id);
    return begin;
  }

  /** Waits as long as the owner or the battery wants it to. @throws Ended */
  async #gate(ask: QueuedAsk, show: (change: Partial<TrainingView>) => void): Promise<void> {
    for (let isPaused = false; ; ) {
      if (this.#closed.signal.aborted) throw new Ended('closed');
      if (this.#running?.wish === 'cancel') throw new Ended('cancelled');
      const paused = this.#running?.wish === 'pause' ? 'owner' : this.#ports.page.pausedBy(ask);
      if (!paused) {
        // What was left before it was paused was told long ago.
        if (isPaused) show({ paused: undefined, left: undefined });
        return;
      }
      if (!isPaused) show({ paused });
      isPaused = true;
      await this.#pokedWithin(LOOK_MS);
    }
  }

  #pokedWithin(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#poke = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function givenUp() {
  const often = `It was begun ${MOST_TAKEN_UP} times, and each time its page ended before it got any further`;
  return learnerFailure('defect', `${often}: it is given up. Models and forecasts are as they were.`);
}

/** What was shown of it last: written by this app alone. */
export function viewOf({ view }: StoredTraining): TrainingView {
  return view as TrainingView;
}
