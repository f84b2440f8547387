import type { OutsideSeries } from '../domain/outside-series.ts';
import type { SourceChoice } from '../domain/source-choice.ts';
import type { Answer } from '../domain/sourced.ts';
import type { SourcesView } from '../domain/sources-view.ts';

/**
 * What pages may ask of the collector worker about outside sources. All reject with a CollectorFailure. In the demo
 * there are none: nobody is asked, and nothing can be switched on.
 */
export interface SourceApi {
  /** Calls back with how things stand, and then with each change; returns when it is set up. */
  followSources(listener: (view: SourcesView) => void): Promise<void>;
  /** Switches a provider on or off, or tells what it must know to answer. What it said of other fields is forgotten. */
  chooseSource(id: string, change: Partial<Pick<SourceChoice, 'enabled' | 'fields'>>): Promise<void>;
  /** Keeps the owner's key for a provider, sealed; undefined forgets it. No call ever tells it. */
  saveSourceKey(id: string, key: string | undefined): Promise<void>;
  /** Asks a provider everything that it is there for, now. Resolves with what came of each question. */
  testSource(id: string): Promise<readonly Answer[]>;
  /** What is kept of the past of one quantity within [fromMs, toMs). */
  outsidePast(series: string, fromMs: number, toMs: number): Promise<OutsideSeries>;
}
