import type { Contest, ForecastReason, ForecastTarget, PastForecast } from '../../domain/forecast.ts';
import type { ModelRecord } from '../../domain/model-record.ts';
import { BASE_NET, baseCompetitors } from '../../insight/forecast/base-models.ts';
import type { Learnt } from '../../insight/forecast/competitor.ts';
import type { ContestOutcome } from '../../insight/forecast/contest.ts';
import {
  forecastNow,
  learnSpeakers,
  type NowAsk,
  type SpokenForecast,
} from '../../insight/forecast/forecast-now.ts';
import { ownCompetitors } from '../../insight/forecast/own-competitors.ts';
import { forecastReasons } from '../../insight/forecast/reasons.ts';
import { seriesOfTarget } from '../../insight/forecast/series-of-target.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { Random } from '../../numerics/random.ts';
import type { ModelStore } from '../../store/model-store.ts';
import type { ForecastReport, ModelExplanation } from '../forecast-api.ts';
import { coverageOf, withWhatCame } from './kept-forecasts.ts';
import type { LoadedModels } from './loaded-models.ts';
import { explainModel } from './model-explanation.ts';
import { replayedForecasts } from './replayed-forecasts.ts';
import { ruleOutcome, type Speaking } from './rule-outcome.ts';
import { promotedOf, seatsNow, speakerOf } from './seats-now.ts';
import type { TargetShelf } from './target-shelf.ts';
import type { WorkSlices } from './work-slices.ts';

/** Kept forecasts that the coverage meter looks at. */
const METERED = 240;

export interface DeskPorts {
  readonly models: ModelStore;
  readonly shelf: TargetShelf;
  readonly loaded: LoadedModels;
  readonly nowMs: () => number;
  /** A clock that only runs forward, ms. */
  readonly clockMs: () => number;
}

/** Those who speak of a target as long as nothing changes: no row ends, no contest is held, nothing is decided. */
interface Panel {
  readonly data: TargetData;
  readonly key: string;
  readonly speaking: Speaking;
  readonly speakers: Map<string, Learnt>;
  readonly contest: Contest | undefined;
  /** How often kept forecasts held the truth, by what has come up to now. */
  readonly kept: ForecastReport['kept'];
  /** Worked out with the first forecast: they are the same for all. */
  reasons?: readonly ForecastReason[];
}

/** A forecast with its reasons. */
export interface DeskForecast extends SpokenForecast {
  readonly reasons: readonly ForecastReason[];
  readonly contest: Contest | undefined;
  readonly kept: ForecastReport['kept'];
}

/** Makes forecasts: seats those who may speak, lets them learn once, and asks them. */
export class ForecastDesk {
  readonly #ports: DeskPorts;
  readonly #panels = new Map<string, Promise<Panel>>();
  /** Those of whom something was said since anything was decided of them. */
  readonly #spoken = new Map<string, ForecastTarget>();

  constructor(ports: DeskPorts) {
    this.#ports = ports;
  }

  /** Is all at hand that a forecast takes: a past up to now, and those who speak? */
  isReady(targetId: string): boolean {
    const target = this.#spoken.get(targetId);
    return target !== undefined && this.#ports.shelf.isAtHand(target);
  }

