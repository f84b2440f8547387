import type { Buckets } from '../domain/buckets.ts';
import { type DataRepair, repairsInForce } from '../domain/data-repair.ts';
import type { SeriesName } from '../domain/series.ts';
import { type EntityKind, type EntityRef, type FeatureStep, STEP_MS } from '../features/definition.ts';
import { planFeatures } from '../features/feature-plan.ts';
import { FeatureStream } from '../features/feature-stream.ts';
import { STEPS } from '../features/feature-table.ts';
import type { EntityBlock, InputNeeds, InputPort, LinkedNeed } from '../features/input-needs.ts';
import type { LinkedStretch } from '../features/linked-column.ts';
import type { FeatureRegistry } from '../features/registry.ts';
import type { ToldValues } from '../features/told-column.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import { fingerprint } from './fingerprint.ts';
import { fleetBuckets } from './fleet-buckets.ts';
import { linkedTo } from './learner-entities.ts';
import { coinFacts, coinOutside } from './told/coin-told.ts';
import { difficultyOfMiners } from './told/difficulty-told.ts';
import { fleetTold } from './told/fleet-told.ts';
import type { Household, HouseholdPorts } from './told/household.ts';
import { minerFacts } from './told/miner-told.ts';
import { poolOutside } from './told/pool-told.ts';
import { siteFacts, siteOutside } from './told/site-told.ts';
import { firstTold, NOTHING_TOLD } from './told/told-points.ts';
import type { ToldSpan } from './told/told-span.ts';

const DAY_MS = 86_400_000;
/** What was told longest ago and still counts: a difficulty, for three weeks. */
const TOLD_BEFORE_MS = 22 * DAY_MS;

export interface FeatureInputsPorts extends HouseholdPorts {
  readonly telemetry: Pick<TelemetryStore, 'buckets'>;
  readonly registry: FeatureRegistry;
  readonly offsetMinutes: (atMs: number) => number;
}

type Told = Readonly<Record<string, ToldValues>>;

/** What features need, from the stores: telemetry as its tiers hold it, the rest as somebody has told it. */
export class FeatureInputs implements InputPort {
  readonly #ports: FeatureInputsPorts;
  /** Everything but telemetry, as it was read last. */
  readonly house: Household;

  constructor(ports: FeatureInputsPorts, house: Household) {
    this.#ports = ports;
    this.house = house;
  }

  async read(entity: EntityRef, needs: InputNeeds, fromMs: number, toMs: number): Promise<EntityBlock> {
    const warmUpMs = Math.max(...Object.values(needs.warmUp));
    const span = { fromMs: fromMs - warmUpMs - TOLD_BEFORE_MS, toMs };
    const [buckets, outside] = await Promise.all([
      this.#buckets(entity, needs, fromMs, toMs),
      needs.outside.length > 0 ? this.#outside(entity, span) : {},
    ]);
    return {
      toMs,
      buckets,
      outside: only(outside, needs.outside),
      facts: only(needs.facts.length > 0 ? this.#facts(entity) : {}, needs.facts),
      linked: await this.#linked(entity, needs, fromMs, toMs),
    };
  }

  /** Rows that were stored, thinned or put right, facts and settings that are others: all of it changes the word. */
  async version(entity: EntityRef, needs: InputNeeds, fromMs: number, toMs: number): Promise<string> {
    const { tariff, pastTariffs, market, currency } = this.house.settings;
    const lasting = Object.entries(this.#facts(entity)).map(([name, { atMs, values }]) => [
      name,
      [...values].filter((_, i) => atMs[i] === 0),
    ]);
    const { hour, day } = needs.warmUp;
    const rowsOf = (tier: 'hour' | 'day', sinceMs: number) =>
      this.#telemetry(entity, { names: [], tier, fromMs: sinceMs, toMs: floored(toMs, tier) });
    const heard = await Promise.all([
      rowsOf('hour', fromMs - hour),
      ...(day > hour ? [rowsOf('day', fromMs - day)] : []),
    ]);
    const repairs = repairsInForce(await this.#repairs(entity));
    return fingerprint([
      JSON.stringify([tariff, pastTariffs, market, currency, lasting, repairs]),
      ...heard.flatMap(({ atMs, rows }) => [atMs, rows]),
    ]);
  }

  /** Of all miners whose telemetry counts. */
  async #repairs({ kind, id }: EntityRef): Promise<readonly DataRepair[]> {
    const { repairs } = this.#ports.entities;
    if (kind === 'miner') return repairs.of(id);
    if (kind !== 'fleet') return [];
    return (await Promise.all(this.house.miners.map((miner) => repairs.of(miner.id)))).flat();
  }

