import { type EntityRef, STEP_MS } from '../features/definition.ts';
import type { FeaturePlan } from '../features/feature-plan.ts';
import { FeatureStream } from '../features/feature-stream.ts';
import { featureColumn } from '../features/feature-table.ts';
import type { EntityBlock, InputNeeds } from '../features/input-needs.ts';
import type { TableRoom } from '../features/table-room.ts';
import { FeatureHistory, HISTORY_MS } from './feature-history.ts';
import type { FeatureInputs } from './feature-inputs.ts';
import type { FeatureStanding } from './learner-api.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = STEP_MS.minute;
/** Days of minutes that are read at once: ten megabytes of a miner's series. */
const AT_ONCE_MS = 2 * DAY_MS;
/** How its values lie is worked out so often. */
const SPREAD_EVERY_MS = 15 * MINUTE_MS;
/** Nothing is read of before what was read last time. */
const NO_WARM_UP = { minute: 0, hour: 0, day: 0 };

export interface FollowerPorts {
  readonly plan: FeaturePlan;
  readonly entity: EntityRef;
  readonly offsetMinutes: (atMs: number) => number;
  /** Where tables are made; others may use it between two calls. */
  readonly room: TableRoom;
}

/** All features of one thing: its last 30 days, worked out a few days at a time, and then minute after minute. */
export class FeatureFollower {
  readonly #ports: FollowerPorts;
  readonly #stream: FeatureStream;
  readonly #history = new FeatureHistory();
  /** What has been told or heard at least once. */
  readonly #told = new Set<string>();
  readonly fromMs: number;
  /** Up to where rows have been worked out, and of which past that was. */
  #atMs: number;
  #spreadMs = Number.NEGATIVE_INFINITY;
  #isBegun = false;
  #version: { readonly word: string; readonly toMs: number } | undefined;

  constructor(ports: FollowerPorts, nowMs: number) {
    this.#ports = ports;
    this.fromMs = Math.floor((nowMs - HISTORY_MS) / DAY_MS) * DAY_MS;
    this.#atMs = this.fromMs;
    this.#stream = new FeatureStream(ports.plan, { ...ports, fromMs: this.fromMs });
  }

  get atMs(): number {
    return this.#atMs;
  }

  /**
   * Goes on up to a moment.
   * @throws StoreError; the signal's reason when it is aborted: what was worked out by then is kept
   */
  async goOn(
    inputs: FeatureInputs,
    toMs: number,
    { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
  ): Promise<void> {
    const { entity, plan } = this.#ports;
    const beganMs = this.#atMs;
    await this.#seal(inputs, toMs);
    const atOnceMs = plan.needs.series.minute ? AT_ONCE_MS : Number.POSITIVE_INFINITY;
    while (this.#atMs < toMs) {
      const untilMs = Math.min(toMs, this.#atMs + atOnceMs);
      const needs: InputNeeds = this.#isBegun ? { ...plan.needs, warmUp: NO_WARM_UP } : plan.needs;
      const block = await inputs.read(entity, needs, this.#atMs, untilMs);
      signal.throwIfAborted();
      this.#take(block);
      this.#atMs = untilMs;
      this.#isBegun = true;
      onProgress((untilMs - beganMs) / (toMs - beganMs));
      // A worker that never waits hears nobody say that it may stop.
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
    }
    if (toMs - this.#spreadMs < SPREAD_EVERY_MS) return;
    this.#history.spreadOut();
    this.#spreadMs = toMs;
  }

  /**
   * Remembers which past rows are worked out from, before it is read: what comes while it is read changes the word. Hour
   * by hour, as the version counts no finer.
   */
  async #seal(inputs: FeatureInputs, toMs: number): Promise<void> {
    const { entity, plan } = this.#ports;
    if (this.#version && hourOf(this.#version.toMs) === hourOf(toMs)) return;
    this.#version = { word: await inputs.version(entity, plan.needs, this.fromMs, toMs), toMs };
  }

  /** Is the past still the one that it was worked out from? Rows that came late, and facts put right, change it. */
  async isCurrent(inputs: FeatureInputs): Promise<boolean> {
    const { entity, plan } = this.#ports;
    if (!this.#version) return false;
    const { word, toMs } = this.#version;
    return (await inputs.version(entity, plan.needs, this.fromMs, toMs)) === word;
  }

  standings(): readonly FeatureStanding[] {
    return this.#history.standings();
  }

  /** Was any telemetry heard? */
  get hasHeard(): boolean {
    const { series } = this.#ports.plan.needs;
    return Object.values(series).some((names) => names.some((name) => this.#told.has(name)));
  }

  /** What features read and nobody has told; of what it is linked to, what has no value now. */
  untold(): readonly string[] {
    const { series, outside, facts, linked } = this.#ports.plan.needs;
    const all = [
      ...Object.values(series).flat(),
      ...outside,
      ...facts,
      ...linked.flatMap(({ names }) => names),
    ];
    return [...new Set(all)].filter((name) => !this.#told.has(name));
  }

  #take(block: EntityBlock): void {
    for (const buckets of Object.values(block.buckets))
      for (const [name, { count }] of Object.entries(buckets.series))
        if (count.some((times) => times > 0)) this.#told.add(name);
    for (const [name, { atMs }] of [...Object.entries(block.outside), ...Object.entries(block.facts)])
      if (atMs.length > 0) this.#told.add(name);
    for (const { entity, names } of this.#ports.plan.needs.linked)
      for (const name of names) {
        const last = featureColumn(block.linked[entity]?.at(-1)?.tables ?? {}, name)?.values.at(-1);
        if (Number.isNaN(last ?? Number.NaN)) this.#told.delete(name);
        else this.#told.add(name);
      }
    const tables = this.#stream.advance(block, this.#ports.room);
    for (const table of Object.values(tables)) this.#history.take(table);
  }
}

function hourOf(atMs: number): number {
  return Math.floor(atMs / STEP_MS.hour);
}
