import type { FleetEvent } from '../../domain/alert.ts';
import { coinsMinedBy } from '../../domain/coin.ts';
import type { Miner } from '../../domain/miner.ts';
import type { OutsideSeries } from '../../domain/outside-series.ts';
import type { Pool } from '../../domain/pool.ts';
import { poolOfUrl } from '../../domain/pool-of-url.ts';
import type { Settings } from '../../domain/settings.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import type { SourceChoice } from '../../domain/source-choice.ts';
import { bestFigures, type SourcesView } from '../../domain/sources-view.ts';
import type { Snapshot } from '../../store/entity-schema.ts';
import type { EntityStore } from '../../store/entity-store.ts';

/** All that is known of a fleet but its telemetry, as it is stored now. */
export interface Household {
  readonly settings: Settings;
  /** Those that are not being removed, in the order they were added. */
  readonly miners: readonly Miner[];
  /** Last answers, by miner. */
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  /** What each quantity was heard to be last. */
  readonly figures: SourcesView['figures'];
  readonly choices: readonly SourceChoice[];
  readonly firmwareChanges: readonly FleetEvent[];
  readonly timeZone: string;
}

export interface HouseholdPorts {
  readonly entities: Pick<
    EntityStore,
    'settings' | 'miners' | 'snapshots' | 'eventsBetween' | 'sources' | 'repairs'
  >;
  /** What is kept of the past of a quantity within [fromMs, toMs). */
  readonly past: (series: string, fromMs: number, toMs: number) => Promise<OutsideSeries>;
  readonly nowMs: () => number;
  /** IANA name of the zone that the house's days are counted in. */
  readonly timeZone: string;
}

/** @throws StoreError */
export async function readHousehold({ entities, nowMs, timeZone }: HouseholdPorts): Promise<Household> {
  const [settings, miners, snapshots, events, answers, choices] = await Promise.all([
    entities.settings(),
    entities.miners(),
    entities.snapshots(),
    entities.eventsBetween(0, nowMs() + 1),
    entities.sources.answers(),
    entities.sources.choices(),
  ]);
  return {
    settings,
    miners: miners.filter(({ removedAtMs }) => removedAtMs === undefined),
    snapshots: new Map(snapshots.map((snapshot) => [snapshot.minerId, snapshot])),
    firmwareChanges: events.filter(({ kind }) => kind === 'firmware-changed'),
    // Any provider that was heard serves; the newest is the best known here.
    figures: bestFigures(answers, () => []),
    choices,
    timeZone,
  };
}

/** The pool of the catalogue that a miner works for; undefined for the owner's own, and where it tells none. */
export function poolOf(snapshot: Snapshot | undefined): Pool | undefined {
  const pools = snapshot?.reading.pools ?? [];
  const used = pools.find(({ active }) => active) ?? pools[0];
  return used && poolOfUrl(used.url, SHIPPED_POOLS);
}

/**
 * The coin that a miner works for: of those that its algorithm can mine, the first of the catalogue that its pool mines,
 * else the first of all; undefined where no coin is known of its algorithm.
 */
export function coinOf(miner: Miner, snapshot: Snapshot | undefined): string | undefined {
  const minable = coinsMinedBy(SHIPPED_COINS, miner.identity.algorithm).map(({ symbol }) => symbol);
  const pool = poolOf(snapshot);
  return minable.find((symbol) => pool?.coins.includes(symbol)) ?? minable[0];
}
