import type { TrainingWish } from '../../store/model-schema.ts';
import type { ModelStore } from '../../store/model-store.ts';
import type { TrainingView } from '../forecast-api.ts';

/** Followers hear at most so often, ms; the store, of which other tabs read at their start, more rarely. */
const TELL_EVERY_MS = 150;
const STORE_EVERY_MS = 2_000;

/** Trainings that are told of at most. */
const MOST_VIEWS = 40;

type Message =
  | { readonly kind: 'view'; readonly view: TrainingView }
  | { readonly kind: 'wish'; readonly id: string; readonly wish: TrainingWish };

export interface TrainingWatchPorts {
  readonly models: ModelStore;
  /** Between the tabs of one browser. */
  readonly channel: BroadcastChannel;
  readonly clockMs: () => number;
}

type Listener = (trainings: readonly TrainingView[]) => void;

/** What is shown of trainings, wherever they are worked at: kept in the store, and told to all tabs as it changes. */
export class TrainingWatch {
  readonly #ports: TrainingWatchPorts;
  readonly #views = new Map<string, TrainingView>();
  #listener: Listener | undefined;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #storedAtMs = Number.NEGATIVE_INFINITY;
  #storing: Promise<void> = Promise.resolve();
  /** Another tab says what the owner wants. */
  onWish: (id: string, wish: TrainingWish) => void = () => {};
  /** A training has come to its end, here or in another tab: others may speak now. */
  onDone: (view: TrainingView) => void = () => {};

  constructor(ports: TrainingWatchPorts) {
    this.#ports = ports;
    ports.channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'wish') this.onWish(data.id, data.wish);
      else this.#take(data.view);
    };
  }

  /** Tells of all trainings at once, and at each change; instead of whoever was told before. @throws StoreError */
  async follow(listener: Listener): Promise<void> {
    for (const { view } of await this.#ports.models.trainings.all()) {
      const known = view as TrainingView;
      if (!this.#views.has(known.id)) this.#views.set(known.id, known);
    }
    this.#listener = listener;
    this.#tell();
  }

  unfollow(): void {
    this.#listener = undefined;
    clearTimeout(this.#timer);
  }

  sayWish(id: string, wish: TrainingWish): void {
    this.#say({ kind: 'wish', id, wish });
  }

  /** Shows where a training stands. */
  show(view: TrainingView, when: 'in-time' | 'at-once' = 'in-time'): void {
    const before = this.#views.get(view.id);
    const isNews = when === 'at-once' || before?.phase !== view.phase || before.paused !== view.paused;
    this.#take(view);
    const { clockMs, models } = this.#ports;
    if (!isNews && clockMs() - this.#storedAtMs < STORE_EVERY_MS) return;
    this.#storedAtMs = clockMs();
    this.#say({ kind: 'view', view });
    this.#storing = this.#storing.then(() => models.trainings.show(view.id, view, false)).catch(() => {});
  }

  /** Shows how a training ended. @throws StoreError */
  async finish(view: TrainingView): Promise<void> {
    await this.#storing;
    await this.#ports.models.trainings.show(view.id, view, true);
    this.#take(view);
    this.#say({ kind: 'view', view });
  }

  close(): void {
    this.unfollow();
    this.#ports.channel.close();
  }

  #take(view: TrainingView): void {
    if (view.phase === 'done') this.onDone(view);
    this.#views.set(view.id, view);
    for (const id of this.#views.keys()) {
      if (this.#views.size <= MOST_VIEWS) break;
      this.#views.delete(id);
    }
    if (!this.#listener || this.#timer !== undefined) return;
    const waitMs = this.#toldAtMs + TELL_EVERY_MS - this.#ports.clockMs();
    if (waitMs <= 0) this.#tell();
    else this.#timer = setTimeout(() => this.#tell(), waitMs);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#toldAtMs = this.#ports.clockMs();
    this.#listener?.([...this.#views.values()].sort((a, b) => b.startedAtMs - a.startedAtMs));
  }

  #say(message: Message): void {
    this.#ports.channel.postMessage(message);
  }
}
