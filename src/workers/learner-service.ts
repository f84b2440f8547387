import type { StoreProblem } from '../domain/fleet-view.ts';
import type { EntityKind, EntityRef } from '../features/definition.ts';
import { type FeaturePlan, planFeatures } from '../features/feature-plan.ts';
import type { FeatureRegistry } from '../features/registry.ts';
import { TableRoom } from '../features/table-room.ts';
import type { ModelStore } from '../store/model-store.ts';
import { StoreError } from '../store/store-error.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import { failure, guarded } from './collector-failure.ts';
import { FeatureFollower } from './feature-follower.ts';
import { FeatureInputs } from './feature-inputs.ts';
import type { LearnerBrowser } from './forecast/forecast-service.ts';
import { learnerFailure } from './forecast/learner-failure.ts';
import { lazyForecast } from './lazy-forecast.ts';
import type {
  FeatureList,
  FeatureNews,
  LearnerApi,
  LearnerEntity,
  LearnerOptions,
  PageState,
} from './learner-api.ts';
import { learnerEntities } from './learner-entities.ts';
import { type HouseholdPorts, readHousehold } from './told/household.ts';

const MINUTE_MS = 60_000;
/** Rows are stored in batches: so long after a minute has ended, all of it is there. */
const SETTLED_MS = 20_000;
/** A past that was laid down, imported or restored is often still being so: it is looked at again so soon. */
const LOOK_AGAIN_MS = 10_000;
/** So many things stay worked out while others are looked at: about 12 MB each. */
const KEPT = 3;

/** The stores of one fleet, opened to be read, and that of what is learnt. */
export interface LearnerStores extends Pick<HouseholdPorts, 'entities' | 'past'> {
  readonly telemetry: Pick<TelemetryStore, 'buckets'>;
  readonly models: ModelStore;
  close(): void;
}

export interface LearnerPorts {
  readonly nowMs: () => number;
  readonly timeZone: string;
  readonly offsetMinutes: (atMs: number) => number;
  readonly registry: FeatureRegistry;
  /**
   * @param onSuperseded called when a newer version of the app takes the databases: they are closed then
   * @throws StoreError when the databases cannot be opened
   */
  readonly open: (options: LearnerOptions, onSuperseded: (why: StoreError) => void) => Promise<LearnerStores>;
  /** Waits so many ms. @throws the signal's reason when it is aborted */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly browser: LearnerBrowser;
}

/** The learner's API over one fleet. */
export function createLearnerService(ports: LearnerPorts): LearnerApi {
  const features = new FeatureService(ports);
  let page: PageState = { isHidden: false, isOnBattery: false };
  let fleet: LearnerOptions['fleet'] = 'real';
  const forecast = lazyForecast(() => {
    if (!features.isOpen) throw learnerFailure('closed', 'The fleet is not open.');
    return { ...ports, ...features.house(), fleet, pageState: () => page };
  });
  return {
    async start(options) {
      forecast.close();
      fleet = options.fleet;
      return features.start(options);
    },
    async pageState(state) {
      page = state;
    },
    features: () => features.features(),
    entities: () => features.entities(),
    followFeatures: (entity, listener) => features.followFeatures(entity, listener),
    stopFeatures: () => features.stopFeatures(),
    ...forecast.api,
  };
}

type FeatureApi = Pick<LearnerApi, 'start' | 'features' | 'entities' | 'followFeatures' | 'stopFeatures'>;

class FeatureService implements FeatureApi {
  readonly #ports: LearnerPorts;
  #stores: LearnerStores | undefined;
  #following = new AbortController();
  /** What was worked out, the longest unused first. */
  readonly #followers = new Map<string, FeatureFollower>();
  readonly #plans = new Map<EntityKind, FeaturePlan>();
  /** Followers are worked out one after another. */
  readonly #room = new TableRoom();

  constructor(ports: LearnerPorts) {
    this.#ports = ports;
  }

  async start(options: LearnerOptions): Promise<StoreProblem | undefined> {
    this.#following.abort();
    this.#followers.clear();
    this.#stores?.close();
    this.#stores = undefined;
    try {
      this.#stores = await this.#ports.open(options, (why) => this.#superseded(why));
      return undefined;
    } catch (error) {
      if (error instanceof StoreError) return { kind: error.kind, detail: error.message };
      throw error;
    }
  }