  /** @param own the past of the target alone @throws LearnerFailure; ForecastError; StoreError */
  async forecast(own: TargetData, ask: Omit<NowAsk, 'madeAtMs'>): Promise<DeskForecast> {
    const panel = await this.#panel(own);
    const { data, speaking, speakers } = panel;
    const spoken = forecastNow(data, speaking, speakers, { ...ask, madeAtMs: this.#ports.nowMs() });
    panel.reasons ??= finished(forecastReasons(data, speaking, speakers, spoken, this.#ports.clockMs));
    this.#spoken.set(own.target.id, own.target);
    return { ...spoken, reasons: panel.reasons, contest: panel.contest, kept: panel.kept };
  }

  /** What those who speak would have said, from what was known then, newest first. */
  async replayed(own: TargetData, most: number): Promise<readonly PastForecast[]> {
    const { speaking } = await this.#panel(own);
    return replayedForecasts(own, speaking.replayed, most);
  }

  /** Why a model says what it says now. @throws LearnerFailure; ForecastError; StoreError */
  async explain(model: ModelRecord, target: ForecastTarget, slices: WorkSlices): Promise<ModelExplanation> {
    const { shelf, loaded } = this.#ports;
    const data = await shelf.whole(target);
    const fitted = await loaded.fitted(model);
    const { table, fromWorking } = loaded.lookedAt(model, fitted, data);
    return slices.run(explainModel(model, fromWorking, fitted, table), () => {});
  }

  /** Something was decided or learnt: who speaks is asked anew. */
  forget(targetId: string): void {
    this.#panels.delete(targetId);
    this.#spoken.delete(targetId);
  }

  async #panel(own: TargetData): Promise<Panel> {
    const { id } = own.target;
    const key = `${own.startMs + own.values.length * own.stepMs} ${own.values.length}`;
    const known = await this.#panels.get(id);
    if (known?.key === key) return known;
    const panel = this.#seat(own, key);
    panel.catch(() => this.#panels.delete(id));
    this.#panels.set(id, panel);
    return panel;
  }

  async #seat(own: TargetData, key: string): Promise<Panel> {
    const { models, shelf } = this.#ports;
    const { target } = own;
    const outcome = (await models.outcome(target.id)) as ContestOutcome | undefined;
    const registered = await models.models(target.id);
    const promoted = promotedOf(registered);
    const plain = ruleOutcome(own);
    const kept = coverageOf(withWhatCame(await models.kept(target.id, METERED), own));
    const held = outcome ?? (promoted && contestless(plain));
    const about = { key, kept, contest: outcome?.contest };
    if (!held) return { ...about, data: own, speaking: plain, speakers: learnt(own, plain) };
    const seats = seatsNow(held, registered);
    const names = new Set(seats.flatMap(({ weights }) => Object.keys(weights)));
    const seated = registered.filter(
      (model) => names.has(speakerOf(model).name) && isOf(model, held, promoted),
    );
    // Features are read only where somebody looks at them.
    const isLookedAt = seated.some(({ features }) => features.length > 0);
    const data = isLookedAt ? await shelf.whole(target) : own;
    const speakers = new Map<string, Learnt>();
    for (const model of seated)
      speakers.set(speakerOf(model).name, await this.#ports.loaded.learnt(model, data));
    // Of a contest from before it was kept in the registry.
    if (names.has(BASE_NET) && !speakers.has(BASE_NET))
      for (const base of await baseCompetitors(target, () => Random.labelled(0, BASE_NET)))
        speakers.set(BASE_NET, await finishedInTurns(base.learn(seriesOfTarget(data))));
    const speaking = { ...held, seats };
    return { ...about, data, speaking, speakers: learnt(data, speaking, speakers) };
  }
}

/** A promoted model speaks even where no contest was held: with the rule's intervals, until one tells better. */
function contestless(plain: Speaking): ContestOutcome {
  const nothing = { ljungBoxP: Number.NaN, biasP: Number.NaN, uniformP: Number.NaN };
  const contest = {
    targetId: '',
    heldAtMs: 0,
    fromMs: 0,
    toMs: 0,
    origins: 0,
    bands: [],
    residuals: nothing,
  };
  return { ...plain, contest };
}

/** Is a model the one that is meant by its name: promoted, or of the contest? */
function isOf(model: ModelRecord, { contest }: ContestOutcome, promoted: ModelRecord | undefined): boolean {
  if (promoted) return model.id === promoted.id;
  return contest.bands.some(({ entries }) => entries.some(({ speaker }) => speaker.modelId === model.id));
}

function learnt(data: TargetData, speaking: Speaking, known = new Map<string, Learnt>()) {
  const learning = learnSpeakers(data, speaking, ownCompetitors(data), known);
  return new Map(finished(learning));
}

/** What a work of half a second comes to: whoever asks something meanwhile is answered between its steps. */
async function finishedInTurns<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** What a work of a few ms comes to. */
function finished<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
