import type { Doubt } from '../../src/domain/doubt.ts';
import type { OutsideSeries } from '../../src/domain/outside-series.ts';
import { undecided } from '../../src/domain/source-choice.ts';
import type { Answer } from '../../src/domain/sourced.ts';
import type { QuestionState, SourceState, SourcesView } from '../../src/domain/sources-view.ts';
import { upstreamOf } from '../../src/domain/upstreams/upstreams.ts';
import type { SourceApi } from '../../src/workers/source-api.ts';

/** Plays the part of the collector that knows outside sources: who is switched on answers, but for those that fail. */
export class FakeSources implements SourceApi {
  /** What was asked of it, oldest first. */
  readonly calls: string[] = [];
  /** Providers that do not answer, and why. */
  fails: Readonly<Record<string, QuestionState['failure']>> = {};
  figures: SourcesView['figures'] = {};
  /** What of a provider's last answer is in doubt. */
  doubts: Readonly<Record<string, readonly Doubt[]>> = {};
  /** The keys that were kept. */
  readonly keys: string[] = [];
  /** What is kept of the past, by series. */
  pasts: Readonly<Record<string, OutsideSeries>> = {};
  #sources: Readonly<Record<string, SourceState>> = {};
  readonly #listeners: ((view: SourcesView) => void)[] = [];
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  async followSources(listener: (view: SourcesView) => void): Promise<void> {
    this.#listeners.push(listener);
    listener(this.view());
  }

  view(): SourcesView {
    return { sources: this.#sources, figures: this.figures };
  }

  async chooseSource(...[id, change]: Parameters<SourceApi['chooseSource']>): Promise<void> {
    this.calls.push(`chooseSource ${id} ${JSON.stringify(change)}`);
    const state = this.#stateOf(id);
    const choice = { ...state.choice, ...change, changedAtMs: this.#nowMs() };
    const questions = choice.enabled ? [this.#question(id)] : [];
    const [host] = questions.map((question) => question.host);
    const hosts = host ? { [host]: this.#nowMs() - 12_000 } : state.hosts;
    this.#put(id, { ...state, choice, hosts, questions });
  }

  async saveSourceKey(id: string, key: string | undefined): Promise<void> {
    this.calls.push(`saveSourceKey ${id} ${key === undefined ? 'forgotten' : 'kept'}`);
    if (key !== undefined) this.keys.push(`${id} ${key}`);
    this.#put(id, { ...this.#stateOf(id), hasKey: key !== undefined });
  }

  async testSource(id: string): Promise<readonly Answer[]> {
    this.calls.push(`testSource ${id}`);
    const atMs = this.#nowMs() - 60_000;
    const value = [{ coin: 'BTC', currency: 'EUR', price: 83_210, atMs }];
    const heard = { value, provider: id, atMs, receivedAtMs: this.#nowMs() };
    return [{ ...this.#question(id), quantity: 'prices:EUR', ...(this.fails[id] ? {} : { heard }) }];
  }

  async outsidePast(series: string): Promise<OutsideSeries> {
    return this.pasts[series] ?? { atMs: new Float64Array(), values: new Float64Array() };
  }

  #stateOf(id: string): SourceState {
    return this.#sources[id] ?? { choice: undecided(id), hasKey: false, questions: [] };
  }

  #put(id: string, state: SourceState): void {
    this.#sources = { ...this.#sources, [id]: state };
    for (const listener of this.#listeners) listener(this.view());
  }

  #question(id: string): QuestionState {
    const nowMs = this.#nowMs();
    const failure = this.fails[id];
    const host = upstreamOf(id)?.endpoints[0]?.host;
    const base = {
      host,
      key: `q@${id}`,
      quantity: 'q',
      provider: id,
      askedAtMs: nowMs,
      nextAtMs: nowMs + 300_000,
    };
    return failure
      ? { ...base, failures: 2, failure, receivedAtMs: nowMs - 3_600_000, figureAtMs: nowMs - 3_600_000 }
      : {
          ...base,
          failures: 0,
          doubts: this.doubts[id],
          receivedAtMs: nowMs - 12_000,
          figureAtMs: nowMs - 60_000,
        };
  }
}