  async features(): Promise<FeatureList> {
    const { definitions, known } = this.#ports.registry;
    return {
      features: definitions.map(({ evaluator: _, ...words }) => words),
      told: Object.fromEntries(
        [...known.outside, ...known.facts].map(({ name, meaning }) => [name, meaning]),
      ),
    };
  }

  entities(): Promise<readonly LearnerEntity[]> {
    return guarded(this.#ports.nowMs, async () => learnerEntities(await readHousehold(this.house())));
  }

  async followFeatures(entity: LearnerEntity, listener: (news: FeatureNews) => void): Promise<void> {
    this.#following.abort();
    this.#following = new AbortController();
    const { signal } = this.#following;
    this.house();
    void this.#follow(entity, listener, signal).catch((error: unknown) => {
      if (signal.aborted && !(signal.reason instanceof StoreError)) return;
      listener(failedBy(signal.aborted ? signal.reason : error));
    });
  }

  async stopFeatures(): Promise<void> {
    this.#following.abort();
  }

  get isOpen(): boolean {
    return this.#stores !== undefined;
  }

  /** @throws CollectorFailure while no fleet is open */
  house(): HouseholdPorts & LearnerStores {
    const { nowMs, timeZone } = this.#ports;
    if (!this.#stores) throw failure('store', 'the fleet is not open', nowMs());
    return { ...this.#stores, nowMs, timeZone };
  }

  async #follow(
    entity: LearnerEntity,
    listener: (news: FeatureNews) => void,
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      const house = this.house();
      const inputs = new FeatureInputs({ ...house, ...this.#ports }, await readHousehold(house));
      const toMs = Math.floor((this.#ports.nowMs() - SETTLED_MS) / MINUTE_MS) * MINUTE_MS;
      const follower = await this.#followerOf(entity, inputs);
      const isNew = follower.atMs === follower.fromMs;
      await follower.goOn(inputs, toMs, {
        signal,
        onProgress: (done) => isNew && listener({ kind: 'progress', done }),
      });
      signal.throwIfAborted();
      listener({ kind: 'report', report: reportOf(entity, follower) });
      const nextMs = toMs + MINUTE_MS + SETTLED_MS - this.#ports.nowMs();
      await this.#ports.pause(isNew ? Math.min(nextMs, LOOK_AGAIN_MS) : nextMs, signal);
    }
  }

  /** The one that was kept, where its past is still so, or one from the beginning. */
  async #followerOf(entity: EntityRef, inputs: FeatureInputs): Promise<FeatureFollower> {
    const key = `${entity.kind} ${entity.id}`;
    const kept = this.#followers.get(key);
    const { offsetMinutes, nowMs } = this.#ports;
    const isGood = kept && (await kept.isCurrent(inputs));
    const follower = isGood
      ? kept
      : new FeatureFollower(
          { plan: this.#planOf(entity.kind), entity, offsetMinutes, room: this.#room },
          nowMs(),
        );
    this.#followers.delete(key);
    this.#followers.set(key, follower);
    for (const oldest of this.#followers.keys()) {
      if (this.#followers.size <= KEPT) break;
      this.#followers.delete(oldest);
    }
    return follower;
  }

  #planOf(kind: EntityKind): FeaturePlan {
    const { registry } = this.#ports;
    const names = registry.ofEntity(kind).map(({ name }) => name);
    const plan = this.#plans.get(kind) ?? planFeatures(registry, names);
    this.#plans.set(kind, plan);
    return plan;
  }

  #superseded(why: StoreError): void {
    this.#stores = undefined;
    this.#following.abort(why);
  }
}

function reportOf(entity: LearnerEntity, follower: FeatureFollower) {
  const hasTelemetry = entity.kind === 'miner' || entity.kind === 'fleet';
  return {
    entity,
    fromMs: follower.fromMs,
    toMs: follower.atMs,
    isEmpty: hasTelemetry && !follower.hasHeard,
    standings: follower.standings(),
    untold: follower.untold(),
  };
}

/** What ends the following: trouble of the store, or a defect of ours, which is told as such. */
function failedBy(error: unknown): FeatureNews {
  if (error instanceof StoreError)
    return { kind: 'failed', problem: { kind: error.kind, detail: error.message }, detail: error.message };
  return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
}
