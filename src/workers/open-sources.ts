import type { ProxyConnection } from '../collect/proxy-transport.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { OutsideMarket } from '../domain/outside-market.ts';
import type { OutsideSeries } from '../domain/outside-series.ts';
import type { SourceChoice } from '../domain/source-choice.ts';
import type { Answer } from '../domain/sourced.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { OutsideStore } from '../store/outside-store.ts';

export interface SourceServicePorts {
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly entities: EntityStore;
  readonly outside: OutsideStore;
  readonly locks: LockManager | undefined;
  /** The way to the helper; absent where there is none. */
  readonly connection: (() => ProxyConnection) | undefined;
  readonly view: () => Pick<FleetView, 'settings' | 'miners'>;
  /** What all of it means for money, whenever that changes. */
  readonly onMarket: (market: OutsideMarket | undefined) => void;
  readonly onStoreProblem: (error: unknown) => void;
}

/** The outside sources of the owner's own fleet, opened. */
export interface OpenSourceService {
  figures(): SourcesView['figures'];
  follow(listener: (view: SourcesView) => void): void;
  fleetChanged(view: Pick<FleetView, 'settings' | 'miners'>): void;
  choose(id: string, change: Partial<Pick<SourceChoice, 'enabled' | 'fields'>>): Promise<void>;
  saveKey(id: string, key: string | undefined): Promise<void>;
  test(id: string): Promise<readonly Answer[]>;
  past(series: string, fromMs: number, toMs: number): Promise<OutsideSeries>;
  close(): void;
}