  async #buckets(
    entity: EntityRef,
    { series, warmUp }: InputNeeds,
    fromMs: number,
    toMs: number,
  ): Promise<EntityBlock['buckets']> {
    const found: Partial<Record<FeatureStep, Buckets>> = {};
    for (const step of STEPS) {
      const names = series[step];
      if (!names) continue;
      found[step] = await this.#telemetry(entity, {
        names: this.#known(names),
        tier: step,
        fromMs: floored(fromMs - warmUp[step], step),
        toMs: floored(toMs, step),
      });
    }
    return found;
  }

  #known(names: readonly string[]): readonly SeriesName[] {
    return this.#ports.registry.known.series.flatMap(({ name }) => (names.includes(name) ? [name] : []));
  }

  async #telemetry(
    { kind, id }: EntityRef,
    asked: ToldSpan & { readonly names: readonly SeriesName[]; readonly tier: FeatureStep },
  ): Promise<Buckets> {
    const { telemetry } = this.#ports;
    // No day has ended since the last time: IndexedDB knows no empty range.
    if (asked.toMs <= asked.fromMs) return fleetBuckets([], asked.names);
    if (kind === 'miner') return telemetry.buckets({ entityId: id, ...asked });
    if (kind !== 'fleet') return fleetBuckets([], asked.names);
    const names = [...new Set<SeriesName>([...asked.names, 'powerW', 'wallPowerW'])];
    const each: Buckets[] = [];
    for (const miner of this.house.miners)
      each.push(await telemetry.buckets({ entityId: miner.id, ...asked, names }));
    return fleetBuckets(each, asked.names);
  }

  async #outside({ kind, id }: EntityRef, span: ToldSpan): Promise<Told> {
    if (kind === 'coin') return this.#coinOutside(id, span);
    if (kind === 'site') return siteOutside(this.house, this.#ports, span);
    if (kind === 'pool') return poolOutside(id, this.house, this.#ports, span);
    return kind === 'fleet' ? fleetTold(this.house) : {};
  }

  async #coinOutside(symbol: string, span: ToldSpan): Promise<Told> {
    const told = await coinOutside(symbol, this.house, this.#ports, span);
    const ofMiners = difficultyOfMiners(symbol, this.house, this.#ports.telemetry, span);
    return { ...told, difficulty: firstTold(told.difficulty ?? NOTHING_TOLD, await ofMiners) };
  }

  #facts({ kind, id }: EntityRef): Told {
    if (kind === 'coin') return coinFacts(id);
    if (kind === 'site') return siteFacts(this.house);
    if (kind === 'fleet') return fleetTold(this.house);
    const miner = this.house.miners.find((each) => each.id === id);
    return kind === 'miner' && miner ? minerFacts(miner, this.house) : {};
  }

  async #linked(
    entity: EntityRef,
    needs: InputNeeds,
    fromMs: number,
    toMs: number,
  ): Promise<EntityBlock['linked']> {
    const sinceMs = fromMs - linkedWarmUpMs(this.#ports.registry, entity.kind, needs) - DAY_MS;
    const found: Partial<Record<EntityKind, readonly LinkedStretch[]>> = {};
    for (const need of needs.linked) found[need.entity] = await this.#stretches(entity, need, sinceMs, toMs);
    return found;
  }

  async #stretches(
    entity: EntityRef,
    { entity: kind, names }: LinkedNeed,
    fromMs: number,
    toMs: number,
  ): Promise<readonly LinkedStretch[]> {
    const other = linkedTo(entity, kind, this.house);
    if (!other) return [];
    const { registry, offsetMinutes } = this.#ports;
    const plan = planFeatures(registry, names);
    const block = await this.read(other, plan.needs, fromMs, toMs);
    const tables = new FeatureStream(plan, { fromMs, offsetMinutes }).advance(block);
    return [{ entityId: other.id, sinceMs: Number.NEGATIVE_INFINITY, tables }];
  }
}

/** How far back features of the steps that read linked things are warmed up, ms. */
function linkedWarmUpMs({ definitions }: FeatureRegistry, kind: EntityKind, { warmUp }: InputNeeds): number {
  const readers = definitions.filter(
    ({ entity, inputs }) => entity === kind && inputs.some(({ from }) => from === 'linked'),
  );
  return Math.max(0, ...readers.map(({ step }) => warmUp[step]));
}

function floored(atMs: number, step: FeatureStep): number {
  return Math.floor(atMs / STEP_MS[step]) * STEP_MS[step];
}

function only(told: Told, names: readonly string[]): Told {
  return Object.fromEntries(Object.entries(told).filter(([name]) => names.includes(name)));
}
